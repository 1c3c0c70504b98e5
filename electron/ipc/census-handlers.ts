import { countCensus, listCensus, readCensus, readCensusFailure } from '../ledger/census';
import { countDrift } from '../ledger/drift';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';

export function censusHandlers(desk: Desk): GroupHandlers<'census'> {
  const { runner } = desk;
  return {
    'census.get'({ job }) {
      const database = desk.database(job);
      const census = readCensus(database);
      const failed = readCensusFailure(database);
      return {
        census:
          census === null
            ? null
            : { takenAt: census.takenAt, peopleReadAt: census.peopleReadAt, counts: countCensus(database) },
        changedByHand: [...countDrift(database)],
        notKept: failed === null ? null : { at: failed.at, problem: desk.problemWords(job, failed.problem) },
      };
    },
    async 'census.take'({ job }) {
      desk.known(job);
      const outcome = await runner.census(job);
      return { problem: outcome.ok ? null : desk.problemWords(job, outcome.problem) };
    },
    'census.accounts'({ job, standing, text, offset, limit }) {
      const { total, lines } = listCensus(desk.database(job), standing, text, offset, limit);
      return { total, rows: [...lines] };
    },
    async 'census.link'({ job, person, account }) {
      desk.known(job);
      const outcome = await runner.link(job, person, account);
      desk.tellState(job);
      return outcome.ok
        ? { problem: null, inScope: outcome.value.inScope }
        : { problem: desk.problemWords(job, outcome.problem), inScope: false };
    },
    async 'census.unlink'({ job, person }) {
      desk.known(job);
      const outcome = await runner.unlink(job, person);
      desk.tellState(job);
      return { problem: outcome.ok ? null : desk.problemWords(job, outcome.problem) };
    },
  };
}
