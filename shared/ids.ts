declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The object id of a person in Microsoft Entra ID. */
export type SourceId = Branded<'SourceId'>;
/** The `id` that the SCIM service gave an account (RFC 7643 section 3.1): opaque, may hold any character. */
export type TargetId = Branded<'TargetId'>;
/** The id of one cycle, a GUID. */
export type CycleId = Branded<'CycleId'>;

export const sourceId = (text: string): SourceId => text as SourceId;
export const targetId = (text: string): TargetId => text as TargetId;
export const cycleId = (text: string): CycleId => text as CycleId;
