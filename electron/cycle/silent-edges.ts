import type { Problem } from '../../shared/log/problem';
import { failure, ProblemError } from '../../shared/outcome';
import type { Source, Target } from '../edges';

const requests = { sent: 0, retried: 0 };

const refusing = (problem: Problem) => (): never => {
  throw new ProblemError(problem);
};
const refusingPages = (problem: Problem) => (): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({ next: async () => refusing(problem)() }),
});

/** Stands in for a source that could not be opened (no secret, a locked keychain): every question meets the same problem. */
export function silentSource(problem: Problem): Source {
  const refuse = refusing(problem);
  const refusePages = refusingPages(problem);
  return {
    readPeople: refusePages,
    countPeople: async () => refuse(),
    readAssignments: refusePages,
    readGroupMembers: refusePages,
    findPerson: async () => refuse(),
    searchPeople: async () => refuse(),
    locatePerson: async () => refuse(),
    findGroupPaths: async () => refuse(),
    readSecurityAttributes: refusePages,
    defaultDomain: async () => refuse(),
    searchGroups: async () => refuse(),
    searchApplications: async () => refuse(),
    sendMail: async () => failure(problem),
    requests,
    async close() {},
  };
}

export function silentTarget(problem: Problem): Target {
  const refuse = async () => failure(problem);
  return {
    find: refuse,
    searchBy: refuse,
    read: refuse,
    create: refuse,
    update: refuse,
    remove: refuse,
    list: refusingPages(problem),
    requests,
    async close() {},
  };
}
