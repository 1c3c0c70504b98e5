import { sourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { clearFailure, type EscrowEntry, expiredEscrows } from '../ledger/escrows';
import { addLogRow } from '../ledger/log-rows';
import { settlePerson } from '../ledger/people';
import { workOf } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { scopeOf } from './evaluate-person';
import { adviceFor, logRow } from './log-entry';

/** What has failed for four weeks is dropped, and said: nobody waits for a try that will not come. */
export function dropExpired(cycle: Cycle): void {
  const { database } = cycle.job.ledger;
  const rows = database.transaction(() =>
    expiredEscrows(database, cycle.job.now()).flatMap((escrow) => {
      clearFailure(database, sourceId(escrow.personId));
      return recordDropped(cycle, escrow) ?? [];
    }),
  );
  for (const row of rows) cycle.report({ kind: 'row', row });
}

/** null: the person has gone, or has changed and is tried again anyway. */
function recordDropped(cycle: Cycle, escrow: EscrowEntry) {
  const { job } = cycle;
  const { database } = job.ledger;
  const item = workOf(database, sourceId(escrow.personId));
  const waiting = database.get('SELECT waiting FROM people WHERE id = ?', escrow.personId)?.['waiting'];
  if (item === null || (typeof waiting === 'string' && waiting !== 'retry')) return null;
  const { person, link } = item;
  const { attempts, firstFailedAt } = escrow;
  const problem: Problem = { kind: 'given-up', attempts, firstFailedAt, problem: escrow.problem };
  const verdict = scopeOf(job, item);
  settlePerson(database, person.id, { inScope: verdict.inScope, standing: 'failed', problem });
  const row = logRow(
    cycle,
    { person, importedAs: 'retry', verdict, match: { kind: 'not-reached' }, startedAt: job.now() },
    {
      action: link === null ? 'create' : 'update',
      status: 'skipped',
      staged: false,
      target: link?.targetId ?? null,
      problem,
      story: { kind: 'skipped', advice: adviceFor(job, problem, person) },
      modified: [],
    },
  );
  addLogRow(database, cycle.number, row);
  return row;
}
