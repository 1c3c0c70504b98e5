import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { surroundingsAt } from '../../electron/cycle/surroundings-at';
import { tryRules } from '../../electron/cycle/try-rules';
import { openLedger } from '../../electron/ledger/open-ledger';
import { recordRead } from '../../electron/ledger/people';
import { madeUpPeople } from '../../electron/sample/made-up-people';
import { sourceId } from '../../shared/ids';
import type { Rules } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { defaultRules, defaultSchema } from '../../shared/schema/default-schema';
import { graphPropertiesFor } from '../../shared/schema/graph-properties';
import { defaultJob } from '../../shared/settings/defaults';

/**
 * An edited mapping tried on everyone, as the window does it: how long it takes with and without violations to mend, and
 * the longest time for which the process answered nobody meanwhile.
 */
const edits: readonly (readonly [name: string, target: string, text: string])[] = [
  ['nothing wrong', 'title', 'ToUpper([jobTitle])'],
  ['all names too long', 'userName', 'Append("somebody.with.a.long.name.", [userPrincipalName])'],
  ['hundreds share a name', 'userName', 'Append([surname], "@oxbow.example")'],
];

export async function benchTrial(people: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'inseam-bench-trial-'));
  const { database, close } = valueOrThrow(openLedger(folder, Date.now));
  try {
    const current = defaultRules(bluejeans);
    const properties = graphPropertiesFor(current);
    database.transaction(() => {
      for (const { id, properties: has } of madeUpPeople(people, 'oxbow.example'))
        recordRead(
          database,
          { id: sourceId(id), state: 'present', properties: { ...has, id }, managerId: null },
          'cycle',
          true,
        );
    });
    const job = defaultJob(bluejeans, defaultSchema(bluejeans));
    const settings = { ...job, scope: { ...job.scope, mode: 'all' } } as const;
    console.log(`\nan edited mapping tried on ${people} people          s   longest pause ms   skipped  mended`);
    for (const [name, target, text] of edits) {
      const edited: Rules = {
        ...current,
        mappings: current.mappings.map((mapping) =>
          mapping.target === target ? { ...mapping, source: { kind: 'expression', text } } : mapping,
        ),
      };
      const pauses = watchPauses();
      const trial = await tryRules(
        {
          settings,
          profile: bluejeans,
          current,
          edited,
          scopeFilters: [],
          surroundings: surroundingsAt(Date.now(), null),
          people: database,
          properties,
        },
        { progress: () => undefined, stopping: () => false },
      );
      console.log(
        [
          name.padEnd(36),
          ((trial?.tookMs ?? 0) / 1000).toFixed(2).padStart(12),
          pauses.end().toFixed(0).padStart(17),
          String(trial?.skipped ?? 0).padStart(8),
          String(trial?.violations.filter(({ fix }) => fix !== null).length ?? 0).padStart(6),
        ].join('  '),
      );
    }
  } finally {
    close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The longest time in which nothing else could run. */
function watchPauses(): { end(): number } {
  let last = performance.now();
  let longest = 0;
  let isWatching = true;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (isWatching) setImmediate(look);
  };
  setImmediate(look);
  return {
    end() {
      isWatching = false;
      return longest;
    },
  };
}
