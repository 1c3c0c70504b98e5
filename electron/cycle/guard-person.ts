import type { Operation, QuietReason } from '../../shared/decision/operation';
import { guardOperation } from '../../shared/guard/guard-operation';
import type { SourceId } from '../../shared/ids';
import type { JobSettings } from '../../shared/settings/settings';
import { holdOf } from '../ledger/holds';
import type { Job } from './cycle';
import type { Evaluated } from './evaluate-person';

/** Whether the settings protect somebody. */
export const isProtected = ({ safety }: JobSettings, person: SourceId): boolean =>
  safety.protected.some((id) => id.toLowerCase() === person.toLowerCase());

/** A decision, as far as holds and protection let it be carried out. */
export function guarded(job: Job, one: Evaluated): Evaluated {
  const { person, verdict } = one.story;
  const operation = guardOperation(one.operation, {
    hold: holdOf(job.ledger.database, person.id),
    isProtected: isProtected(job.settings, person.id),
    inScope: verdict.inScope,
    isGone: person.directoryState === 'hard-deleted',
    account: one.link?.targetId ?? null,
  });
  const isDue = operation.action === 'delete' && operation.disabledForDays !== undefined;
  if (operation === one.operation && !isDue) return one;
  return { ...one, operation, story: isDue ? { ...one.story, importedAs: 'due' } : one.story };
}

type LeftOut = Operation & {
  readonly action: 'none';
  readonly reason: Extract<QuietReason, { kind: 'on-hold' | 'protected' }>;
};

/** Nothing is sent by the admin's own word, though something was wanted. */
export const isLeftOut = (operation: Operation): operation is LeftOut =>
  operation.action === 'none' && (operation.reason.kind === 'on-hold' || operation.reason.kind === 'protected');
