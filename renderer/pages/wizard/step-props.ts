import type { Profile } from '../../../shared/profiles/profile';
import type { ConnectionKeeper } from '../../bridge/connection';

/** What a step of the wizard is given once there is a draft. */
export interface StepProps {
  readonly keeper: ConnectionKeeper;
  /** null for a service this version does not know. */
  readonly profile: Profile | null;
  /** Whether a later step was reached before: what is unchanged since needs no new test. */
  readonly passedBefore: boolean;
  readonly onBack: () => void;
  readonly onNext: () => void;
  /** Keeps the draft and leaves. */
  readonly onSaveAndClose: () => void;
}
