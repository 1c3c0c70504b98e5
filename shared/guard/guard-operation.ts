import type { Operation } from '../decision/operation';
import type { TargetId } from '../ids';
import type { Change } from '../mapping/target-value';

/** What the admin said about a person beforehand. */
export interface Guard {
  /** Never touch the account; null: not on hold. */
  readonly hold: { readonly reason: string } | null;
  /** Never disable and never delete the account. */
  readonly isProtected: boolean;
  readonly inScope: boolean;
  /** Deleted for good in the directory: whoever is left alone then is forgotten, with the account. */
  readonly isGone: boolean;
  /** The account that is linked already; null: none. */
  readonly account: TargetId | null;
}

/**
 * Whether a decision may be carried out. Somebody on hold is left alone in every way, links included; of somebody
 * protected only what takes access away is left out. What would send nothing anyway stays as it was decided.
 */
export function guardOperation(operation: Operation, guard: Guard): Operation {
  if (guard.hold !== null)
    return operation.action === 'none' && !forgetsAccount(operation, guard)
      ? operation
      : onHold(operation, guard.hold.reason, guard.account);
  return guard.isProtected ? withoutRemoval(operation, guard) : operation;
}

/** What sends nothing, and yet forgets whose account it is: letting go, or an account that was found to be gone. */
function forgetsAccount(operation: Operation, { account, isGone }: Guard): boolean {
  if (operation.action !== 'none' || account === null) return false;
  const { kind } = operation.reason;
  return kind === 'let-go' || kind === 'never-provisioned' || (kind === 'delete-off' && isGone);
}

function onHold(operation: Operation, why: string, account: TargetId | null): Operation {
  const wanted = operation.action === 'refuse' ? 'none' : operation.action;
  return { action: 'none', target: account, reason: { kind: 'on-hold', why, wanted } };
}

const disables = ({ path, to }: Change): boolean => path === 'active' && to === false;

function withoutRemoval(operation: Operation, { inScope, account }: Guard): Operation {
  const left: Operation = {
    action: 'none',
    target: account,
    reason: { kind: 'protected', wanted: operation.action === 'delete' ? 'delete' : 'disable' },
  };
  if (operation.action === 'delete' || (operation.action === 'disable' && !inScope)) return left;
  if (operation.action !== 'disable' && operation.action !== 'update' && operation.action !== 'enable')
    return operation;
  const changes = operation.changes.filter((change) => !disables(change));
  if (changes.length === operation.changes.length) return operation;
  if (changes.length === 0) return left;
  return { action: 'update', target: operation.target, changes, leftOut: operation.leftOut ?? null };
}
