import { copyFileSync, readFileSync, renameSync, rmSync } from 'node:fs';

/** The text of a file; null: there is none. */
export function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Copies a file so that the copy is whole or the old one stays. Says whether `to` now equals `from`. */
export function copyWhole(from: string, to: string): boolean {
  const beside = `${to}.${process.pid}.tmp`;
  try {
    const text = textOf(from);
    if (textOf(to) === text) return true;
    copyFileSync(from, beside);
    if (textOf(beside) !== text) throw new Error('The copy is not whole.');
    renameSync(beside, to);
    return true;
  } catch {
    rmSync(beside, { force: true });
    return false;
  }
}

export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
