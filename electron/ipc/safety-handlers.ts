import { sourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { personName } from '../../shared/person';
import { leavingList } from '../cycle/leaving-list';
import { listHolds, putOnHold, releaseHold } from '../ledger/holds';
import { keepLeaver } from '../ledger/leaving';
import { readPerson } from '../ledger/people';
import { personMeant } from '../ledger/person-meant';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { mailOf } from './people-handlers';

type Groups = GroupHandlers<'holds'> & GroupHandlers<'protected'> & GroupHandlers<'leaving'>;

/** Who is left alone by the admin's word, and the calendar of those who left. */
export function safetyHandlers(desk: Desk): Groups {
  const now = () => new Date(desk.engine.now()).toISOString();
  const answer = (job: string, done: boolean, problem: Problem) => {
    desk.tellState(job);
    return { problem: done ? null : desk.problemWords(job, problem) };
  };
  return {
    'holds.list': ({ job }) => ({
      people: listHolds(desk.database(job)).map(({ person, ...hold }) => ({ sourceId: person, ...hold })),
    }),
    'holds.put'({ job, personId, reason }) {
      const database = desk.database(job);
      const meant = personMeant(database, personId);
      if (!meant.ok) return { problem: desk.problemWords(job, meant.problem) };
      putOnHold(database, meant.value.id, reason, now());
      desk.tellState(job);
      return { problem: null };
    },
    'holds.release': ({ job, personId }) =>
      answer(job, releaseHold(desk.database(job), sourceId(personId)), { kind: 'not-on-hold', person: personId }),
    'protected.list': ({ job }) => ({
      people: desk.known(job).settings.safety.protected.map((id) => {
        const person = readPerson(desk.database(job), sourceId(id));
        return person === null
          ? { sourceId: id, name: id, mail: '' }
          : { sourceId: id, name: personName(person), mail: mailOf(person) };
      }),
    }),
    'protected.set'({ job, personId, isProtected }) {
      const meant = personMeant(desk.database(job), personId);
      if (isProtected && !meant.ok) return { problem: desk.problemWords(job, meant.problem) };
      return {
        problem: desk.change(job, (before) => {
          const others = before.safety.protected.filter((id) => id !== personId);
          const next = isProtected ? [...others, personId] : others;
          return { ...before, safety: { ...before.safety, protected: next } };
        }),
      };
    },
    'leaving.list': ({ job }) => leavingList(desk.database(job), desk.known(job).settings, desk.engine.now()),
    'leaving.keep': ({ job, personId, keep }) =>
      answer(job, keepLeaver(desk.database(job), sourceId(personId), keep), { kind: 'not-leaving', person: personId }),
  };
}
