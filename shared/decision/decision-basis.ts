import type { Person } from '../person';
import type { Entitlement } from '../scoping/decide-scope';
import type { Link } from './link';
import type { Operation } from './operation';

/** A person with all that is known of them when they are decided on. */
export interface DecidedOn {
  readonly person: Person;
  readonly entitlements: readonly Entitlement[];
  readonly link: Link | null;
}

/**
 * All that a decision on a person rests on, beside the account itself, as one text that does not depend on the order of
 * reading: another text, another decision.
 */
export const decisionBasis = ({ person, entitlements, link }: DecidedOn, rules: string, hold: string | null): string =>
  JSON.stringify([
    sorted(person.properties),
    person.managerId,
    person.directoryState,
    entitlements.map((way) => JSON.stringify(way)).sort(),
    link === null ? null : [link.targetId, link.enabled, sorted(link.known), link.leftBecause],
    rules,
    hold,
  ]);

const sorted = (record: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));

/** The version of a planned person: what the decision rested on, and what was decided, each as `digest` shortens it. */
export function plannedVersionOf(
  basis: string,
  operation: Operation | null,
  digest: (value: unknown) => string,
): string {
  const nothing = operation === null || operation.action === 'none' || operation.action === 'refuse';
  return `${basis} ${nothing ? 'none' : digest(operation)}`;
}

/** Whether a planned person is as the plan found them, whatever would be done. */
export const restsOn = (planned: string, basis: string): boolean => planned.split(' ')[0] === basis;
