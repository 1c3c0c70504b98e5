import { useState } from 'react';
import type { AttentionRow, ProblemWords } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { useFeedback } from '../../shell/feedback';
import { overviewWords } from '../../words/overview';

/** Tries one person who failed again now: the list and nobody else waits for it. */
export interface Retry {
  readonly now: (row: AttentionRow) => void;
  /** Who is being tried; null: nobody. */
  readonly whom: string | null;
  /** Why it could not be tried. */
  readonly problem: ProblemWords | null;
}

export function useRetry(job: string, onDone: () => void): Retry {
  const command = useCommand('people.retryNow');
  const [whom, setWhom] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const say = useFeedback();
  const tryPerson = async (row: AttentionRow): Promise<void> => {
    setProblem(null);
    setWhom(row.sourceId);
    const reply = await command.run({ job, personIds: [row.sourceId] });
    setWhom(null);
    const refused = reply.ok ? reply.value.problem : reply.error;
    setProblem(refused);
    // Who failed again stays in the list, with the reason of this try.
    if (reply.ok && refused === null && !reply.value.failed)
      say(overviewWords.triedAgain, overviewWords.inStepAgain(row.name));
    onDone();
  };
  return {
    now: (row) => {
      if (whom === null) void tryPerson(row);
    },
    whom,
    problem,
  };
}
