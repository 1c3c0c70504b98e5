import type { AttributeMapping } from '../mapping/rules';

/** How an attribute of the target behaves; what is not listed in a profile is an optional, case-insensitive string. */
export interface TargetAttribute {
  readonly path: string;
  /** Everyday name for lists outside mapping and scope ("work phone"). */
  readonly label: string;
  readonly type: 'string' | 'boolean' | 'integer' | 'reference' | 'complex';
  readonly multiValued: boolean;
  readonly required: boolean;
  /** Whether a difference of letter case is a difference (RFC 7643 section 2.2 `caseExact`). */
  readonly caseExact: boolean;
  /** In characters (code points); null: no limit known. */
  readonly maxLength: number | null;
  /** Whether the service can search by it: only such an attribute can be a matching attribute. */
  readonly filterable: boolean;
}

/** The words that only this service's own advice can say. */
export interface ProfileAdvice {
  readonly unauthorized: string;
  readonly forbidden: string;
  /** Added when the service cannot be reached at all; null where there is nothing to add. */
  readonly unreachable: string | null;
  /** Numbered steps of "Where to find the token"; `**bold**` marks what stands on the screen there. */
  readonly tokenSteps: readonly string[];
  /** Name of the link (the main process owns the address) to the service's admin console, or null. */
  readonly consoleLink: string | null;
}

/** How a SCIM service wants to be talked to (scim-interop section 5.2). Nothing but a profile may know a vendor. */
export interface Profile {
  readonly id: string;
  /** As shown: "BlueJeans". */
  readonly name: string;
  readonly summary: string;
  /** Shown under the choice in the wizard; null for none. */
  readonly notice: string | null;
  readonly baseUrl: string;
  readonly attributes: readonly TargetAttribute[];
  readonly defaultMappings: readonly AttributeMapping[];
  readonly advice: ProfileAdvice;
  readonly pace: { readonly requestsPerSecond: number; readonly concurrency: number };
  readonly update: 'patch' | 'put';
  readonly patch: {
    readonly opCase: 'lower' | 'capital';
    readonly valuePath: boolean;
    readonly activeAs: 'boolean' | 'string';
    readonly referenceAs: 'object' | 'string';
  };
  readonly disableMeans: 'suspend' | 'remove';
}
