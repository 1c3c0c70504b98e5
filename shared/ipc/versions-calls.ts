/** The versions of mapping and scope. */
export const versionsCalls = {} as const;
