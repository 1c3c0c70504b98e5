import type { SourceId, TargetId } from '../ids';

/** A value at a SCIM path. */
export type TargetValue = string | boolean | number | readonly string[];

/** One attribute of an account: a path and its value. */
export interface PathValue {
  readonly path: string;
  readonly value: TargetValue;
}

/** One attribute that changes. `null` is "no value". `from` is what the target has, as far as is known. */
export interface Change {
  readonly path: string;
  readonly from: TargetValue | null;
  readonly to: TargetValue | null;
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
