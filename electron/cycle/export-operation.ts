import type { Link } from '../../shared/decision/link';
import { isRemoval, type Operation } from '../../shared/decision/operation';
import type { TargetId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { buildResource, readPath } from '../../shared/mapping/target-path';
import type { ScimResource } from '../../shared/mapping/target-value';
import type { Cycle } from './cycle';
import { type Evaluated, endOrKeep } from './evaluate-person';
import { proveAccount } from './prove-links';

/** How sending ended. Nothing of it is in the ledger yet. */
export type Sent =
  | {
      readonly kind: 'done';
      readonly target: TargetId | null;
      readonly resource: ScimResource | null;
      readonly adopted: boolean;
      readonly refused: readonly string[];
    }
  | { readonly kind: 'failed'; readonly problem: Problem };

const done = (target: TargetId | null, resource: ScimResource | null = null): Sent => ({
  kind: 'done',
  target,
  resource,
  adopted: false,
  refused: [],
});

/** Sends one operation: the only place of a cycle where an account is changed. */
export async function exportOperation(cycle: Cycle, evaluated: Evaluated): Promise<Sent> {
  const { operation, link } = evaluated;
  const { target } = cycle.job;
  switch (operation.action) {
    case 'create': {
      const answer = await target.create(operation.values, cycle.signal);
      if (!answer.ok) return { kind: 'failed', problem: endOrKeep(answer.problem) };
      const { id, resource, adopted } = answer.value;
      return { kind: 'done', target: id, resource, adopted, refused: [] };
    }
    case 'update':
    case 'enable':
    case 'disable': {
      const current = evaluated.resource ?? (link === null ? null : knownResource(link.known));
      const answer = await target.update(operation.target, operation.changes, [], current, cycle.signal);
      if (!answer.ok) {
        // An account that is gone has nothing left to disable.
        if (isRemoval(operation) && answer.problem.kind === 'account-gone') return done(null);
        return { kind: 'failed', problem: endOrKeep(answer.problem) };
      }
      const kept = isRemoval(operation) ? answer.value.refused.find(({ path }) => path === 'active') : undefined;
      if (kept !== undefined) return { kind: 'failed', problem: refusedBy(kept) };
      return {
        kind: 'done',
        target: operation.target,
        resource: answer.value.resource,
        adopted: false,
        refused: answer.value.refused.map(({ path }) => path),
      };
    }
    case 'delete':
      return deleteAccount(cycle, evaluated, operation.target);
    case 'link':
    case 'none':
    case 'refuse':
      return done(operation.target, evaluated.resource);
  }
}

/** Whatever else of the request went through: the account is still enabled. */
const refusedBy = ({ path, detail }: { readonly path: string; readonly detail: string }): Problem => ({
  kind: 'target-refused',
  status: 400,
  scimType: null,
  attribute: path,
  detail,
});

/** What the ledger knows of an account, in the shape of the account: enough to tell which PATCH form an attribute needs. */
export const knownResource = (known: Link['known']): ScimResource =>
  buildResource(Object.entries(known).map(([path, value]) => ({ path, value })));

/** A DELETE never goes out without proof that the id is still the account it was (scim-interop 48). */
async function deleteAccount(cycle: Cycle, evaluated: Evaluated, id: TargetId): Promise<Sent> {
  const { target } = cycle.job;
  const seen = await target.read(id, cycle.signal);
  if (!seen.ok) return { kind: 'failed', problem: endOrKeep(seen.problem) };
  if (seen.value === null) return done(null);
  const proof = proveAccount(cycle.job, evaluated.link, seen.value.resource);
  if (proof !== null && !proof.holds)
    return {
      kind: 'failed',
      problem: {
        kind: 'target-refused',
        status: 409,
        scimType: null,
        attribute: proof.path,
        detail: `The account is now named ${String(proof.found)}, not ${proof.expected}; it was not deleted.`,
      },
    };
  const { operation } = evaluated;
  const waited = operation.action === 'delete' && operation.disabledForDays !== undefined;
  if (waited && readPath(seen.value.resource, 'active') !== false)
    return {
      kind: 'failed',
      problem: refusedBy({ path: 'active', detail: 'The account is enabled again; it was not deleted.' }),
    };
  const answer = await target.remove(id, cycle.signal);
  return answer.ok ? done(null) : { kind: 'failed', problem: endOrKeep(answer.problem) };
}

/** Whether the exporter will send something that changes an account: such an operation has an intent. */
export const changesTarget = (operation: Operation): boolean =>
  operation.action !== 'none' && operation.action !== 'refuse' && operation.action !== 'link';
