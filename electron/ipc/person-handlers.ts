import { sourceId } from '../../shared/ids';
import { personName } from '../../shared/person';
import { explainPerson } from '../cycle/explain-person';
import { personLine } from '../ledger/people-list';
import { personHistory } from '../ledger/person-facts';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { listing, scopeSentences } from './people-list-handlers';
import { wordsOf } from './words';

/** As long as both sides together may take to answer. */
const longestMs = 60_000;

/** One person's page: what is known at once, what is found out now, and what was decided before. */
export function personHandlers(desk: Desk): GroupHandlers<'person'> {
  return {
    'person.get'({ job, id }) {
      const line = personLine(desk.database(job), id);
      if (line === null) return { person: null };
      const { profile } = desk.known(job);
      const { person, problem } = line;
      const title = person.properties['jobTitle'];
      return {
        person: {
          ...listing(desk, job)(line),
          title: typeof title === 'string' && title !== '' ? title : null,
          inScope: line.inScope,
          scope: scopeSentences(desk, job)(line),
          hasAccount: line.link !== null,
          hold: line.hold,
          problem: problem === null ? null : wordsOf(problem, profile, personName(person)),
        },
      };
    },
    async 'person.explain'({ job, id }) {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), longestMs);
      try {
        const looked = await desk.engine.lookAt(job, (ready) => explainPerson(ready, id, limit.signal));
        const outcome = looked.ok ? looked.value : looked;
        return outcome.ok
          ? { explanation: outcome.value, problem: null }
          : { explanation: null, problem: desk.problemWords(job, outcome.problem) };
      } finally {
        clearTimeout(timer);
      }
    },
    'person.history'({ job, id, offset, limit }) {
      const { total, rows } = personHistory(desk.database(job), sourceId(id), offset, limit);
      return { total, rows: [...rows] };
    },
  };
}
