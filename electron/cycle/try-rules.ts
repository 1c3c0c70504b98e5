import type { Surroundings } from '../../shared/expression/surroundings';
import { openTrial, type TrialPerson } from '../../shared/mapping/open-trial';
import type { FilterGroup, Rules } from '../../shared/mapping/rules';
import type { Trial } from '../../shared/mapping/trial';
import { type Person, personName } from '../../shared/person';
import type { Profile } from '../../shared/profiles/profile';
import { findSourceAttribute } from '../../shared/schema/attribute-names';
import { attributesOfSource } from '../../shared/schema/graph-properties';
import { rolesOf } from '../../shared/scoping/decide-scope';
import type { JobSettings } from '../../shared/settings/settings';
import type { Database } from '../ledger/database';
import { countPeople } from '../ledger/people';
import { accountsOfNobodyAfter, linksBetween, type PersonWithLink, peopleWithLinksAfter } from '../ledger/trial-people';
import { scopeOf } from './evaluate-person';

export interface TrialParts {
  readonly settings: JobSettings;
  readonly profile: Profile;
  /** The mapping in force. */
  readonly current: Rules;
  readonly edited: Rules;
  readonly scopeFilters: readonly FilterGroup[];
  readonly surroundings: Surroundings;
  readonly people: Database;
  /** Properties of Graph that were read of everybody. */
  readonly properties: readonly string[];
  /** What was read of people besides what the ledger has, by person. */
  readonly extra?: ReadonlyMap<string, Person['properties']>;
  /** Where the accounts are known from; absent: beside the people. */
  readonly accounts?: Database;
}

export interface TrialWatch {
  /** Told of how many people are done; not more often than this process yields. */
  readonly progress: (done: number, expected: number) => void;
  readonly stopping: () => boolean;
}

const peopleAtOnce = 50;
/** As long as this process does nothing else at one time, in milliseconds. */
const stretchMs = 10;

/**
 * Tries edited rules on everybody whom the ledger knows. It reads and writes nothing, asks nobody, and lets the process
 * answer the window in between. null: it was stopped.
 */
export async function tryRules(parts: TrialParts, { progress, stopping }: TrialWatch): Promise<Trial | null> {
  const { edited, current, profile, surroundings, people: database } = parts;
  const startedAt = performance.now();
  const read = new Set(parts.properties);
  const isRead = (name: string): boolean => {
    const property = findSourceAttribute(name)?.graphProperty;
    return property === undefined || property === null || read.has(property);
  };
  const trial = openTrial({ edited, current, profile, surroundings, isRead });
  const expected = countPeople(database).directory;
  let yieldedAt = startedAt;
  let done = 0;

  async function goesOn(): Promise<boolean> {
    if (performance.now() - yieldedAt < stretchMs) return true;
    progress(Math.min(done, expected), expected);
    await new Promise((resolve) => setImmediate(resolve));
    yieldedAt = performance.now();
    return !stopping();
  }

  for (let after: string | null = ''; after !== null; ) {
    const { last, accounts } = accountsOfNobodyAfter(database, after, peopleAtOnce);
    for (const account of accounts) trial.addOutside({ ...account, hasPerson: false });
    after = last;
    if (!(await goesOn())) return null;
  }

  async function everybody(each: (one: PersonWithLink, tried: TrialPerson | null) => void): Promise<boolean> {
    for (let after = ''; ; ) {
      const slice = slicesOf(parts, after);
      const last = slice.at(-1);
      if (last === undefined) return true;
      after = last.person.id;
      for (const one of slice) {
        each(one, triedOf(parts, one));
        if (!(await goesOn())) return false;
      }
      // A slice read is work as well.
      if (!(await goesOn())) return false;
    }
  }

  const added = await everybody(({ person, link }, tried) => {
    if (tried !== null) trial.add(tried);
    else if (link !== null) trial.addOutside({ name: personName(person), hasPerson: true, values: link.known });
    if (person.directoryState === 'present') done += 1;
  });
  if (!added) return null;
  // Candidates are tried on a sample first, in one stretch.
  await new Promise((resolve) => setImmediate(resolve));
  const fixes = trial.fixes();
  await new Promise((resolve) => setImmediate(resolve));
  yieldedAt = performance.now();
  while (fixes.begin()) {
    const proved = await everybody((_, tried) => {
      if (tried !== null) fixes.prove(tried);
    });
    if (!proved) return null;
  }
  progress(expected, expected);
  const unread = [...new Set(edited.mappings.flatMap(({ source }) => attributesOfSource(source)))].filter(
    (name) => !isRead(name),
  );
  return { ...trial.result(Math.round(performance.now() - startedAt)), unread };
}

function slicesOf({ people, accounts, extra }: TrialParts, after: string): readonly PersonWithLink[] {
  const slice = peopleWithLinksAfter(people, after, peopleAtOnce);
  const [first, last] = [slice[0], slice.at(-1)];
  const links =
    accounts === undefined || first === undefined || last === undefined
      ? null
      : linksBetween(accounts, first.person.id, last.person.id);
  return slice.map((one) => {
    const more = extra?.get(one.person.id);
    return {
      ...one,
      ...(links === null ? {} : { link: links.get(one.person.id) ?? null }),
      ...(more === undefined ? {} : { person: { ...one.person, properties: { ...one.person.properties, ...more } } }),
    };
  });
}

/** null: out of scope under the edited rules. */
function triedOf(
  { settings, edited, scopeFilters }: TrialParts,
  { person, entitlements, link }: PersonWithLink,
): TrialPerson | null {
  const verdict = scopeOf({ settings, rules: edited, scopeFilters }, { person, entitlements });
  if (!verdict.inScope) return null;
  return { subject: { person, isSoftDeleted: verdict.isSoftDeleted, appRoles: rolesOf(entitlements) }, link };
}
