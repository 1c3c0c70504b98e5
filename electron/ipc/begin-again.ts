import type { RequestOf, ResponseOf } from '../../shared/ipc/contract';
import { reviewIsPending } from '../cycle/review';
import { markDue } from '../ledger/escrows';
import type { Desk } from './desk';

/** Restarts provisioning and begins the cycle that checks everyone, unless the admin has a plan to see first. */
export async function restartNow(
  desk: Desk,
  { job, reset }: RequestOf<'job.restart'>,
): Promise<ResponseOf<'job.restart'>> {
  const done = await desk.runner.restart(job, reset);
  desk.tellState(job);
  if (!done.ok) return { problem: desk.problemWords(job, done.problem) };
  if (!reviewIsPending(desk.known(job).settings, desk.database(job))) begin(desk, job);
  return { problem: null };
}

/** One person is taken through the steps at once, and the window waits for it; more of them are a cycle's work. */
export async function retryNow(
  desk: Desk,
  { job, personIds }: RequestOf<'people.retryNow'>,
): Promise<ResponseOf<'people.retryNow'>> {
  const { runner } = desk;
  const [only, ...others] = personIds ?? [];
  if (only !== undefined && others.length === 0) {
    const outcome = await runner.provision(job, only);
    desk.tellState(job);
    return outcome.ok
      ? { problem: null, failed: outcome.value.rows.some(({ status }) => status === 'failure') }
      : { problem: desk.problemWords(job, outcome.problem), failed: false };
  }
  if (runner.isRunning(job)) return { problem: desk.problemWords(job, { kind: 'cycle-running' }), failed: false };
  markDue(desk.database(job), personIds, new Date(desk.engine.now()).toISOString());
  begin(desk, job);
  return { problem: null, failed: false };
}

function begin(desk: Desk, job: string): void {
  void desk.runner.cycle(job, { full: false, approve: false, trigger: 'admin' }).then((outcome) => {
    if (!outcome.ok) desk.reportFailure(job, outcome.problem);
  });
}
