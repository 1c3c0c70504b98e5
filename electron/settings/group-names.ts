import { ProblemError } from '../../shared/outcome';
import type { RulesChange } from '../../shared/schema/rules-difference';
import type { Engine, KnownJob } from '../compose';

/** Names are worth a short wait; where Entra is silent, ids have to do. */
const longestMs = 8_000;

/** What groups are called, null where Entra has none (any more); null as a whole: it could not be asked. */
export async function groupNames(
  engine: Pick<Engine, 'openSource'>,
  job: KnownJob,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null> | null> {
  if (ids.length === 0) return new Map();
  const source = await engine.openSource(job, null);
  if (!source.ok) return null;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), longestMs);
  try {
    const names = new Map<string, string | null>();
    for (const id of ids) {
      const found = await source.value.searchGroups(id, limit.signal);
      names.set(id, found.find((group) => group.id === id)?.name ?? null);
    }
    return names;
  } catch (error) {
    if (error instanceof ProblemError || limit.signal.aborted) return null;
    throw error;
  } finally {
    clearTimeout(timer);
    await source.value.close();
  }
}

/** The changes with the groups' names in place of their ids, where Entra tells them. */
export async function withGroupNames(
  engine: Pick<Engine, 'openSource'>,
  job: KnownJob,
  changes: readonly RulesChange[],
): Promise<readonly RulesChange[]> {
  const ids = new Set(changes.filter(({ subject }) => subject === 'group').map(({ of }) => of));
  const names = await groupNames(engine, job, [...ids]);
  const nameOf = (id: string | null) => (id === null ? null : (names?.get(id) ?? id));
  return changes.map((change) =>
    change.subject === 'group' ? { ...change, from: nameOf(change.from), to: nameOf(change.to) } : change,
  );
}
