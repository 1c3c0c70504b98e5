import { useCallback, useMemo, useState } from 'react';
import type { ProblemWords, Reply, Verb } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { useJobs } from '../../bridge/jobs';

/** What the admin can do to a job from Overview; a refusal is kept until the next try or until it is dismissed. */
export interface JobCommands {
  readonly sync: () => void;
  readonly stop: () => void;
  readonly resume: () => void;
  /** `until`: an ISO instant; null: until the admin resumes. */
  readonly pause: (until: string | null) => void;
  readonly starting: boolean;
  readonly stopping: boolean;
  readonly problem: ProblemWords | null;
  readonly dismiss: () => void;
}

const refusal = <V extends Verb>(reply: Reply<V>): ProblemWords | null => (reply.ok ? null : reply.error);

export function useJobCommands(job: string): JobCommands {
  const [refused, setProblem] = useState<ProblemWords | null>(null);
  const { refusals, forgetRefusal } = useJobs();
  const problem = refused ?? refusals.get(job) ?? null;
  const { run: start, running: starting } = useCommand('cycle.start');
  const { run: stop, running: stopping } = useCommand('cycle.stop');
  const { run: pause } = useCommand('job.pause');
  const { run: resume } = useCommand('job.resume');
  const dismiss = useCallback(() => {
    setProblem(null);
    forgetRefusal(job);
  }, [forgetRefusal, job]);
  return useMemo(
    () => ({
      sync: async () => {
        dismiss();
        const reply = await start({ job, full: false, approve: false });
        setProblem(reply.ok ? reply.value.problem : reply.error);
      },
      stop: async () => setProblem(refusal(await stop({ job }))),
      resume: async () => setProblem(refusal(await resume({ job }))),
      pause: async (until: string | null) => setProblem(refusal(await pause({ job, until }))),
      starting,
      stopping,
      problem,
      dismiss,
    }),
    [job, start, stop, pause, resume, starting, stopping, problem, dismiss],
  );
}
