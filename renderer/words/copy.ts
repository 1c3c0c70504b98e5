export const copyWords = {
  copied: 'Copied',
  link: 'Copy the link',
} as const;
