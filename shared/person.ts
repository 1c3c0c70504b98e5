import type { SourceId } from './ids';

/** A value as Microsoft Graph sends it in JSON; nested objects are kept but no mapping reads them. */
export type GraphValue =
  | string
  | number
  | boolean
  | null
  | readonly GraphValue[]
  | { readonly [key: string]: GraphValue };

/** Where a person is in the directory: there, in the recycle bin (restorable for 30 days), or gone for good. */
export type DirectoryState = 'present' | 'soft-deleted' | 'hard-deleted';

/** A person as last read from Microsoft Graph, merged over the delta pages read so far. */
export interface Person {
  readonly id: SourceId;
  /** Keyed by Graph's v1.0 property names. A property never set is absent; one that was cleared is null. */
  readonly properties: Readonly<Record<string, GraphValue>>;
  readonly managerId: SourceId | null;
  readonly directoryState: DirectoryState;
}

/** The name to show for a person: display name, else userPrincipalName, else the id. */
export function personName(person: Person): string {
  const { displayName, userPrincipalName } = person.properties as {
    displayName?: unknown;
    userPrincipalName?: unknown;
  };
  if (typeof displayName === 'string' && displayName !== '') return displayName;
  if (typeof userPrincipalName === 'string' && userPrincipalName !== '') return userPrincipalName;
  return person.id;
}
