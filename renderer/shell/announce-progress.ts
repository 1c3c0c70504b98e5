import { useEffect, useRef } from 'react';
import type { JobState } from '../../shared/health/job-state';
import { waitWords } from '../../shared/health/progress';
import { stateSentence } from '../../shared/health/state-sentence';
import { stageNames } from '../words/overview';
import { times } from '../words/times';
import { useAnnounce } from './announcer';

/** At most one message in five seconds while a cycle runs. */
const paceMs = 5000;

interface Said {
  readonly job: string;
  /** What is true of the job besides a cycle's progress. */
  readonly condition: string;
  readonly stage: string;
  readonly quarter: number;
  /** Until when a side makes the cycle wait; '' when none does. */
  readonly wait: string;
}

function saidOf(state: JobState, at: number): Said {
  const { condition } = state;
  const amount = condition.kind === 'deletions-held' || condition.kind === 'people-fail' ? condition.people : 0;
  const progress = condition.kind === 'running' ? condition.progress : null;
  const people = progress?.people ?? { done: 0, expected: 0 };
  return {
    job: state.job,
    condition: `${condition.kind} ${amount}`,
    stage: progress === null ? '' : stageNames[progress.stage],
    quarter: people.expected > 0 ? Math.min(4, Math.floor((people.done / people.expected) * 4)) : 0,
    wait:
      progress === null || waitWords(progress.waiting, state.targetName, at) === null
        ? ''
        : (progress.waiting?.until ?? ''),
  };
}

/**
 * Tells those who do not see it: the start, each stage, every quarter, a wait, the end of a cycle, and each change of
 * what is true of the job.
 */
export function useAnnouncedProgress(state: JobState | null): void {
  const announce = useAnnounce();
  const last = useRef<{ readonly said: Said; readonly at: number } | null>(null);
  useEffect(() => {
    if (state === null) return;
    const at = Date.now();
    const said = saidOf(state, at);
    const before = last.current;
    if (before === null || before.said.job !== said.job) {
      last.current = { said, at };
      return;
    }
    const goesOn = before.said.condition === said.condition;
    const newStage = before.said.stage !== said.stage;
    const newWait = before.said.wait !== said.wait && said.wait !== '';
    if (goesOn && !newStage && !newWait && before.said.quarter === said.quarter) return;
    // What is held back is said with the next news, should it still be true then.
    if (goesOn && at - before.at < paceMs) return;
    last.current = { said, at };
    const { condition } = state;
    const wait =
      newWait && condition.kind === 'running' ? waitWords(condition.progress.waiting, state.targetName, at) : null;
    announce(
      wait !== null
        ? `${wait.title}. ${wait.meaning}`
        : `${goesOn && newStage ? `${said.stage}. ` : ''}${stateSentence(state, at, times).sentence}`,
    );
  }, [state, announce]);
}
