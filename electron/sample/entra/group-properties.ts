import { badRequest } from './graph-refusal';

const known: readonly string[] = [
  'id',
  'createdDateTime',
  'deletedDateTime',
  'description',
  'displayName',
  'groupTypes',
  'mail',
  'mailEnabled',
  'mailNickname',
  'membershipRule',
  'securityEnabled',
  'visibility',
];

/** The names of a $select of groups; without one, all that the sample's groups have. */
export function selectedGroupProperties(select: string | undefined, navigations: readonly string[] = []): string[] {
  const names = (select ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  if (names.length === 0) return ['id', 'description', 'displayName', 'mailEnabled', 'securityEnabled'];
  const unknown = names.find((name) => !known.includes(name) && !navigations.includes(name));
  if (unknown !== undefined) {
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.group'.`,
    );
  }
  return [...new Set(names)];
}
