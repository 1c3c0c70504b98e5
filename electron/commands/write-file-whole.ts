import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { failure, type Outcome, success } from '../../shared/outcome';
import { writeErrorText } from '../settings/file-errors';

/** Writes a file that the admin names, for its owner alone: whole, or the one before stays. A pipe or a device just gets it. */
export function writeFileWhole(file: string, text: string): Outcome<void> {
  let beside: string | null = null;
  try {
    const before = statSync(file, { throwIfNoEntry: false });
    if (before !== undefined && !before.isFile()) {
      writeFileSync(file, text);
      return success(undefined);
    }
    // Where it is a link, what it leads to is written.
    const place = before === undefined ? file : realpathSync(file);
    beside = `${place}.${process.pid}.tmp`;
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, place);
    return success(undefined);
  } catch (error) {
    if (beside !== null) remove(beside);
    return failure({ kind: 'file-unwritable', file, detail: writeErrorText(error) });
  }
}

/** The half that was written; where even that fails, it is the first failure that counts. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}
