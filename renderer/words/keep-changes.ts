/** What is asked when unsaved changes would be left behind. */
export const keepWords = {
  title: 'Keep your changes?',
  stay: 'Keep editing',
  discard: 'Discard',
  save: 'Save…',
} as const;
