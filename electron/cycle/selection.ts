import { decisionBasis, plannedVersionOf, restsOn } from '../../shared/decision/decision-basis';
import type { Operation } from '../../shared/decision/operation';
import type { SourceId } from '../../shared/ids';
import type { LeftBecause } from '../../shared/log/steps';
import { holdOf } from '../ledger/holds';
import { plannedChange, plannedVersion } from '../ledger/plan-rows';
import type { ResolvableReference } from '../ledger/references';
import { type WorkItem, workOf } from '../ledger/work-list';
import type { Job } from './cycle';
import type { Evaluated } from './evaluate-person';
import { changesTarget } from './export-operation';
import { fingerprint } from './rules-fingerprint';

/** Which people a run carries out. Without one it carries out everybody. */
export interface SelectionOptions {
  /** Left out of this run by the admin. */
  readonly leaveOut: readonly SourceId[];
  /** `make`: notes what is decided on whom. `follow`: carries out what the last plan of the ledger says, and nothing else. */
  readonly plan: 'make' | 'follow' | null;
}

export interface Selection {
  /** Accounts that would be changed are read before they are decided on. */
  readonly readsAccounts: boolean;
  /** Why somebody is left for the next cycle; null: carried out. Called in a transaction. */
  judge(one: Evaluated): LeftBecause | null;
  /** Whether a reference may be set, or waits for the next cycle. */
  allowsReference(reference: ResolvableReference): boolean;
}

export function openSelection(job: Job, { leaveOut, plan }: SelectionOptions): Selection {
  const { database } = job.ledger;
  const left = new Set<string>(leaveOut);
  /** Planned people who were found as the plan found them. */
  const same = new Set<string>();
  const basisOf = (item: Pick<WorkItem, 'person' | 'entitlements' | 'link'>): string => {
    const hold = holdOf(database, item.person.id);
    return fingerprint(decisionBasis(item, job.fingerprint.rules, hold?.reason ?? null));
  };
  // Only the copy that a plan is made in gets this table.
  if (plan === 'make') database.exec('CREATE TABLE decided (source_id TEXT PRIMARY KEY, version TEXT NOT NULL) STRICT');
  const note = (person: SourceId, version: () => string): void => {
    if (plan === 'make' && database.get('SELECT 1 FROM decided WHERE source_id = ?', person) === undefined)
      database.run('INSERT INTO decided VALUES (?, ?)', person, version());
  };

  return {
    readsAccounts: plan !== null,
    judge({ item, story, operation }) {
      const { id } = story.person;
      const acts = changesTarget(operation) || operation.action === 'link';
      note(id, () => plannedAs(basisOf(item), operation));
      if (left.has(id)) return acts ? 'left-out' : null;
      if (plan !== 'follow') return null;
      const planned = plannedVersion(database, id);
      const basis = planned === null ? '' : basisOf(item);
      const isSame = planned !== null && (acts ? planned === plannedAs(basis, operation) : restsOn(planned, basis));
      if (isSame) same.add(id);
      else same.delete(id);
      return acts && !isSame ? 'changed-since-plan' : null;
    },
    allowsReference(reference) {
      const { person, path, to, toName } = reference;
      note(person.id, () => plannedAs(basisOf(reference), null));
      if (left.has(person.id)) return false;
      if (plan !== 'follow') return true;
      if (!plannedChange(database, person.id, path, toName ?? to)) return false;
      if (same.has(person.id)) return true;
      // Nobody decided on the person in this run: only the reference became possible.
      const planned = plannedVersion(database, person.id);
      const item = reference.changedInCycle ? null : workOf(database, person.id);
      return planned !== null && item !== null && restsOn(planned, basisOf(item));
    },
  };
}

const plannedAs = (basis: string, operation: Operation | null): string =>
  plannedVersionOf(basis, operation, fingerprint);
