import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Connection, ProblemWords, Reply } from '../../shared/ipc/contract';
import { call } from './bridge';
import { useQuery } from './query';

/** The parts of a connection that are kept one by one, as they are changed. */
type Kept = Pick<Connection, 'target' | 'source' | 'scope' | 'notify' | 'schedule' | 'safety' | 'retentionDays'>;

type Keep = <P extends keyof Kept>(part: P, value: Kept[P]) => Promise<ProblemWords | null>;

export interface ConnectionKeeper {
  readonly connection: Connection;
  /** Sends one part; answers null when it was kept, else the reason why it was not. */
  readonly keep: Keep;
  readonly refresh: () => void;
}

const send: {
  readonly [P in keyof Kept]: (job: string, value: Kept[P]) => Promise<Reply<'job.setTarget'>>;
} = {
  target: (job, target) => call('job.setTarget', { job, target }),
  source: (job, source) => call('job.setSource', { job, source }),
  scope: (job, scope) => call('job.setScope', { job, scope }),
  notify: (job, notify) => call('job.setNotify', { job, notify }),
  schedule: (job, schedule) => call('job.setSchedule', { job, schedule }),
  safety: (job, safety) => call('job.setSafety', { job, safety }),
  retentionDays: (job, days) => call('job.setRetention', { job, days }),
};

/** A job's settings, and the way to change one part of them. `job` null: there is no draft yet. */
export function useConnection(job: string | null): {
  readonly keeper: ConnectionKeeper | null;
  readonly error: ProblemWords | null;
  readonly refresh: () => void;
} {
  const { value, error, refresh } = useQuery('job.connection', job === null ? null : { job });
  // What was kept since the last answer, so that two quick changes of one part do not undo each other.
  const [since, setSince] = useState<Partial<Kept>>({});
  useEffect(() => {
    if (value !== null) setSince({});
  }, [value]);

  const keep = useCallback<Keep>(
    async (part, kept) => {
      if (job === null) return null;
      const reply = await send[part](job, kept);
      if (!reply.ok) return reply.error;
      if (reply.value.problem !== null) return reply.value.problem;
      setSince((before) => ({ ...before, [part]: kept }));
      return null;
    },
    [job],
  );

  const keeper = useMemo(
    () => (value === null || value.job !== job ? null : { connection: { ...value, ...since }, keep, refresh }),
    [value, since, keep, refresh, job],
  );
  return { keeper, error, refresh };
}

/** Puts back what stood there before a change. */
export type TakeBack = () => Promise<unknown>;
