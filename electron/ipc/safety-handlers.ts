import { deletionDate, leftWords } from '../../shared/guard/leaving-calendar';
import { sourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { personName } from '../../shared/person';
import { listHolds, putOnHold, releaseHold } from '../ledger/holds';
import { countingSince, keepLeaver, listLeavers } from '../ledger/leaving';
import { readPerson } from '../ledger/people';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { mailOf } from './people-handlers';

type Groups = GroupHandlers<'holds'> & GroupHandlers<'protected'> & GroupHandlers<'leaving'>;

/** Who is left alone by the admin's word, and the calendar of those who left. */
export function safetyHandlers(desk: Desk): Groups {
  const now = () => new Date(desk.engine.now()).toISOString();
  const unknown = (job: string, person: string) => desk.problemWords(job, { kind: 'person-unknown', person });
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
      const person = sourceId(personId);
      if (readPerson(database, person) === null) return { problem: unknown(job, personId) };
      putOnHold(database, person, reason, now());
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
      if (isProtected && readPerson(desk.database(job), sourceId(personId)) === null)
        return { problem: unknown(job, personId) };
      return {
        problem: desk.change(job, (before) => {
          const others = before.safety.protected.filter((id) => id !== personId);
          const next = isProtected ? [...others, personId] : others;
          return { ...before, safety: { ...before.safety, protected: next } };
        }),
      };
    },
    'leaving.list'({ job }) {
      const { deleteAfterDays } = desk.known(job).settings.safety;
      const database = desk.database(job);
      const since = countingSince(database, deleteAfterDays, now());
      return {
        afterDays: deleteAfterDays,
        people: listLeavers(database, since ?? '').map(({ person, name, mail, leftBecause, countedFrom, kept }) => ({
          sourceId: person,
          name,
          mail,
          reason: leftWords(leftBecause),
          leftAt: countedFrom,
          deletedAt: kept || deleteAfterDays === null ? null : deletionDate(countedFrom, deleteAfterDays),
          kept,
        })),
      };
    },
    'leaving.keep': ({ job, personId, keep }) =>
      answer(job, keepLeaver(desk.database(job), sourceId(personId), keep), { kind: 'not-leaving', person: personId }),
  };
}
