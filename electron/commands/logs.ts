import type { LogFilter } from '../../shared/ipc/contract';
import { provisioningObjectSummary } from '../../shared/log/object-summary';
import { readCycle } from '../ledger/cycles';
import { countLogRows, listLogRows } from '../ledger/log-rows';
import { personNamed } from '../ledger/people';
import type { Command } from './command';
import { printProblem } from './print-problem';
import { stepLines } from './provision';
import { readInstant } from './read-instant';

const rowsAtOnce = 200;
const statuses = ['success', 'failure', 'skipped', 'warning'] as const;

export const logs: Command = {
  name: 'logs',
  usage: '[--status S] [--user U] [--cycle C] [--since T]',
  mostWords: 0,
  takesJob: true,
  help: `Prints the provisioning log, newest first. S is one of ${statuses.join(', ')}; T is a date or an instant. With --json one provisioningObjectSummary a line.`,
  flags: [],
  options: ['status', 'user', 'cycle', 'since'],
  async run(invocation) {
    const { voice, json, options } = invocation;
    const status = statuses.find((known) => known === options['status']);
    if (options['status'] !== undefined && status === undefined)
      return printProblem(
        invocation,
        { kind: 'usage', detail: `--status takes one of ${statuses.join(', ')}, not ${options['status']}` },
        null,
      );
    const since = options['since'] === undefined ? null : readInstant(options['since']);
    if (options['since'] !== undefined && since === null)
      return printProblem(
        invocation,
        {
          kind: 'usage',
          detail: `--since takes a date or an instant, such as 2026-11-24 or 2026-11-24T08:30:00Z, not ${options['since']}`,
        },
        null,
      );
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { job, database } = opened.value;
    const { cycle } = options;
    if (cycle !== undefined && readCycle(database, cycle) === null)
      return printProblem(
        invocation,
        {
          kind: 'usage',
          detail: `There is no cycle ${cycle}. inseam logs --json names the cycle of each entry`,
        },
        job.profile,
      );
    const filter: LogFilter = {
      text: options['user'] === undefined ? '' : (personNamed(database, options['user'])?.id ?? options['user']),
      action: 'any',
      status: status ?? 'any',
      cycleId: cycle ?? null,
      since: since === null ? null : new Date(since).toISOString(),
      showUnchanged: json || status === 'skipped' || options['user'] !== undefined,
    };
    for (let offset = 0; ; offset += rowsAtOnce) {
      const rows = listLogRows(database, filter, offset, rowsAtOnce);
      for (const row of rows) {
        if (json) voice.out(JSON.stringify(provisioningObjectSummary(row, job)));
        else {
          const [head, ...rest] = stepLines(row);
          voice.out(`${row.at}  ${head ?? ''}`);
          for (const line of rest) voice.out(line);
        }
      }
      if (rows.length < rowsAtOnce) break;
    }
    if (!json && countLogRows(database, filter) === 0) voice.err('No entries match.');
    return 0;
  },
};
