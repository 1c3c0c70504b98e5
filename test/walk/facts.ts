/** What is true of a made-up tenant at a moment: all that the model may look at. */

export interface PersonFacts {
  readonly id: string;
  upn: string;
  mail: string | null;
  givenName: string | null;
  surname: string | null;
  jobTitle: string | null;
  department: string | null;
  phone: string | null;
  accountEnabled: boolean;
  managerId: string | null;
  state: 'present' | 'soft-deleted' | 'hard-deleted';
}

export interface GroupFacts {
  readonly id: string;
  readonly name: string;
  /** People and groups. */
  readonly members: Set<string>;
}

export interface Clause {
  readonly attribute: 'department' | 'jobTitle' | 'surname' | 'userPrincipalName';
  readonly operator: string;
  readonly value: string;
}

/** How each target attribute is filled; every word stands for one mapping that the ground writes and the model knows. */
export interface MappingFacts {
  readonly userName: 'upn' | 'lower' | 'mail';
  readonly active: 'not' | 'switch' | 'unmapped';
  readonly title: 'direct' | 'constant' | 'create-only' | 'default' | 'says-left';
  readonly given: 'direct' | 'joined';
}

export interface Facts {
  readonly people: Map<string, PersonFacts>;
  readonly groups: Map<string, GroupFacts>;
  /** People and groups that are assigned to the application. */
  readonly assigned: Set<string>;
  mode: 'assigned' | 'groups' | 'all';
  chosenGroups: string[];
  /** AND within, OR between; none: no filter. */
  filters: (readonly Clause[])[];
  mapping: MappingFacts;
  actions: { readonly create: boolean; readonly update: boolean; readonly delete: boolean };
  skipOutOfScope: boolean;
  /** Whose accounts are never touched until they are released. */
  readonly onHold: Set<string>;
  /** Whose accounts are never disabled and never deleted. */
  protectedPeople: string[];
  /** More removals than this in one cycle wait for the admin; null: never. */
  threshold: number | null;
}

export const plainMapping: MappingFacts = { userName: 'upn', active: 'not', title: 'direct', given: 'direct' };
