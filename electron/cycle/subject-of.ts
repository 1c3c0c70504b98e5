import type { MappingSubject } from '../../shared/mapping/subject';
import { failure, type Outcome, success, valueOrThrow } from '../../shared/outcome';
import type { Person } from '../../shared/person';
import { findSourceAttribute, readAttribute } from '../../shared/schema/attribute-names';
import { graphPropertiesFor } from '../../shared/schema/graph-properties';
import { decideScope, rolesOf } from '../../shared/scoping/decide-scope';
import { evaluateFilters } from '../../shared/scoping/filter-groups';
import type { Engine, KnownJob } from '../compose';
import { withSource } from '../ipc/with-source';
import { personNamed } from '../ledger/people';
import { workOf } from '../ledger/work-list';
import { domainFor } from './domain-for';
import { rulesOf } from './open-job';

export interface SubjectRead {
  readonly subject: MappingSubject;
  /** "as last read", "as Microsoft Entra ID has them now" */
  readonly from: string;
  readonly defaultDomain: string | null;
}

/**
 * A person as mappings see them, by object id or userPrincipalName: as last read, where all of these attributes were read,
 * else as Microsoft Entra ID has them now. Nothing is kept.
 */
export async function subjectOf(
  engine: Engine,
  job: KnownJob,
  wanted: string,
  attributes: readonly string[],
  expression: string,
): Promise<Outcome<SubjectRead>> {
  const read = rulesOf(job.settings);
  if (!read.ok) return read;
  const { rules, scopeFilters } = read.value;
  const ledger = engine.ledger(job.name);
  if (!ledger.ok) return ledger;
  const { database } = ledger.value;
  const known = personNamed(database, wanted);
  const item = known === null ? null : workOf(database, known.id);
  const properties = graphPropertiesFor({ ...rules, filters: [...rules.filters, ...scopeFilters] });
  const missing = attributes.flatMap((name) => {
    const property = findSourceAttribute(name)?.graphProperty;
    return property === undefined || property === null || properties.includes(property) ? [] : [property];
  });
  const asked =
    item !== null && missing.length === 0
      ? null
      : await withSource({ engine, known: (name) => valueOrThrow(engine.known(name)) }, job.name, (source, signal) =>
          source.findPerson(item?.person.id ?? wanted, [...new Set([...properties, ...missing])], signal),
        );
  if (asked?.ok === false) return asked;
  const now = asked?.value ?? null;
  if (asked !== null && now?.state !== 'present') return failure({ kind: 'person-unknown', person: wanted });
  const person: Person | null =
    now?.state === 'present'
      ? {
          id: now.id,
          properties: { ...item?.person.properties, ...now.properties },
          managerId: now.managerId ?? null,
          directoryState: 'present',
        }
      : (item?.person ?? null);
  if (person === null) return failure({ kind: 'person-unknown', person: wanted });
  const entitlements = item?.entitlements ?? [];
  const appRoles = rolesOf(entitlements);
  const filtered = (attribute: string) => readAttribute({ person, isSoftDeleted: false, appRoles }, attribute);
  const { isSoftDeleted } = decideScope({
    person,
    // Nobody's assignments are known before a cycle read them: shown is what a person in scope would get.
    mode: item === null ? 'all' : job.settings.scope.mode,
    entitlements,
    filters: [evaluateFilters(rules.filters, filtered), evaluateFilters(scopeFilters, filtered)],
  });
  return success({
    subject: { person, isSoftDeleted, appRoles },
    defaultDomain: await domainFor(engine, job.name, database, [expression]),
    from: now === null ? 'as last read' : 'as Microsoft Entra ID has them now',
  });
}
