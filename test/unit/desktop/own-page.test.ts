import { expect, test } from 'vitest';
import { isOwnPage } from '../../../electron/ipc/own-page';

const page = 'app://inseam/index.html';
const frame = { url: `${page}#/bluejeans/overview` };
const elsewhere = { url: 'https://evil.example/index.html' };

test.each([
  ['our page in our window', { senderFrame: frame, sender: { id: 1, mainFrame: frame } }, true],
  ['a frame that is gone', { senderFrame: null, sender: { id: 1, mainFrame: frame } }, false],
  ['a frame inside our page', { senderFrame: { url: page }, sender: { id: 1, mainFrame: frame } }, false],
  ['another page in our window', { senderFrame: elsewhere, sender: { id: 1, mainFrame: elsewhere } }, false],
  ['our page in a window not ours', { senderFrame: frame, sender: { id: 2, mainFrame: frame } }, false],
])('%s is heard: %s', (_name, event, heard) => {
  expect(isOwnPage(event, new Set([1]), page)).toBe(heard);
});

test.each(['app://elsewhere/index.html', 'http://inseam/index.html', 'about:blank', 'nonsense', ''])(
  'a page at "%s" is not ours',
  (url) => {
    const other = { url };
    expect(isOwnPage({ senderFrame: other, sender: { id: 1, mainFrame: other } }, new Set([1]), page)).toBe(false);
  },
);
