import type { VersionChange } from '../../shared/ipc/versions-calls';
import { type Outcome, valueOrThrow } from '../../shared/outcome';
import type { RulesChange } from '../../shared/schema/rules-difference';
import { clearHindrance } from '../cycle/cannot-begin';
import { withGroupNames } from '../settings/group-names';
import { restoreVersion, versionDetail, versionsOf } from '../settings/restore-version';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';

const changeView = ({ what, from, to }: RulesChange): VersionChange => ({ what, from, to });

/** The versions of mapping and scope, and the way back to one. */
export function versionsHandlers(desk: Desk): GroupHandlers<'versions'> {
  const { engine } = desk;
  const wordsOf = (job: string, outcome: Outcome<unknown> | null) =>
    outcome === null || outcome.ok ? null : desk.problemWords(job, outcome.problem);
  return {
    'versions.list': ({ job }) => ({
      versions: valueOrThrow(versionsOf(engine, job)).map(({ fingerprint: _, ...version }) => version),
    }),
    async 'versions.show'({ job, number }) {
      const { changed, wouldChange, fault } = valueOrThrow(versionDetail(engine, job, number));
      return {
        changed: (await withGroupNames(engine, desk.known(job), changed)).map(changeView),
        wouldChange: (await withGroupNames(engine, desk.known(job), wouldChange)).map(changeView),
        problem: wordsOf(job, fault),
      };
    },
    async 'versions.restore'({ job, number }) {
      const restored = await restoreVersion(engine, job, number, 'window');
      if (restored.ok) clearHindrance(desk.database(job));
      desk.tellState(job);
      return { problem: wordsOf(job, restored) };
    },
  };
}
