import { closeSync, openSync, readSync } from 'node:fs';
import { failure, type Outcome, success } from '../../shared/outcome';
import { readErrorText } from '../settings/file-errors';
import { parseJson } from '../settings/parse-json';

/** Far more than any settings or mapping; what is larger is another file. */
const limitBytes = 16 * 1024 * 1024;

/** The JSON of a file that the admin names: as editors save it, with any byte order mark, or from a pipe. */
export function readJsonFile(file: string): Outcome<unknown> {
  let bytes: Buffer | null;
  try {
    bytes = readBounded(file);
  } catch (error) {
    return failure({ kind: 'file-unreadable', file, detail: readErrorText(error) });
  }
  return readJsonBytes(bytes, file);
}

/** The same from another program, through a pipe. */
export async function readJsonInput(input: AsyncIterable<Buffer | string>): Promise<Outcome<unknown>> {
  const file = 'standard input';
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of input) {
      const bytes = Buffer.from(piece);
      size += bytes.length;
      if (size > limitBytes) return readJsonBytes(null, file);
      pieces.push(bytes);
    }
  } catch (error) {
    return failure({ kind: 'file-unreadable', file, detail: readErrorText(error) });
  }
  return readJsonBytes(Buffer.concat(pieces), file);
}

function readJsonBytes(bytes: Buffer | null, file: string): Outcome<unknown> {
  const unreadable = (detail: string) => failure({ kind: 'file-unreadable', file, detail });
  if (bytes === null) return unreadable(`It is larger than ${limitBytes / 1024 / 1024} MB; it must be another file.`);
  const text = decode(bytes);
  if (text === null) return failure({ kind: 'json-wrong', file, detail: 'It is not text in UTF-8 or UTF-16.' });
  const parsed = parseJson(text);
  return parsed.ok ? success(parsed.value) : failure({ kind: 'json-wrong', file, detail: parsed.detail });
}

/** null: there is more of it than we are ready to hold. */
function readBounded(file: string): Buffer | null {
  const handle = openSync(file, 'r');
  try {
    const pieces: Buffer[] = [];
    for (let size = 0; size <= limitBytes; ) {
      const piece = Buffer.alloc(64 * 1024);
      const read = readSync(handle, piece);
      if (read === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, read));
      size += read;
    }
    return null;
  } finally {
    closeSync(handle);
  }
}

/** PowerShell writes UTF-16. Anything else would change people's names without a word: null. */
function decode(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
