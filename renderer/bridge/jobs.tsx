import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { JobState } from '../../shared/health/job-state';
import type { ProblemWords } from '../../shared/ipc/contract';
import { call } from './bridge';
import { useLive } from './live';

interface JobsKnown {
  /** In the order of the settings; null until the main process has answered. */
  readonly jobs: readonly JobState[] | null;
  readonly error: ProblemWords | null;
  readonly refresh: () => void;
  /** Why the last cycle of a job could not even begin: it is in no log. Kept until one begins or it is dismissed. */
  readonly refusals: ReadonlyMap<string, ProblemWords>;
  readonly forgetRefusal: (job: string) => void;
}

const Context = createContext<JobsKnown>({
  jobs: null,
  error: null,
  refresh: () => {},
  refusals: new Map(),
  forgetRefusal: () => {},
});

/**
 * Holds the state of every job: asked once, then kept fresh by what the main process tells. Answer and events go into
 * one state in the order in which they come, so that an old answer never covers a newer event.
 */
export function JobsProvider(props: { readonly children: ReactNode }) {
  const [jobs, setJobs] = useState<readonly JobState[] | null>(null);
  const [error, setError] = useState<ProblemWords | null>(null);
  const refresh = useCallback(async () => {
    const reply = await call('job.list', {});
    setError(reply.ok ? null : reply.error);
    if (reply.ok) setJobs(reply.value.jobs);
  }, []);
  const [refusals, setRefusals] = useState<ReadonlyMap<string, ProblemWords>>(new Map());
  const forgetRefusal = useCallback(
    (job: string) =>
      setRefusals((before) => (before.has(job) ? new Map([...before].filter(([name]) => name !== job)) : before)),
    [],
  );
  useEffect(() => void refresh(), [refresh]);
  useLive((event) => {
    if (event.kind === 'jobs.changed') void refresh();
    if (event.kind === 'job.problem') setRefusals((before) => new Map(before).set(event.job, event.problem));
    if (event.kind === 'job.state') {
      if (event.state.condition.kind === 'running') forgetRefusal(event.state.job);
      setJobs((before) => before?.map((state) => (state.job === event.state.job ? event.state : state)) ?? null);
    }
  });
  const known = useMemo(
    () => ({ jobs, error, refresh: () => void refresh(), refusals, forgetRefusal }),
    [jobs, error, refresh, refusals, forgetRefusal],
  );
  return <Context.Provider value={known}>{props.children}</Context.Provider>;
}

export const useJobs = (): JobsKnown => useContext(Context);

/** The state of one job; null while it is not known, and for a job that is not there. */
export function useJobState(job: string): JobState | null {
  const { jobs } = useJobs();
  return jobs?.find((state) => state.job === job) ?? null;
}
