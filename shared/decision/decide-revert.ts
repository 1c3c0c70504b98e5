import type { TargetId } from '../ids';
import { findTargetAttribute } from '../mapping/target-attribute';
import { sameTargetValue } from '../mapping/target-path';
import type { Change, PathValue, ReferenceChange, TargetValue } from '../mapping/target-value';
import type { Profile } from '../profiles/profile';
import type { KnownValue } from './changes';
import type { Operation } from './operation';

export type ImageAction = 'create' | 'update' | 'enable' | 'disable' | 'delete' | 'reference';

/** What one change of an account replaced. A deletion keeps all that was known; a reference's values are account ids. */
export interface BeforeImage {
  readonly action: ImageAction;
  readonly changes: readonly Change[];
}

/** Why nothing of what a cycle did to an account is put back. */
export type LeftReason =
  | { readonly kind: 'deleted'; readonly known: readonly PathValue[] }
  | { readonly kind: 'gone' }
  /** The target did not tell how the account is. `title` says what it said instead. */
  | { readonly kind: 'not-read'; readonly title: string }
  /** The account is nobody's, or another person's, by now. */
  | { readonly kind: 'not-linked' }
  | { readonly kind: 'on-hold'; readonly reason: string }
  | { readonly kind: 'protected' }
  | { readonly kind: 'over-limit'; readonly removals: number; readonly limit: number }
  | { readonly kind: 'already' }
  | { readonly kind: 'changed-since' };

/** A value that is no longer what the cycle wrote: it is listed, and not overwritten. */
export interface ChangedSince {
  readonly path: string;
  readonly wrote: TargetValue | null;
  readonly now: TargetValue | null;
  readonly redacted?: true;
}

export interface RevertDecision {
  /** null: no attribute goes back. */
  readonly operation: Extract<Operation, { action: 'update' | 'enable' | 'disable' }> | null;
  readonly references: readonly ReferenceChange[];
  /** The account was created by the cycle: it is disabled and kept, never deleted. */
  readonly created: boolean;
  readonly changedSince: readonly ChangedSince[];
  /** null: something is put back. */
  readonly left: LeftReason | null;
}

export interface RevertInput {
  readonly target: TargetId;
  /** All that the cycle did to the account, in the order in which it was done. */
  readonly images: readonly BeforeImage[];
  /** The account as just read; null: the target has it no more. */
  readonly account: { readonly has: KnownValue; readonly refersTo: (path: string) => TargetId | null } | null;
  readonly isLinked: boolean;
  /** The admin's reason for a hold; null: none. */
  readonly hold: string | null;
  readonly isProtected: boolean;
  readonly profile: Profile;
}

/**
 * What undoes the changes of one cycle to one account. A value goes back only where the account still has what the cycle
 * wrote. A creation is undone by disabling; a deletion cannot be undone.
 */
export function decideRevert(input: RevertInput): RevertDecision {
  const { target, account, profile } = input;
  const done = foldImages(input.images);
  const leave = (left: LeftReason, changedSince: readonly ChangedSince[] = []): RevertDecision => ({
    operation: null,
    references: [],
    created: done.created,
    changedSince,
    left,
  });
  if (done.deleted !== null) return leave({ kind: 'deleted', known: done.deleted });
  if (!input.isLinked) return leave({ kind: 'not-linked' });
  if (input.hold !== null) return leave({ kind: 'on-hold', reason: input.hold });
  if (account === null) return leave({ kind: 'gone' });

  const back: Change[] = [];
  const references: ReferenceChange[] = [];
  const changedSince: ChangedSince[] = [];
  const same = (path: string, a: TargetValue | null, b: TargetValue | null): boolean =>
    a === null || b === null
      ? a === b
      : sameTargetValue(path, a, b, findTargetAttribute(profile, path)?.caseExact ?? true);
  for (const { path, from, to, redacted } of done.created ? [] : done.changes) {
    const now = account.has(path);
    const hidden = redacted === true ? { redacted } : {};
    if (same(path, now, from)) continue;
    if (same(path, now, to)) back.push({ path, from: now, to: from, ...hidden });
    else changedSince.push({ path, wrote: to, now, ...hidden });
  }
  for (const { path, from, to } of done.created ? [] : done.references) {
    const now = account.refersTo(path);
    if (now === from) continue;
    if (now === to) references.push({ path, from: now, to: from });
    else changedSince.push({ path, wrote: to, now });
  }
  if (done.created) {
    const now = account.has('active');
    if (!same('active', now, false)) back.push({ path: 'active', from: now, to: false });
  }

  if (back.length === 0 && references.length === 0)
    return leave({ kind: changedSince.length > 0 ? 'changed-since' : 'already' }, changedSince);
  const active = back.find(({ path }) => path === 'active')?.to ?? null;
  if (active === false && input.isProtected) return leave({ kind: 'protected' }, changedSince);
  const operation: RevertDecision['operation'] =
    back.length === 0
      ? null
      : active === false
        ? { action: 'disable', target, changes: back }
        : { action: active === true ? 'enable' : 'update', target, changes: back, leftOut: null };
  return { operation, references, created: done.created, changedSince, left: null };
}

/** Several changes of one account as one: from the first value to the last. What ends as it began is no change. */
function foldImages(images: readonly BeforeImage[]) {
  const changes = new Map<string, Change>();
  const references = new Map<string, ReferenceChange>();
  let created = false;
  let deleted: readonly PathValue[] | null = null;
  for (const { action, changes: each } of images) {
    if (action === 'create') created = true;
    if (action === 'delete')
      deleted = each.flatMap(({ path, from, redacted }) =>
        from === null ? [] : [{ path, value: from, ...(redacted === true ? { redacted } : {}) }],
      );
    else if (action === 'reference')
      for (const { path, from, to } of each)
        references.set(path, {
          path,
          from: (references.has(path) ? (references.get(path)?.from ?? null) : from) as TargetId | null,
          to: to as TargetId | null,
        });
    else
      for (const change of each) {
        const first = changes.get(change.path);
        changes.set(change.path, first === undefined ? withActive(change) : folded(first, change));
      }
  }
  return {
    created,
    deleted,
    changes: [...changes.values()].filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to)),
    references: [...references.values()].filter(({ from, to }) => from !== to),
  };
}

/** What was only added in one of them is replaced as a whole in both together. */
const folded = ({ path, from, redacted }: Change, { to, redacted: later }: Change): Change => ({
  path,
  from,
  to,
  ...(redacted === true || later === true ? { redacted: true } : {}),
});

/** An account that does not say whether it is active is so (entra-provisioning, scim-interop): nothing removes `active`. */
const withActive = (change: Change): Change =>
  change.path === 'active' && change.from === null ? { ...change, from: true } : change;
