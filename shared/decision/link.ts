import type { SourceId, TargetId } from '../ids';
import type { TargetValue } from '../mapping/target-value';
import type { ScopeReason } from '../scoping/decide-scope';

/** The stored pair of a person and an account: every operation after the first contact goes by it. */
export interface Link {
  readonly sourceId: SourceId;
  readonly targetId: TargetId;
  readonly enabled: boolean;
  /** Path to value, as the target is known to have them: what was last sent, corrected by what was last seen. */
  readonly known: Readonly<Record<string, TargetValue>>;
  readonly origin: 'created' | 'adopted';
  readonly linkedAt: string;
  /** Why the person has no access; null while in scope. What came before the deletion stays: a hard delete depends on it. */
  readonly leftBecause: ScopeReason['kind'] | null;
  /** Since when the account is disabled because its person left, in ISO 8601. */
  readonly leftAt?: string | null;
  /** The admin keeps the disabled account: it is not deleted for leaving. */
  readonly kept?: boolean;
}
