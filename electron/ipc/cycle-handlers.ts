import { csvLine } from '../../shared/log/csv';
import { ProblemError } from '../../shared/outcome';
import { decideDeletions } from '../commands/deletions';
import { reviewOf, reviewProblem } from '../cycle/review';
import { listCycles } from '../ledger/cycles';
import { readHeldLimit } from '../ledger/held-limit';
import { heldRemovals } from '../ledger/removals';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import type { ChooseFile } from './log-handlers';

type Groups = GroupHandlers<'cycle'> & GroupHandlers<'deletions'>;

/** Cycles and held deletions. Long work answers at once and is followed by events. */
export function cycleHandlers(desk: Desk, chooseFile: ChooseFile): Groups {
  const { runner } = desk;
  return {
    'cycle.start'({ job, full, approve }) {
      const { settings } = desk.known(job);
      if (runner.isRunning(job)) return { started: false, problem: desk.problemWords(job, { kind: 'cycle-running' }) };
      const review = reviewOf(settings, desk.database(job));
      if (review !== null && !approve)
        return { started: false, problem: desk.problemWords(job, reviewProblem(review)) };
      if (settings.setupStep !== null && approve) desk.change(job, (before) => ({ ...before, setupStep: null }));
      void runner.cycle(job, { full, approve, trigger: 'admin' }).then((outcome) => {
        if (!outcome.ok) desk.reportFailure(job, outcome.problem);
      });
      return { started: true, problem: null };
    },
    'cycle.stop'({ job }) {
      runner.stop(job);
      return {};
    },
    'cycle.list': ({ job, since, limit }) => ({ cycles: [...listCycles(desk.database(job), since, limit)] }),
    'deletions.list': ({ job }) => ({
      people: heldRemovals(desk.database(job)).map(({ person, name, mail, action, reason, since }) => ({
        sourceId: person,
        name,
        mail,
        action,
        reason,
        since,
      })),
      ...readHeldLimit(desk.database(job), desk.known(job).settings),
    }),
    async 'deletions.export'({ job }) {
      const held = heldRemovals(desk.database(job));
      const to = await chooseFile(`inseam-${job}-held-deletions.csv`);
      if (to === null) return { entries: 0, file: null };
      try {
        to.write(csvLine(['name', 'mail', 'action', 'reason', 'since', 'source id']));
        for (const { name, mail, action, reason, since, person } of held)
          to.write(csvLine([name, mail, action, reason, since, person]));
      } finally {
        to.close();
      }
      return { entries: held.length, file: to.file };
    },
    'deletions.decide'({ job, decision, people }) {
      if (runner.isRunning(job)) throw new ProblemError({ kind: 'cycle-running' });
      const { problem } = decideDeletions(desk.database(job), decision, people);
      desk.tellState(job);
      if (problem !== null) return { problem: desk.problemWords(job, problem) };
      if (decision === 'allow')
        void runner.cycle(job, { full: false, approve: false, trigger: 'admin' }).then((outcome) => {
          if (!outcome.ok) desk.reportFailure(job, outcome.problem);
        });
      return { problem: null };
    },
  };
}
