import { useEffect, useRef } from 'react';
import type { JobState } from '../../shared/health/job-state';
import { stateSentence } from '../../shared/health/state-sentence';
import { times } from '../words/times';
import { useAnnounce } from './announcer';

/** At most one message in five seconds while a cycle runs. */
const paceMs = 5000;

/** Tells those who do not see it: the start, every quarter, the end of a cycle, and each change of what is true of the job. */
export function useAnnouncedProgress(state: JobState | null): void {
  const announce = useAnnounce();
  const said = useRef({ job: '', mark: '', at: 0 });
  useEffect(() => {
    if (state === null) return;
    const { condition } = state;
    const quarter =
      condition.kind === 'running' && condition.progress.people.expected > 0
        ? Math.floor((condition.progress.people.done / condition.progress.people.expected) * 4)
        : 0;
    const amount = condition.kind === 'deletions-held' || condition.kind === 'people-fail' ? condition.people : 0;
    const mark = `${condition.kind} ${quarter} ${amount}`;
    const before = said.current;
    const at = Date.now();
    if (before.job !== state.job) {
      said.current = { job: state.job, mark, at };
      return;
    }
    if (before.mark === mark) return;
    const sameKind = before.mark.startsWith(`${condition.kind} `);
    if (sameKind && condition.kind === 'running' && at - before.at < paceMs) return;
    said.current = { job: state.job, mark, at };
    announce(stateSentence(state, at, times).sentence);
  }, [state, announce]);
}
