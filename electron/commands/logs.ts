import type { LogFilter } from '../../shared/ipc/contract';
import { provisioningObjectSummary } from '../../shared/log/object-summary';
import { countLogRows, listLogRows } from '../ledger/log-rows';
import type { Command } from './command';
import { printProblem } from './print-problem';
import { stepLines } from './provision';

const rowsAtOnce = 200;
const statuses = ['success', 'failure', 'skipped', 'warning'] as const;

export const logs: Command = {
  name: 'logs',
  usage: '[--status S] [--user U] [--cycle C] [--since T]',
  mostWords: 0,
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
    const since = options['since'] === undefined ? null : Date.parse(options['since']);
    if (since !== null && Number.isNaN(since))
      return printProblem(
        invocation,
        { kind: 'usage', detail: `--since takes a date such as 2026-11-24, not ${options['since'] ?? ''}` },
        null,
      );
    const engine = invocation.engine();
    if (!engine.ok) return printProblem(invocation, engine.problem, null);
    const job = invocation.job(engine.value);
    if (!job.ok) return printProblem(invocation, job.problem, null);
    const known = engine.value.known(job.value);
    const ledger = engine.value.ledger(job.value);
    if (!known.ok) return printProblem(invocation, known.problem, null);
    if (!ledger.ok) return printProblem(invocation, ledger.problem, null);
    const filter: LogFilter = {
      text: options['user'] ?? '',
      action: 'any',
      status: status ?? 'any',
      cycleId: options['cycle'] ?? null,
      since: since === null ? null : new Date(since).toISOString(),
      showUnchanged: json || status === 'skipped' || options['user'] !== undefined,
    };
    const { database } = ledger.value;
    for (let offset = 0; ; offset += rowsAtOnce) {
      const rows = listLogRows(database, filter, offset, rowsAtOnce);
      for (const row of rows) {
        if (json) voice.out(JSON.stringify(provisioningObjectSummary(row, known.value)));
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
