import { expect, test } from 'vitest';
import type { Cycle } from '../../electron/cycle/cycle';
import type { Evaluated } from '../../electron/cycle/evaluate-person';
import { exportOperation } from '../../electron/cycle/export-operation';
import { targetId } from '../../shared/ids';
import { success } from '../../shared/outcome';

/** A service that takes part of a request has not disabled the account if `active` is the part it left. */
test.each([
  { refused: 'active', kind: 'failed' },
  { refused: 'title', kind: 'done' },
])('a disable of which $refused is refused is $kind', async ({ refused, kind }) => {
  const target = { update: async () => success({ resource: null, refused: [{ path: refused, detail: 'Read-only' }] }) };
  const changes = ['active', 'title'].map((path) => ({ path, from: true, to: false }));
  const evaluated = { operation: { action: 'disable', target: targetId('a1'), changes }, link: null, resource: null };
  const cycle = { job: { target }, signal: new AbortController().signal };
  expect(await exportOperation(cycle as unknown as Cycle, evaluated as unknown as Evaluated)).toMatchObject({ kind });
});
