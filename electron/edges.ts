import type { AppRole } from '../shared/expression/value';
import type { SourceId, TargetId } from '../shared/ids';
import type { Change, PathValue, ReferenceChange, ScimResource } from '../shared/mapping/target-value';
import type { SearchProof } from '../shared/matching/search-proof';
import type { Outcome } from '../shared/outcome';
import type { GraphValue } from '../shared/person';

/**
 * The far ends a cycle works with. The engine, its tests and the dry run differ in the edges they are handed and in
 * nothing else. Failures that end the whole cycle are thrown as ProblemError; those of one person are outcomes.
 */

/** A person as one page of Microsoft Graph tells of them. A property that the page does not hold is unchanged. */
export type ReadPerson =
  | {
      readonly id: SourceId;
      readonly state: 'present';
      readonly properties: Readonly<Record<string, GraphValue>>;
      /** undefined: this page says nothing of the manager. */
      readonly managerId: SourceId | null | undefined;
    }
  | { readonly id: SourceId; readonly state: 'soft-deleted' | 'hard-deleted' };

/** What Graph's `customSecurityAttributes` holds for one person. */
export interface SecurityAttributesOf {
  readonly id: SourceId;
  readonly value: GraphValue;
}

export interface PeoplePage {
  readonly people: readonly ReadPerson[];
  /** The delta link, on the last page only: the whole snapshot, or all changes, have then been read. */
  readonly watermark: string | null;
}

/** One way into scope: an app-role assignment, direct or through a group (direct members only, as the service). */
export interface Assignment {
  readonly person: SourceId;
  readonly via: 'direct' | 'group';
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** Its names are null where nobody asked for them. */
  readonly appRole: AppRole | null;
}

export interface DirectoryGroup {
  readonly id: string;
  readonly name: string;
  readonly memberCount: number | null;
}

export interface EnterpriseApplication {
  readonly id: string;
  readonly appId: string;
  readonly name: string;
}

/** Microsoft Entra ID, read through Microsoft Graph v1.0. Nothing here writes, save `sendMail`. */
export interface Source {
  /** Everybody (`from` null) or what changed since. Throws `watermark-expired` when Graph wants a new start. */
  readPeople(from: string | null, properties: readonly string[], signal: AbortSignal): AsyncIterable<PeoplePage>;
  /** How many people the directory holds ($count), for honest progress; null when Graph does not say. */
  countPeople(signal: AbortSignal): Promise<number | null>;
  /**
   * Every app-role assignment of the enterprise application, groups expanded to their direct members; with the names of
   * the roles where a mapping reads them, which is one request more.
   */
  readAssignments(
    servicePrincipalId: string,
    roleNames: boolean,
    signal: AbortSignal,
  ): AsyncIterable<readonly Assignment[]>;
  /** Members of chosen groups, nested ones too. */
  readGroupMembers(groupIds: readonly string[], signal: AbortSignal): AsyncIterable<readonly Assignment[]>;
  /** One person by object id or userPrincipalName, with the manager; null: nobody has it. */
  findPerson(idOrName: string, properties: readonly string[], signal: AbortSignal): Promise<ReadPerson | null>;
  /** The first people who have these words in their name, or whose name of sign-in or mail begins so. */
  searchPeople(
    text: string,
    properties: readonly string[],
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly ReadPerson[]>;
  /** Where somebody is who is missing from a full read: absence alone proves nothing. */
  locatePerson(id: SourceId, signal: AbortSignal): Promise<'present' | 'soft-deleted' | 'hard-deleted'>;
  /** How a person is in the groups assigned to the application: names from their own group up to one of those, one name for a direct member. */
  findGroupPaths(
    person: SourceId,
    servicePrincipalId: string,
    signal: AbortSignal,
  ): Promise<readonly (readonly string[])[]>;
  /** Custom security attributes of everybody, page by page; null for somebody who has none. */
  readSecurityAttributes(signal: AbortSignal): AsyncIterable<readonly SecurityAttributesOf[]>;
  /** Name of the tenant's verified domain that is marked default; null: none is. */
  defaultDomain(signal: AbortSignal): Promise<string | null>;
  searchGroups(text: string, signal: AbortSignal): Promise<readonly DirectoryGroup[]>;
  searchApplications(text: string, signal: AbortSignal): Promise<readonly EnterpriseApplication[]>;
  sendMail(from: string, to: string, subject: string, body: string): Promise<Outcome<void>>;
  readonly requests: RequestCount;
  close(): Promise<void>;
}

/** An account as the target sent it. */
export interface Account {
  readonly id: TargetId;
  readonly resource: ScimResource;
}

export interface CreatedAccount {
  readonly id: TargetId;
  /** What the target says it stored; null where it does not say. */
  readonly resource: ScimResource | null;
  /** The target answered 200, not 201: the account was there already (scim-interop quirk 9). */
  readonly adopted: boolean;
  /** With what HTTP status it answered; absent where the answer was lost, or nothing was sent. */
  readonly status?: number;
}

export interface UpdatedAccount {
  readonly resource: ScimResource | null;
  /** With what HTTP status it answered; absent where nothing had to be sent. */
  readonly status?: number;
  /** Attributes the target refused by name and that were left out of the request that went through. */
  readonly refused: readonly { readonly path: string; readonly detail: string }[];
}

/** The SCIM 2.0 service. Retries, pacing and dialect are inside; what comes out is final for this cycle. */
export interface Target {
  /** `GET /Users?filter=<path> eq "<value>"`; each answer is checked against the value before it is returned. */
  find(path: string, value: string, signal: AbortSignal): Promise<Outcome<readonly Account[]>>;
  /** Whether accounts can be found by an attribute, asked of the service itself. Throws ProblemError where it is silent. */
  searchBy(path: string, signal: AbortSignal): Promise<Outcome<SearchProof>>;
  /**
   * `GET /Users`: every account, page by page, each once. Throws ProblemError where the list is refused, cut off or does
   * not come to its end; what came before then proves nothing.
   */
  list(signal: AbortSignal): AsyncIterable<readonly Account[]>;
  /** `GET /Users/{id}`; null: a SCIM 404. */
  read(id: TargetId, signal: AbortSignal): Promise<Outcome<Account | null>>;
  /** `POST /Users`. Never repeated blindly: after a lost answer the problem says so, and matching decides. */
  create(values: readonly PathValue[], signal: AbortSignal): Promise<Outcome<CreatedAccount>>;
  /** One PATCH (or PUT, where the service wants it) of exactly these changes. `current` is the resource as last read. */
  update(
    id: TargetId,
    changes: readonly Change[],
    references: readonly ReferenceChange[],
    current: ScimResource | null,
    signal: AbortSignal,
  ): Promise<Outcome<UpdatedAccount>>;
  remove(id: TargetId, signal: AbortSignal): Promise<Outcome<'removed' | 'already-gone'>>;
  readonly requests: RequestCount;
  close(): Promise<void>;
}

/** Requests sent, each try counted; `retried` are those of them that repeated another. */
export interface RequestCount {
  sent: number;
  retried: number;
}

/** One rung of Test Connection, in the order of the ladder. */
export interface Rung {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'not-tested';
  /** "Port 443 answers", "Trusted, valid until 8 June 2027". */
  readonly text: string;
  readonly durationMs: number | null;
}
