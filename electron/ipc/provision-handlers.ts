import { sourceId } from '../../shared/ids';
import type { SightView } from '../../shared/ipc/contract';
import type { Problem } from '../../shared/log/problem';
import type { Sight } from '../../shared/on-demand/sight';
import { unreachedSteps } from '../../shared/on-demand/unreached';
import { personName } from '../../shared/person';
import { readPerson } from '../ledger/people';
import type { LookOptions } from '../schedule/tasks';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { mailOf } from './people-handlers';
import { wordsOf } from './words';

/** Provision on demand: a look, and the deed that was looked at. Where a cycle runs, right after it. */
export function provisionHandlers(desk: Desk): GroupHandlers<'provision'> {
  const options = (job: string, personId: string): LookOptions => ({
    afterCycle: true,
    onStep: (step) => desk.tell({ kind: 'provision.step', job, personId, step }),
  });

  const viewOf = (job: string, { problem, ...sight }: Sight): SightView => ({
    ...sight,
    steps: sight.steps.map((step) => ({ ...step, facts: [...step.facts] })),
    changes: [...sight.changes],
    problem: problem === null ? null : wordsOf(problem, desk.known(job).profile, sight.name),
  });

  function unreached(job: string, personId: string, problem: Problem): SightView {
    const known = readPerson(desk.database(job), sourceId(personId));
    const words = desk.problemWords(job, problem);
    return {
      personId,
      name: known === null ? '' : personName(known),
      mail: known === null ? '' : mailOf(known),
      steps: unreachedSteps(problem, words.title).map((step) => ({ ...step, facts: [...step.facts] })),
      action: 'none',
      changes: [],
      token: null,
      done: false,
      problem: words,
    };
  }

  return {
    async 'provision.look'({ job, personId }) {
      const seen = await desk.runner.look(job, personId, options(job, personId));
      return { sight: seen.ok ? viewOf(job, seen.value) : unreached(job, personId, seen.problem) };
    },
    async 'provision.do'({ job, personId, token }) {
      const done = await desk.runner.provision(job, personId, { ...options(job, personId), agreed: token });
      return done.ok
        ? { sight: viewOf(job, done.value.sight), stale: done.value.stale }
        : { sight: unreached(job, personId, done.problem), stale: false };
    },
  };
}
