import type { Operation } from '../../shared/decision/operation';
import type { ImportedAs } from '../../shared/log/steps';
import type { WorkItem } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { type Evaluated, evaluatePerson } from './evaluate-person';
import { changesTarget } from './export-operation';

/**
 * Decides on one person. Where a plan is made or followed, an account that would be changed is read first: its old
 * values are then those that the target has, not those that the ledger remembers. So it is where a mapping fills what it
 * did not fill before.
 */
export async function decidePerson(cycle: Cycle, item: WorkItem, importedAs: ImportedAs): Promise<Evaluated> {
  const one = await evaluatePerson(cycle, item, importedAs);
  const isRead = one.link === null || one.resource !== null || !changesTarget(one.operation);
  const reads = cycle.selection?.readsAccounts === true || (importedAs === 'rules' && changesUnknown(one.operation));
  return isRead || !reads ? one : evaluatePerson(cycle, item, importedAs, true);
}

/** What was not mapped before is not known: it may be there already, and an undo would have to know what it replaced. */
const changesUnknown = (operation: Operation): boolean =>
  'changes' in operation && operation.changes.some(({ from }) => from === null);
