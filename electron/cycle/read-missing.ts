import type { GraphValue, Person } from '../../shared/person';
import type { Source } from '../edges';

/**
 * Properties that no cycle has read yet, of everybody: what an edited mapping needs besides what the ledger has. Kept in
 * memory and nowhere else; the watermark of the job is left alone.
 */
export async function readMissing(
  source: Source,
  properties: readonly string[],
  signal: AbortSignal,
  told: (people: number) => void,
): Promise<ReadonlyMap<string, Person['properties']>> {
  const found = new Map<string, Record<string, GraphValue>>();
  for await (const page of source.readPeople(null, ['id', ...properties], signal)) {
    for (const read of page.people) {
      if (read.state !== 'present') continue;
      const kept = found.get(read.id) ?? {};
      for (const name of properties) {
        const value = read.properties[name];
        if (value !== undefined) kept[name] = value;
      }
      found.set(read.id, kept);
    }
    told(found.size);
  }
  return found;
}
