import { useCallback } from 'react';
import { type ProblemAction, useProblemAction } from '../../shell/problem-action';
import { setupAddress } from '../../shell/route';
import { navigate } from '../../shell/router';

/** Where in the wizard a problem is cured. */
const steps: Partial<Record<ProblemAction, number>> = {
  'enter-token': 2,
  'check-address': 2,
  'replace-secret': 3,
  'open-scope': 4,
  'open-mapping': 5,
};

/** What the button under a problem does here: it goes to the step of the cure, or does what it does everywhere. */
export function useStepCure(job: string, tryAgain: () => void): (action: ProblemAction) => void {
  const elsewhere = useProblemAction(job, tryAgain);
  return useCallback(
    (action) => {
      const step = steps[action];
      if (step !== undefined) navigate(setupAddress(job, step));
      else if (action === 'make-plan') tryAgain();
      else elsewhere(action);
    },
    [job, tryAgain, elsewhere],
  );
}
