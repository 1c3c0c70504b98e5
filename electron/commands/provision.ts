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
  takesJob: true,
  help: 'Provisions one person now (object id or userPrincipalName) and prints the four steps. It writes, and honours scope.',
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
    const { engine, job } = opened.value;
    const outcome = await invocation.runner(engine).provision(job.name, person);
    if (!outcome.ok) return printProblem(invocation, outcome.problem, job.profile);
    for (const row of outcome.value) {
      if (json) voice.out(JSON.stringify(provisioningObjectSummary(row, job)));
      else for (const line of stepLines(row)) voice.out(line);
    }
    return outcome.value.some(({ status }) => status === 'failure') ? 4 : 0;
  },
};
