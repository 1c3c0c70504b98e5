import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { JobState } from '../../shared/health/job-state';
import type { ProblemWords } from '../../shared/ipc/contract';
import { useLive } from './live';
import { useQuery } from './query';

interface JobsKnown {
  /** In the order of the settings; null until the main process has answered. */
  readonly jobs: readonly JobState[] | null;
  readonly error: ProblemWords | null;
  readonly refresh: () => void;
}

const Context = createContext<JobsKnown>({ jobs: null, error: null, refresh: () => {} });

/** Holds the state of every job: asked once, then kept fresh by what the main process tells. */
export function JobsProvider(props: { readonly children: ReactNode }) {
  const { value, error, refresh } = useQuery('job.list', {});
  const [told, setTold] = useState<ReadonlyMap<string, JobState>>(new Map());
  // An answer to the question is newer than anything told before it.
  useEffect(() => {
    if (value !== null) setTold(new Map());
  }, [value]);
  useLive((event) => {
    if (event.kind === 'job.state') setTold((before) => new Map(before).set(event.state.job, event.state));
    if (event.kind === 'jobs.changed') refresh();
  });
  const known = useMemo(
    () => ({ jobs: value?.jobs.map((state) => told.get(state.job) ?? state) ?? null, error, refresh }),
    [value, told, error, refresh],
  );
  return <Context.Provider value={known}>{props.children}</Context.Provider>;
}

export const useJobs = (): JobsKnown => useContext(Context);

/** The state of one job; null while it is not known, and for a job that is not there. */
export function useJobState(job: string): JobState | null {
  const { jobs } = useJobs();
  return jobs?.find((state) => state.job === job) ?? null;
}
