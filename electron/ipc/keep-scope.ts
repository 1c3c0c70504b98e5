import type { ProblemWords } from '../../shared/ipc/contract';
import type { DraftScope } from '../../shared/ipc/scope-calls';
import { valueOrThrow } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import { readSchema } from '../../shared/schema/read-schema';
import { filterGroup } from '../../shared/schema/synchronization-schema';
import { writeGroups, writeSchema } from '../../shared/schema/write-schema';
import type { JobSettings } from '../../shared/settings/settings';
import { clearHindrance } from '../cycle/cannot-begin';
import { saveRules } from '../settings/save-rules';
import type { Desk } from './desk';

/** A job's settings with an edited scope laid over them; what is not understood of filters and schema stays. */
function withScope(settings: JobSettings, scope: DraftScope, profile: Profile): Pick<JobSettings, 'scope' | 'schema'> {
  const { rules, document } = valueOrThrow(readSchema(settings.schema));
  const standing = settings.scope.filters.flatMap((json) => {
    const read = filterGroup.safeParse(json);
    return read.success ? [read.data] : [];
  });
  return {
    schema: writeSchema(document, { ...rules, filters: scope.schemaFilters }, profile),
    scope: {
      ...settings.scope,
      mode: scope.mode,
      servicePrincipalId: scope.servicePrincipalId ?? '',
      groupIds: scope.groupIds,
      filters: writeGroups(standing, scope.filters),
    },
  };
}

/** Saves an edited scope as a version, from which there is a way back; null: done. */
export function keepScope({ engine, ...desk }: Desk, job: string, scope: DraftScope): ProblemWords | null {
  const { settings, profile } = desk.known(job);
  const saved = saveRules(engine, job, withScope(settings, scope, profile), { through: 'window' });
  if (saved.ok) clearHindrance(desk.database(job));
  desk.tellState(job);
  return saved.ok ? null : desk.problemWords(job, saved.problem);
}
