import type { ImportedAs } from '../../shared/log/steps';
import type { WorkItem } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { type Evaluated, evaluatePerson } from './evaluate-person';
import { changesTarget } from './export-operation';

/**
 * Decides on one person. Where a plan is made or followed, an account that would be changed is read first: its old
 * values are then those that the target has, not those that the ledger remembers.
 */
export async function decidePerson(cycle: Cycle, item: WorkItem, importedAs: ImportedAs): Promise<Evaluated> {
  const one = await evaluatePerson(cycle, item, importedAs);
  const isRead = one.link === null || one.resource !== null || !changesTarget(one.operation);
  return isRead || cycle.selection?.readsAccounts !== true ? one : evaluatePerson(cycle, item, importedAs, true);
}
