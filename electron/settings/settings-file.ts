import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import { emptySettings, type ProfileDefaults } from '../../shared/settings/defaults';
import { type ReadSettings, readSettings } from '../../shared/settings/read-settings';
import type { Settings } from '../../shared/settings/settings';
import { writeConf } from './conf-file';
import { readErrorText } from './file-errors';
import { parseJson } from './parse-json';
import { whileLocked } from './settings-lock';
import { copyWhole, errorText, textOf } from './whole-files';

export interface SettingsFile {
  readonly file: string;
  /** As they are now, with what another process saved meanwhile. */
  read(): Settings;
  /** What the admin must hear: a file that was broken, a value that is wrong. */
  readonly notices: readonly Problem[];
  readonly unknownKeys: readonly string[];
  /**
   * Changes and saves them, while no other process does. `change` is given them as they are now. On failure the file and
   * the settings stay as they were.
   */
  update(change: (settings: Settings) => Settings): Outcome<void>;
}

export interface SettingsFileOptions {
  /** Room left where the file lies. */
  readonly freeBytes?: (folder: string) => number;
  readonly now?: () => Date;
  /** Writes the file whole: conf, or in the desktop electron-store, which is conf with Electron's folders. */
  readonly write?: (folder: string, content: Record<string, unknown>) => void;
}

const freeBytesOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/**
 * Opens settings.json with four guards that conf lacks. It writes with one call whose short count it does not look at, so
 * a full disk leaves half a file: room is asked for before, and the file is read back after. A copy of the last good
 * file lies beside it, and a broken one is moved aside, never overwritten. All of it is for its owner's eyes only.
 */
export function openSettings(
  folder: string,
  defaults: ProfileDefaults,
  { freeBytes = freeBytesOf, now = () => new Date(), write = writeConf }: SettingsFileOptions = {},
): Outcome<SettingsFile> {
  const file = join(folder, 'settings.json');
  const lastGood = `${file}.last-good`;
  const notices: Problem[] = [];
  let current: ReadSettings = { settings: emptySettings, unknownKeys: [] };
  let seen = '';

  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    load();
    if (existsSync(file)) chmodSync(file, 0o600);
  } catch (error) {
    return failure({ kind: 'settings-unreadable', file, detail: readErrorText(error) });
  }

  return success({
    file,
    read() {
      // Looked at, not watched: a changed file is rare, and asking for its date costs nothing.
      if (stamp() !== seen) load();
      return current.settings;
    },
    notices,
    get unknownKeys() {
      return current.unknownKeys;
    },
    update,
  });

  /** Another save is another file by number: it is renamed into place. */
  function stamp(): string {
    const facts = statSync(file, { throwIfNoEntry: false });
    return facts === undefined ? 'none' : `${facts.ino} ${facts.size} ${facts.mtimeMs}`;
  }

  function load(): void {
    seen = stamp();
    const read = parse(file);
    if (read.ok) {
      current = read.value;
      if (seen !== 'none') copyWhole(file, lastGood);
      return;
    }
    // A value that is wrong is the admin's to correct where it stands; what is no JSON at all is kept, out of the way.
    if (read.problem.kind === 'settings-unreadable') {
      const kept = `${file}.broken-${now().toISOString().replace(/[:.]/g, '-')}`;
      renameSync(file, kept);
      const isBack = existsSync(lastGood) && copyWhole(lastGood, file);
      const inUse = isBack ? '; the last good settings are back in its place' : '';
      const { detail } = read.problem;
      notices.push({ ...read.problem, detail: `${detail} What stood there is kept as ${basename(kept)}${inUse}.` });
      seen = stamp();
    } else notices.push(read.problem);
    const good = parse(lastGood);
    if (good.ok) current = good.value;
  }

  function parse(path: string): Outcome<ReadSettings> {
    const text = textOf(path);
    if (text === null) return success({ settings: emptySettings, unknownKeys: [] });
    const json = parseJson(text);
    if (!json.ok) return failure({ kind: 'settings-unreadable', file: path, detail: json.detail });
    return readSettings(json.value, path, defaults);
  }

  function update(change: (settings: Settings) => Settings): Outcome<void> {
    return whileLocked(folder, file, () => changeAndSave(change));
  }

  function changeAndSave(change: (settings: Settings) => Settings): Outcome<void> {
    // Read again, so that what another process saved meanwhile is changed and not undone.
    const before = parse(file);
    if (!before.ok) return before;
    const wanted: unknown = JSON.parse(JSON.stringify(change(before.value.settings)));
    const checked = readSettings(wanted, file, defaults);
    if (!checked.ok) return checked;
    const saved = save(wanted as Record<string, unknown>);
    if (!saved.ok) return saved;
    current = checked.value;
    seen = stamp();
    copyWhole(file, lastGood);
    return success(undefined);
  }

  function save(wanted: Record<string, unknown>): Outcome<void> {
    const previous = textOf(file);
    try {
      const size = Buffer.byteLength(JSON.stringify(wanted, null, 2));
      const free = freeBytes(folder);
      if (free < 4 * size + 1_048_576) return failure({ kind: 'disk-full', freeBytes: free });
      if (previous !== null && !copyWhole(file, lastGood))
        return failure({
          kind: 'settings-not-saved',
          file,
          detail: 'The copy of the last good file could not be made.',
        });
      write(folder, wanted);
      const written = textOf(file);
      if (written !== null && isDeepStrictEqual(JSON.parse(written), wanted)) return success(undefined);
      return undo('What was written is not what came back.');
    } catch (error) {
      return undo(errorText(error));
    }

    /** Puts the old file back by renaming, which needs no room. */
    function undo(detail: string): Outcome<void> {
      if (textOf(file) !== previous) {
        if (previous === null) rmSync(file, { force: true });
        else if (textOf(lastGood) === previous) renameSync(lastGood, file);
      }
      return failure({ kind: 'settings-not-saved', file, detail });
    }
  }
}
