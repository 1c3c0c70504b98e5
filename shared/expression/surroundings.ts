/** What an expression may ask of the world. It is handed in, so that a value depends on nothing but what was given. */
export interface Surroundings {
  /** Milliseconds since 1970, UTC; the same for everybody of one cycle. */
  readonly now: number;
  /** Random bytes of a cryptographic source. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Name of the tenant's verified domain that is marked default; null: not known. */
  readonly defaultDomain: string | null;
}
