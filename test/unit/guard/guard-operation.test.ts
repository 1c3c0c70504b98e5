import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../shared/decision/operation';
import { type Guard, guardOperation } from '../../../shared/guard/guard-operation';
import { targetId } from '../../../shared/ids';
import { guardReason, guardWords } from '../../../shared/log/guard-words';

const target = targetId('t1');
const off = { path: 'active', from: true, to: false } as const;
const on = { path: 'active', from: false, to: true } as const;
const title = { path: 'title', from: 'Designer', to: 'Lead' } as const;
const problem = { kind: 'account-gone', targetId: 't1' } as const;
const quiet = (kind: 'in-step' | 'already-disabled' | 'let-go' | 'never-provisioned' | 'delete-off'): Operation => ({
  action: 'none',
  target: kind === 'never-provisioned' ? null : target,
  reason: { kind },
});
const create: Operation = { action: 'create', values: [{ path: 'userName', value: 'ada' }] };
const update: Operation = { action: 'update', target, changes: [title], leftOut: null };
const enable: Operation = { action: 'enable', target, changes: [on, title], leftOut: null };
const link: Operation = { action: 'link', target, leftOut: null };
const disable: Operation = { action: 'disable', target, changes: [off] };
const remove: Operation = { action: 'delete', target };
const refuse: Operation = { action: 'refuse', target, problem };
const guard = (more: Partial<Guard>): Guard => ({
  hold: null,
  isProtected: false,
  inScope: true,
  isGone: false,
  account: target,
  ...more,
});
const hold = { reason: 'board member, ask first' };

describe('somebody on hold', () => {
  test.each([
    { operation: create, wanted: 'create', account: null },
    { operation: link, wanted: 'link', account: null },
    { operation: update, wanted: 'update', account: target },
    { operation: enable, wanted: 'enable', account: target },
    { operation: disable, wanted: 'disable', account: target },
    { operation: remove, wanted: 'delete', account: target },
    { operation: refuse, wanted: 'none', account: target },
    { operation: quiet('let-go'), wanted: 'none', account: target },
    { operation: quiet('never-provisioned'), wanted: 'none', account: target },
    { operation: quiet('delete-off'), wanted: 'none', account: target, isGone: true },
  ])('is not touched: no $operation.action', ({ operation, wanted, account, isGone = false }) =>
    expect(guardOperation(operation, guard({ hold, account, isGone }))).toEqual({
      action: 'none',
      target: account,
      reason: { kind: 'on-hold', why: hold.reason, wanted },
    }),
  );

  test.each([
    { operation: quiet('in-step'), account: target },
    { operation: quiet('already-disabled'), account: target },
    { operation: quiet('delete-off'), account: target },
    { operation: quiet('never-provisioned'), account: null },
  ])('of whom nothing was wanted ($operation.reason.kind) stays as decided', ({ operation, account }) =>
    expect(guardOperation(operation, guard({ hold, account }))).toBe(operation),
  );

  test('is on hold before being protected', () =>
    expect(guardOperation(disable, guard({ hold, isProtected: true, inScope: false }))).toMatchObject({
      reason: { kind: 'on-hold' },
    }));
});

describe('somebody protected', () => {
  test.each([
    { operation: disable, inScope: false, wanted: 'disable' },
    { operation: remove, inScope: false, wanted: 'delete' },
    { operation: { ...remove, disabledForDays: 30 } as Operation, inScope: false, wanted: 'delete' },
    { operation: disable, inScope: true, wanted: 'disable' },
  ])('is never removed: no $operation.action', ({ operation, inScope, wanted }) =>
    expect(guardOperation(operation, guard({ isProtected: true, inScope }))).toEqual({
      action: 'none',
      target,
      reason: { kind: 'protected', wanted },
    }),
  );

  test.each([create, update, enable, link, refuse, quiet('in-step'), quiet('let-go')])(
    'is treated like everybody else otherwise: $action',
    (operation) => expect(guardOperation(operation, guard({ isProtected: true }))).toBe(operation),
  );

  test('gets what else a mapping changes that would disable them in scope', () =>
    expect(
      guardOperation({ action: 'disable', target, changes: [title, off], leftOut: null }, guard({ isProtected: true })),
    ).toEqual(update));
});

test.each([disable, remove, create])('nobody else is guarded: $action', (operation) =>
  expect(guardOperation(operation, guard({}))).toBe(operation),
);

test.each([
  {
    reason: { kind: 'on-hold', why: 'board member, ask first', wanted: 'disable' },
    short: 'On hold: “board member, ask first”.',
    long: 'On hold: “board member, ask first”. The account is not touched until released. Otherwise the account would be disabled.',
  },
  {
    reason: { kind: 'on-hold', why: '', wanted: 'none' },
    short: 'On hold.',
    long: 'On hold. The account is not touched until released. Nothing is tried until then.',
  },
  {
    reason: { kind: 'protected', wanted: 'delete' },
    short: 'Protected: never disabled and never deleted.',
    long: 'Protected: this account is never disabled and never deleted. Otherwise the account would be deleted.',
  },
  {
    reason: { kind: 'waits-for-deletion', date: '2026-12-03T10:00:00.000Z' },
    short: null,
    long: 'The account is disabled, and deleted on 3 December 2026 unless its person comes back.',
  },
  { reason: { kind: 'in-step' }, short: null, long: null },
] as const)('the words for $reason.kind', ({ reason, short, long }) => {
  expect(guardReason(reason)).toBe(short);
  expect(guardWords(reason)).toBe(long);
});
