import type { JobState } from '../../shared/health/job-state';
import { useLive } from './live';
import { useQuery } from './query';

/** How many decisions wait for the admin: a stopped job, held deletions, and each person who needs attention. */
export function useWaitingDecisions(state: JobState | null): number {
  const held = useQuery('deletions.list', state === null ? null : { job: state.job });
  useLive((event) => {
    if (event.kind === 'job.state' && event.state.job === state?.job && event.state.condition.kind !== 'running') {
      held.refresh();
    }
  });
  if (state === null) return 0;
  const stopped = state.condition.kind === 'quarantined' ? 1 : 0;
  const waiting = (held.value?.people.length ?? 0) > 0 ? 1 : 0;
  return stopped + waiting + state.people.needAttention;
}
