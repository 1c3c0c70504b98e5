import { z } from 'zod';

/** How this tenant's Graph behaves where the real one is free to choose. */
export const tenantBehaviour = z.object({
  /** People or groups on a page of a delta round; the real service never shows more than 200. */
  deltaPageSize: z.number().int().min(1).max(200).default(200),
  /** An upper bound below $top for the pages of lists. */
  listPageSize: z.number().int().min(1).max(999).default(999),
  /** Members of one group in one object of groups/delta; more come as the same group again. */
  memberPartSize: z.number().int().min(1).default(100),
  /** Every page of a delta round after the first begins with the last object of the page before. */
  repeatObjects: z.boolean().default(false),
  /** A delta round begins with a page without objects. */
  emptyFirstPage: z.boolean().default(false),
  /** People in the recycle bin are told of in a first round too. */
  removedInFirstRound: z.boolean().default(false),
  /** None of its verified domains is marked default. */
  noDefaultDomain: z.boolean().default(false),
});

export type TenantBehaviour = z.output<typeof tenantBehaviour>;
