import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionRows } from '../../../shared/expression/functions';
import { byFamily, functionLines, functionsPage } from '../../../shared/expression/functions/function-help';

test('docs/functions.md says what the functions say of themselves', () => {
  const page = readFileSync(new URL('../../../docs/functions.md', import.meta.url), 'utf8');
  // node --import ./build/typescript-imports.mjs build/docs/write-functions-page.ts
  expect(page.replaceAll('\r\n', '\n')).toBe(functionsPage());
});

test('every function stands in one family', () => {
  const listed = byFamily().flatMap(({ rows }) => rows.map(({ name }) => name));
  expect(listed.sort()).toEqual(functionRows.map(({ name }) => name).sort());
});

test.each(functionRows.map((row) => [row.name, row] as const))('%s is told with how it is written', (_, row) => {
  const lines = functionLines(row);
  expect(lines[0]).toBe(row.signature);
  for (const { name } of row.parameters) expect(lines.some((line) => line.trim().startsWith(name))).toBe(true);
});
