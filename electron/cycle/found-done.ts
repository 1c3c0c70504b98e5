import type { Action, ModifiedProperty } from '../../shared/log/log-row';
import { redactedBy } from '../../shared/mapping/redacted';
import { shownChange } from '../../shared/mapping/shown-value';
import { findTargetAttribute } from '../../shared/mapping/target-attribute';
import { readPath, sameTargetValue } from '../../shared/mapping/target-path';
import type { Change, TargetValue } from '../../shared/mapping/target-value';
import type { Intent } from '../ledger/intents';
import type { Job } from './cycle';
import type { Evaluated } from './evaluate-person';
import { isLeftOut } from './guard-person';

/** What was sent by a cycle that ended before it knew, and was found to have arrived when the account was looked at. */
export interface FoundDone {
  readonly action: (typeof sentActions)[number];
  readonly changes: readonly Change[];
  /** The same for the log. */
  readonly modified: readonly ModifiedProperty[];
}

/**
 * Nothing is left to do for the person: was it done by what was sent before? The difference between what the ledger
 * knew of the account and what it has now is what arrived. null: nothing did, or nothing had been sent.
 */
export function foundDone(
  { rules, profile }: Pick<Job, 'rules' | 'profile'>,
  intent: Intent | null,
  { operation, link, resource }: Evaluated,
): FoundDone | null {
  // What a hold or protection left out was still to be done: it had not arrived.
  if (intent === null || operation.action !== 'none' || isLeftOut(operation) || link === null) return null;
  const action = sentActions.find((one) => one === intent.action);
  if (action === undefined) return null;
  if (resource === null) {
    const isGone = action === 'delete' && operation.reason.kind === 'never-provisioned';
    const changes = Object.entries(link.known).map(([path, from]): Change => ({ path, from, to: null }));
    return isGone ? { action, changes, modified: [] } : null;
  }
  if (action === 'delete') return null;
  const changes = rules.mappings.flatMap(({ target: path }): Change[] => {
    const attribute = findTargetAttribute(profile, path);
    // References have a step, and rows, of their own.
    if (attribute?.type === 'reference') return [];
    const from = link.known[path] ?? null;
    const to = readPath(resource, path);
    const hidden = redactedBy(rules).target(path) ? { redacted: true as const } : {};
    return isSame(path, from, to, attribute?.caseExact ?? true) ? [] : [{ path, from, to, ...hidden }];
  });
  if (changes.length === 0) return null;
  return { action, changes, modified: changes.map(shownChange) };
}

const isSame = (path: string, before: TargetValue | null, now: TargetValue | null, caseExact: boolean): boolean =>
  before === null || now === null ? before === now : sameTargetValue(path, before, now, caseExact);

const sentActions = ['update', 'enable', 'disable', 'delete'] as const satisfies readonly Action[];
