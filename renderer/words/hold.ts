/** Putting somebody on hold, from wherever it is done. */
export const holdWords = {
  title: 'Never touch this account until you release it?',
  line: (name: string) => `Cycles leave ${name} as they are, whatever changes in Entra ID.`,
  why: 'Why? Shown to whoever looks next.',
  cancel: 'Cancel',
  put: 'Put on hold',
  menu: 'Put on hold…',
  held: (name: string) => `${name} is on hold.`,
} as const;
