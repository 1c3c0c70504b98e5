import type { TargetId } from '../ids';
import type { Operation, QuietReason } from './operation';

/** Reasons that need no more words than their name. */
type PlainReason = Exclude<QuietReason['kind'], 'on-hold' | 'protected' | 'waits-for-deletion'>;

/** Nothing is sent. */
export const quiet = (target: TargetId | null, kind: PlainReason): Operation => ({
  action: 'none',
  target,
  reason: { kind },
});
