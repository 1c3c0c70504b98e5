import type { AppRole } from '../expression/value';
import type { Person } from '../person';

/** What a mapping reads from: a person, with the two facts about them that the directory does not store on the user. */
export interface MappingSubject {
  readonly person: Person;
  /** Computed by scoping (entra-provisioning.md 5.2). */
  readonly isSoftDeleted: boolean;
  /** The roles of this application only; none where everyone is in scope without an assignment. */
  readonly appRoles: readonly AppRole[];
  /** The person is assigned to the application: that there is no role means that they have none. Absent: nobody can say. */
  readonly rolesAreKnown?: boolean;
}
