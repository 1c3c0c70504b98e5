import type { LogRow } from '../../shared/log/log-row';
import { provisioningObjectSummary } from '../../shared/log/object-summary';
import { traitsOf } from '../../shared/log/problem-traits';
import type { Sight, SightState } from '../../shared/on-demand/sight';
import { detailedRow } from '../cycle/see-person';
import { personMeant } from '../ledger/person-meant';
import type { Command } from './command';
import { printProblem } from './print-problem';

const titles = { import: 'Import', scope: 'Scope', match: 'Match', action: 'Action' } as const;
const marks = { success: '✓', failure: '✗', skipped: '–', warning: '!', notReached: ' ' } as const;

/** The four steps of one person, as the log keeps them. */
export function stepLines(row: LogRow): readonly string[] {
  return [
    `${row.sourceName}${row.sourceMail === '' ? '' : `  <${row.sourceMail}>`}`,
    ...row.steps.map(({ step, status, text }) => `  ${marks[status]} ${titles[step].padEnd(7)} ${text}`),
    ...row.modified.map(
      ({ attribute, from, to }) => `      ${attribute}: ${from === null ? '' : `${from} → `}${to ?? '(none)'}`,
    ),
  ];
}

export const provision: Command = {
  name: 'provision',
  usage: 'USER',
  mostWords: 1,
  takesJob: true,
  help: 'Provisions one person now (object id or userPrincipalName; mail or name of somebody known) and prints the four steps. It writes, and honours scope.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [person] = invocation.words;
    if (person === undefined || person.trim() === '')
      return printProblem(
        invocation,
        { kind: 'usage', detail: 'Which person? Give an object id or a userPrincipalName.' },
        null,
      );
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job, database } = opened.value;
    const meant = personMeant(database, person);
    // Whoever is not known yet stays as typed, for Microsoft Entra ID to find.
    const isUnknown = !meant.ok && meant.problem.kind === 'person-unknown';
    if (!meant.ok && !isUnknown) return printProblem(invocation, meant.problem, job.profile);
    const outcome = await invocation.runner(engine).provision(job.name, meant.ok ? meant.value.id : person.trim());
    if (!outcome.ok) {
      // The service's first step, which is there only when it fails.
      if (!json && traitsOf(outcome.problem).exit === 3) voice.out(`  ${marks.failure} Test connection`);
      return printProblem(invocation, outcome.problem, job.profile);
    }
    const { sight, rows } = outcome.value;
    const row = detailedRow(rows, sight);
    if (json && row !== null) voice.out(JSON.stringify(provisioningObjectSummary(row, job)));
    else if (!json) for (const line of sightLines(sight)) voice.out(line);
    return rows.some(({ status }) => status === 'failure') ? 4 : 0;
  },
};

const stateMarks: Readonly<Record<SightState, string>> = {
  passed: marks.success,
  failed: marks.failure,
  skipped: marks.skipped,
  attention: marks.warning,
  'not-reached': marks.notReached,
  waiting: marks.notReached,
  running: marks.notReached,
  waits: marks.notReached,
};

/** The four steps with their inputs, results and times. */
function* sightLines(sight: Sight): Iterable<string> {
  yield `${sight.name}${sight.mail === '' ? '' : `  <${sight.mail}>`}`;
  for (const { step, state, text, durationMs, facts } of sight.steps) {
    const title = step === 'connection' ? 'Test connection' : titles[step];
    yield `  ${stateMarks[state]} ${title.padEnd(7)} ${text}${durationMs === null ? '' : `  (${durationMs} ms)`}`;
    for (const { name, value } of facts) yield `      ${name}: ${value}`;
  }
  for (const { attribute, from, to } of sight.changes)
    yield `      ${attribute}: ${from === null ? '' : `${from} → `}${to ?? '(none)'}`;
}
