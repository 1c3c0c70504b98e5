import type { JobState } from '../../shared/health/job-state';
import { addressOf, setupAddress, welcomeAddress } from './route';

/** Where the window opens when its address says nothing: the first job that runs, else Welcome. */
export function startAddress(jobs: readonly JobState[]): string {
  const first = jobs.find((state) => state.condition.kind !== 'not-set-up');
  return first === undefined ? welcomeAddress : addressOf(first.job, 'overview');
}

/** A job's own place: its Overview, or the wizard while it is being set up. */
export function jobAddress(state: JobState): string {
  return state.condition.kind === 'not-set-up'
    ? setupAddress(state.job, state.condition.step)
    : addressOf(state.job, 'overview');
}
