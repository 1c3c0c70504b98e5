import type { Problem } from '../../shared/log/problem';
import type { Database } from '../ledger/database';
import { personNamed } from '../ledger/people';
import { type HeldRemoval, heldRemovals, removalOfPerson, saveRemoval } from '../ledger/removals';
import { putOnWorkList } from '../ledger/work-list';
import type { Command } from './command';
import { printProblem } from './print-problem';

export type DeletionDecision = 'allow' | 'reject';

/** Carries out the admin's word about held removals: an allowance serves once; a rejection stays until the cause is new. */
export function decideDeletions(
  database: Database,
  decision: DeletionDecision,
  people: readonly string[] | null,
): { readonly decided: number; readonly problem: Problem | null } {
  const held = heldRemovals(database);
  const chosen: (typeof held)[number][] = [];
  for (const wanted of people ?? held.map(({ person }) => person)) {
    const person = personNamed(database, wanted);
    const removal = held.find((one) => one.person === person?.id);
    if (removal === undefined)
      return {
        decided: 0,
        problem: { kind: 'usage', detail: `No deletion is held for ${wanted}; inseam deletions lists those that are` },
      };
    chosen.push(removal);
  }
  database.transaction(() => {
    for (const { person } of chosen) {
      const removal = removalOfPerson(database, person);
      if (removal === null) continue;
      saveRemoval(database, '', { ...removal, state: decision === 'allow' ? 'allowed' : 'rejected' });
      if (decision === 'allow') putOnWorkList(database, person, 'retry');
      else database.run(`UPDATE people SET standing = 'out' WHERE id = ?`, person);
    }
  });
  return { decided: chosen.length, problem: null };
}

/** A held deletion as `deletions --json` and `status --json` print it. */
export const heldDeletion = ({ person, name, mail, action, reason, since }: HeldRemoval) => ({
  sourceId: person,
  name,
  mail,
  action,
  reason,
  since,
});

export const deletions: Command = {
  name: 'deletions',
  usage: 'allow|reject [USER…]',
  mostWords: Number.POSITIVE_INFINITY,
  takesJob: true,
  help: 'Lets held deletions go out with the next cycle, or discards them. Without names: all of them. An allowance serves once.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [word, ...people] = invocation.words;
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { job, database } = opened.value;
    if (word === undefined) {
      const held = heldRemovals(database);
      if (json) voice.out(JSON.stringify({ job: job.name, heldDeletions: held.map(heldDeletion) }));
      else for (const one of held) voice.out(`${one.action.padEnd(8)} ${one.name}  <${one.mail}>  ${one.reason}`);
      if (held.length === 0 && !json) voice.out('No deletions are held.');
      return held.length === 0 ? 0 : 5;
    }
    if (word !== 'allow' && word !== 'reject')
      return printProblem(invocation, { kind: 'usage', detail: `deletions takes allow or reject, not ${word}` }, null);
    const { decided, problem } = decideDeletions(database, word, people.length === 0 ? null : people);
    if (problem !== null) return printProblem(invocation, problem, null);
    if (decided === 0 && !json) {
      voice.out('No deletions are held.');
      return 0;
    }
    const words =
      word === 'allow'
        ? `${decided} allowed: they go out with the next cycle (inseam sync).`
        : `${decided} discarded: these accounts stay as they are until there is a new cause.`;
    voice.out(json ? JSON.stringify({ job: job.name, decision: word, people: decided }) : words);
    return 0;
  },
};
