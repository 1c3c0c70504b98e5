/** The scope page. */
export const scopeCalls = {} as const;
