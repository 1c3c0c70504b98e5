import type { ImageAction } from '../../shared/decision/decide-revert';
import type { Link } from '../../shared/decision/link';
import type { Operation } from '../../shared/decision/operation';
import type { SourceId, TargetId } from '../../shared/ids';
import { redactedBy } from '../../shared/mapping/redacted';
import { readPath } from '../../shared/mapping/target-path';
import type { Change } from '../../shared/mapping/target-value';
import { addBeforeImage } from '../ledger/before-images';
import type { ResolvableReference } from '../ledger/references';
import type { Cycle } from './cycle';
import type { Evaluated } from './evaluate-person';
import type { Sent } from './export-operation';

type Done = Extract<Sent, { kind: 'done' }>;

/** Keeps what an operation that went out replaced, with its result. Nothing is kept of one that changed no account. */
export function keepBeforeImage(cycle: Cycle, { story, operation, link }: Evaluated, sent: Done): void {
  const { action } = operation;
  if (action === 'link' || action === 'none' || action === 'refuse') return;
  const replaced = replacedBy(operation, link, sent);
  const account = sent.target ?? link?.targetId ?? null;
  if (replaced !== null && account !== null) addImage(cycle, story.person.id, account, action, replaced);
}

/** null: no account was changed. */
function replacedBy(operation: Operation, link: Link | null, sent: Done): readonly Change[] | null {
  switch (operation.action) {
    case 'create': {
      // An account that was there already was not made by this.
      if (sent.target === null || sent.adopted) return null;
      const made = operation.values.map(({ path, value }) => ({ path, from: null, to: value }));
      return asStored(made, sent);
    }
    case 'update':
    case 'enable':
    case 'disable': {
      // A disable whose account was gone.
      if (sent.target === null) return null;
      const went = operation.changes.filter(({ path }) => !sent.refused.includes(path));
      return went.length === 0 ? null : asStored(went, sent);
    }
    case 'delete':
      return Object.entries(link?.known ?? {}).map(([path, value]) => ({ path, from: value, to: null }));
    case 'link':
    case 'none':
    case 'refuse':
      return null;
  }
}

/** A creation of an interrupted cycle, found to have happened: undone with the cycle that found it. */
export const keepFoundImage = (cycle: Cycle, person: SourceId, { targetId, known }: Link): void =>
  addImage(
    cycle,
    person,
    targetId,
    'create',
    Object.entries(known).map(([path, value]) => ({ path, from: null, to: value })),
  );

/** What a cycle that was cut off had sent, found to have arrived: undone with the cycle that found it. */
export const keepArrivedImage = (
  cycle: Cycle,
  { story, link }: Evaluated,
  { action, changes }: { readonly action: ImageAction; readonly changes: readonly Change[] },
): void => {
  if (link !== null) addImage(cycle, story.person.id, link.targetId, action, changes);
};

/** A reference that was set, removed or changed; `from` and `to` are account ids. */
export const keepReferenceImage = (cycle: Cycle, { person, link, path, exported, to }: ResolvableReference): void =>
  addImage(cycle, person.id, link.targetId, 'reference', [{ path, from: exported, to }]);

const addImage = (
  { id, job }: Cycle,
  person: SourceId,
  target: TargetId,
  action: ImageAction,
  changes: readonly Change[],
): void => {
  const redacted = redactedBy(job.rules);
  // An undo needs the values; that they are not to be shown outlives the mapping that said so.
  const kept = changes.map((change): Change => (redacted.target(change.path) ? { ...change, redacted: true } : change));
  const at = new Date(job.now()).toISOString();
  addBeforeImage(job.ledger.database, id, { person, target, action, changes: kept }, at);
};

/** A service that stores a value differently says so in its answer: an undo compares with what the account then had. */
function asStored(changes: readonly Change[], { resource }: Done): readonly Change[] {
  if (resource === null) return changes;
  return changes.map((change) => {
    const stored = change.to === null ? null : readPath(resource, change.path);
    // An answer that still has the old value was made before the change.
    return stored === null || JSON.stringify(stored) === JSON.stringify(change.from)
      ? change
      : { ...change, to: stored };
  });
}
