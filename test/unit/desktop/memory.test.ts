import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recallWindow, rememberWindow } from '../../../electron/desktop/memory';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'inseam-memory-')), 'window', 'memory.json');
const nothing = { bounds: null, maximised: false, closeWasExplained: false };

test('what the window remembers survives a restart', () => {
  const file = fresh();
  const memory = { bounds: { x: 10, y: 20, width: 1280, height: 800 }, maximised: true, closeWasExplained: true };
  rememberWindow(file, memory);
  expect(recallWindow(file)).toEqual(memory);
});

test.each([
  ['no file', null, nothing],
  ['half a file', '{"bounds":{"x":1', nothing],
  ['something else', '[]', nothing],
  [
    'wrong values',
    '{"bounds":{"x":"left"},"maximised":7,"closeWasExplained":true}',
    { ...nothing, closeWasExplained: true },
  ],
])('%s is no reason not to open', (_name, text, expected) => {
  const file = fresh();
  rememberWindow(file, nothing);
  if (text === null) expect(recallWindow(`${file}.not`)).toEqual(expected);
  else {
    writeFileSync(file, text);
    expect(recallWindow(file)).toEqual(expected);
  }
});
