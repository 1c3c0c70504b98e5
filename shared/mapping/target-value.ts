import type { SourceId, TargetId } from '../ids';

/** An element of a list that is more than its value: a role with its kind and its name. */
export type TargetElement = Readonly<Record<string, string | boolean | number>>;

/** What a whole list holds; an element that is nothing but its value is that value. */
export type TargetList = readonly (string | TargetElement)[];

/** A value at a SCIM path. */
export type TargetValue = string | boolean | number | TargetList;

/** One attribute of an account: a path and its value. */
export interface PathValue {
  readonly path: string;
  readonly value: TargetValue;
  /** Sent, and never shown. */
  readonly redacted?: true;
}

/** One attribute that changes. `null` is "no value". `from` is what the target has, as far as is known. */
export interface Change {
  readonly path: string;
  readonly from: TargetValue | null;
  readonly to: TargetValue | null;
  /** Only these are added to the list, in this form; nothing of it is taken away. Absent: the value is replaced. */
  readonly added?: TargetList;
  /** Sent, and never shown. */
  readonly redacted?: true;
}

/** A reference (the manager) before it is resolved: sent once the other person has an account. */
export interface WantedReference {
  readonly path: string;
  readonly person: SourceId | null;
}

/** A reference resolved to the other account's id; on the wire an object or a string, as the profile says. */
export interface ReferenceChange {
  readonly path: string;
  readonly from: TargetId | null;
  readonly to: TargetId | null;
}

/** A SCIM resource as JSON (RFC 7643); read without regard to the case of its keys. */
export type ScimResource = { readonly [key: string]: unknown };
