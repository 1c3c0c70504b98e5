import type { SourceId } from '../../shared/ids';
import type { DraftScope } from '../../shared/ipc/scope-calls';
import { type Outcome, valueOrThrow } from '../../shared/outcome';
import { type Person, personName } from '../../shared/person';
import { graphPropertiesFor } from '../../shared/schema/graph-properties';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import { rulesOf } from '../cycle/open-job';
import { waysKey } from '../cycle/read-ways-in';
import { fingerprint } from '../cycle/rules-fingerprint';
import type { Database } from '../ledger/database';
import { readFact } from '../ledger/facts';
import { countPeople, searchText } from '../ledger/people';
import { type ScopePerson, scopePeopleAfter } from '../ledger/scope-people';
import type { Desk } from './desk';
import { mailOf } from './people-handlers';
import { openScopeReadings, type PropertiesOf, type ScopeChoiceOf } from './scope-readings';

/** As many are decided on in one go; the process is free between two slices. */
const peopleAtOnce = 250;

/** Everybody that a count is about, and who is let in by the saved choice of people and by the edited one. */
export interface CountBasis {
  slices(): Iterable<readonly ScopePerson[]>;
  waysBefore(person: ScopePerson): readonly Entitlement[];
  waysAfter(person: ScopePerson): readonly Entitlement[];
  /** When the ledger's part of it was read; null: Microsoft Entra ID was asked for it. */
  readonly readAt: string | null;
}

export interface ScopeBasis {
  /** What the ledger does not know is asked of Microsoft Entra ID; a problem where that does not answer: then nobody can count. */
  of(job: string, scope: DraftScope): Promise<Outcome<CountBasis>>;
}

export function openScopeBasis(desk: Desk): ScopeBasis {
  const readings = openScopeReadings(desk);

  /** Ways in by a choice of people: the ledger's where each cycle reads just these, else as Entra has them now. */
  async function waysBy(
    job: string,
    choice: ScopeChoiceOf,
    fromLedger: boolean,
  ): Promise<Outcome<CountBasis['waysBefore']>> {
    if (choice.mode === 'all') return { ok: true, value: () => [] };
    if (fromLedger) return { ok: true, value: ({ entitlements }) => entitlements };
    const read = await readings.ways(job, choice);
    if (!read.ok) return read;
    const ways = read.value.value;
    return { ok: true, value: ({ person }) => ways.get(person.id) ?? [] };
  }

  return {
    async of(job, scope) {
      const { settings } = desk.known(job);
      const database = desk.database(job);
      const { rules, scopeFilters } = valueOrThrow(rulesOf(settings));
      const saved = settings.scope;
      const wanted: ScopeChoiceOf = { ...scope, servicePrincipalId: scope.servicePrincipalId ?? '' };
      const inLedger = readFact(database, 'entitlements-of') === waysKey(saved);
      const before = await waysBy(job, saved, inLedger);
      if (!before.ok) return before;
      const after = await waysBy(job, wanted, inLedger && waysKey({ ...saved, ...wanted }) === waysKey(saved));
      if (!after.ok) return after;
      const basis = { waysBefore: before.value, waysAfter: after.value };

      const used = graphPropertiesFor({
        ...rules,
        mappings: [],
        filters: [...rules.filters, ...scopeFilters, ...scope.filters, ...scope.schemaFilters],
      });
      if (countPeople(database).directory === 0) {
        const everybody = await readings.people(job, used);
        if (!everybody.ok) return everybody;
        const people = everybody.value.value;
        return { ok: true, value: { ...basis, slices: () => slicesOf(people), readAt: null } };
      }
      const known = new Set(
        knownProperties(database, graphPropertiesFor({ ...rules, filters: [...rules.filters, ...scopeFilters] })),
      );
      const missing = used.filter((name) => !known.has(name));
      const more = missing.length === 0 ? null : await readings.people(job, ['id', ...missing]);
      if (more !== null && !more.ok) return more;
      return {
        ok: true,
        value: {
          ...basis,
          slices: () => ledgerSlices(database, more?.value.value ?? null),
          readAt: readFact(database, 'read-at'),
        },
      };
    },
  };
}

/** Properties that the last cycle read of everybody. Ledgers of before they were listed tell only whether they are those of the rules. */
function knownProperties(database: Database, ofRules: readonly string[]): readonly string[] {
  const listed = readFact(database, 'properties-read');
  if (listed !== null) return JSON.parse(listed) as string[];
  return readFact(database, 'properties') === fingerprint([...ofRules].sort()) ? ofRules : [];
}

function* ledgerSlices(database: Database, more: PropertiesOf | null): Generator<readonly ScopePerson[]> {
  for (let after = ''; ; ) {
    const slice = scopePeopleAfter(database, after, peopleAtOnce);
    const last = slice.at(-1);
    if (last === undefined) return;
    after = last.person.id;
    yield more === null ? slice : slice.map((one) => withMore(one, more.get(one.person.id)));
  }
}

const withMore = (one: ScopePerson, more: Person['properties'] | undefined): ScopePerson =>
  more === undefined ? one : { ...one, person: { ...one.person, properties: { ...one.person.properties, ...more } } };

function* slicesOf(people: PropertiesOf): Generator<readonly ScopePerson[]> {
  let slice: ScopePerson[] = [];
  for (const [id, properties] of people) {
    slice.push(unknownPerson(id, properties));
    if (slice.length < peopleAtOnce) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** Somebody whom no cycle has read yet. */
function unknownPerson(id: SourceId, properties: Person['properties']): ScopePerson {
  const person: Person = { id, properties, managerId: null, directoryState: 'present' };
  const name = personName(person);
  const mail = mailOf(person);
  return {
    person,
    name,
    mail,
    search: searchText(name, mail, id),
    entitlements: [],
    link: null,
    onHold: false,
  };
}
