import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerFrom } from '../../../electron/desktop/own-scheme';

const outer = mkdtempSync(join(tmpdir(), 'inseam-scheme-'));
const folder = join(outer, 'renderer');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(outer, 'secret.html'), 'not yours');
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'assets', 'a b.js'), 'let a;');
writeFileSync(join(folder, 'assets', 'tool.exe'), 'MZ');
const answer = answerFrom(folder);

test.each([
  ['the page', 'app://inseam/index.html', 200],
  ['the page by the host alone', 'app://inseam/', 200],
  ['a script', 'app://inseam/assets/a%20b.js', 200],
  ['a file that is not there', 'app://inseam/nothing.html', 404],
  ['a file of a kind no page needs', 'app://inseam/assets/tool.exe', 404],
  ['another host', 'app://elsewhere/index.html', 404],
  ['a file outside', 'app://inseam/../secret.html', 404],
  ['a file outside, encoded', 'app://inseam/..%2fsecret.html', 404],
  ['a file outside, with backslashes', 'app://inseam/..%5csecret.html', 404],
])('%s is answered with its status', async (_name, address, status) => {
  expect((await answer(new Request(address))).status).toBe(status);
});

test('nothing but GET is answered', async () => {
  expect((await answer(new Request('app://inseam/index.html', { method: 'POST' }))).status).toBe(405);
});

test('every file comes with its type and the content policy', async () => {
  const page = await answer(new Request('app://inseam/index.html'));
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
