import type { LogRow } from '../../shared/log/log-row';
import { provisioningObjectSummary } from '../../shared/log/object-summary';
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
  help: 'Provisions one person now (object id or userPrincipalName) and prints the four steps. It writes, and honours scope.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [person] = invocation.words;
    if (person === undefined)
      return printProblem(
        invocation,
        { kind: 'usage', detail: 'Which person? Give an object id or a userPrincipalName.' },
        null,
      );
    const engine = invocation.engine();
    if (!engine.ok) return printProblem(invocation, engine.problem, null);
    const job = invocation.job(engine.value);
    if (!job.ok) return printProblem(invocation, job.problem, null);
    const known = engine.value.known(job.value);
    const profile = known.ok ? known.value.profile : null;
    const outcome = await invocation.runner(engine.value).provision(job.value, person);
    if (!outcome.ok) return printProblem(invocation, outcome.problem, profile);
    for (const row of outcome.value) {
      if (json && known.ok) voice.out(JSON.stringify(provisioningObjectSummary(row, known.value)));
      else for (const line of stepLines(row)) voice.out(line);
    }
    return outcome.value.some(({ status }) => status === 'failure') ? 4 : 0;
  },
};
