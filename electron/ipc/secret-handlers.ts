import type { Desk } from './desk';
import type { GroupHandlers } from './handler';

/** Secrets go one way: they can be set, tested and cleared, never read. */
export function secretHandlers(desk: Desk): GroupHandlers<'secret'> {
  const { secrets } = desk.engine;
  return {
    async 'secret.set'({ job, name, value, thisRunOnly }) {
      desk.known(job);
      const saved = await secrets.set(job, name, value, { thisRunOnly });
      desk.tellState(job);
      return {
        state: await secrets.state(job, name),
        problem: saved.ok ? null : desk.problemWords(job, saved.problem),
      };
    },
    async 'secret.clear'({ job, name }) {
      desk.known(job);
      const cleared = await secrets.clear(job, name);
      desk.tellState(job);
      return {
        state: await secrets.state(job, name),
        problem: cleared.ok ? null : desk.problemWords(job, cleared.problem),
      };
    },
  };
}
