const reading: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'It is a folder.',
  ENOTDIR: 'A part of its path is a file, not a folder.',
  EACCES: 'You may not read it.',
  EPERM: 'You may not read it.',
  ENAMETOOLONG: 'Its name is too long.',
  ELOOP: 'It is a link that leads in a circle.',
};

const writing: Readonly<Record<string, string>> = {
  ...reading,
  ENOENT: 'Its folder does not exist.',
  EEXIST: 'A file of that name is in the way.',
  EACCES: 'You may not write there.',
  EPERM: 'You may not write there.',
  EROFS: 'It is on a disk that cannot be written to.',
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your share of the disk is used up.',
};

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const wordsOf = (error: unknown, words: Readonly<Record<string, string>>): string => {
  const code = codeOf(error);
  return (
    words[code] ?? (code !== '' ? `The system says ${code}.` : error instanceof Error ? error.message : String(error))
  );
};

/** Why a file could not be read, in plain words. */
export const readErrorText = (error: unknown): string => wordsOf(error, reading);

/** Why a file or a folder could not be written or made, in plain words. */
export const writeErrorText = (error: unknown): string => wordsOf(error, writing);
