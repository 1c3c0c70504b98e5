import { describe, expect, test } from 'vitest';
import { answerCalls, type Handlers } from '../../../electron/ipc/serve-contract';
import { verbs } from '../../../electron/ipc/verbs';
import { contract } from '../../../shared/ipc/contract';
import { ProblemError } from '../../../shared/outcome';

const secret = 'eyJhbGciOi-not-for-anyone';

/** Handlers of which only those given do anything. */
function answering(some: Partial<Record<string, unknown>>, clock = { now: 0 }) {
  const lines: string[] = [];
  const handlers = Object.fromEntries(
    Object.keys(contract).map((verb) => [verb, some[verb] ?? (() => Promise.reject(new Error('unexpected')))]),
  ) as unknown as Handlers;
  const answer = answerCalls({ handlers, report: (line) => lines.push(line), now: () => clock.now });
  return { answer, lines, clock };
}

test('the preload lets through exactly the calls of the contract', () => {
  expect(Object.keys(verbs).sort()).toEqual(Object.keys(contract).sort());
  expect(Object.isFrozen(verbs)).toBe(true);
});

describe('a call is looked at before anybody acts on it', () => {
  test.each<[string, unknown, unknown]>([
    ['a call that does not exist', 'secret.get', {}],
    ['a name that every object has', 'constructor', {}],
    ['a call that is no name', { toString: () => 'job.list' }, {}],
    ['a request with a field too many', 'job.pause', { job: 'b', until: null, and: 1 }],
    ['a request with a field too few', 'job.pause', { job: 'b' }],
    ['a request that is too long', 'job.pause', { job: 'b'.repeat(65), until: null }],
    ['a request that is no object', 'job.list', null],
    ['a choice that is none', 'secret.clear', { job: 'b', name: 'anything' }],
  ])('%s is refused', async (_name, verb, request) => {
    let acted = false;
    const act = () => {
      acted = true;
      return {};
    };
    const { answer } = answering({ 'job.pause': act, 'job.list': act, 'secret.clear': act });
    expect((await answer(verb, request)).ok).toBe(false);
    expect(acted).toBe(false);
  });

  test('what a refusal says never repeats the request', async () => {
    const { answer } = answering({});
    const reply = await answer('secret.set', { job: 'b', name: secret, value: secret, thisRunOnly: false });
    expect(JSON.stringify(reply)).not.toContain(secret);
  });
});

describe('an answer is looked at before it leaves', () => {
  test('one that fits goes through', async () => {
    const { answer } = answering({ 'job.create': () => ({ job: 'bluejeans' }) });
    expect(await answer('job.create', { profileId: 'bluejeans' })).toEqual({ ok: true, value: { job: 'bluejeans' } });
  });

  test('one with a field too many does not, and the field is nowhere to be read', async () => {
    const { answer, lines } = answering({ 'job.create': () => ({ job: 'bluejeans', token: secret }) });
    const reply = await answer('job.create', { profileId: 'bluejeans' });
    expect(reply).toMatchObject({ ok: false, error: { title: 'Something went wrong in Inseam' } });
    expect(JSON.stringify(reply) + lines.join('')).not.toContain(secret);
  });
});

describe('a handler that fails', () => {
  test('with a problem answers its words', async () => {
    const fail = () => Promise.reject(new ProblemError({ kind: 'keychain-locked' }));
    const { answer } = answering({ 'job.list': fail });
    expect(await answer('job.list', {})).toMatchObject({ ok: false, error: { action: 'unlock-keychain' } });
  });

  test.each([
    ['a rejected promise', () => Promise.reject(Object.assign(new Error(secret), { headers: secret }))],
    [
      'a thrown error',
      () => {
        throw new Error(secret);
      },
    ],
    ['something that is no error', () => Promise.reject(secret)],
  ])('with %s answers that something went wrong, and its message reaches neither page nor log', async (_name, fail) => {
    const { answer, lines } = answering({ 'job.list': fail });
    const reply = await answer('job.list', {});
    expect(reply).toMatchObject({ ok: false, error: { title: 'Something went wrong in Inseam' } });
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(reply) + lines.join('')).not.toContain(secret);
  });
});

describe('a page that asks without end', () => {
  const test10 = { job: 'b', baseUrl: 'https://x.example', token: null };
  const result = { rungs: [], problem: null, summary: '', durationMs: 1 };

  test('tests a secret ten times, then has to wait', async () => {
    const { answer, clock } = answering({ 'target.test': () => result });
    const many = await Promise.all(Array.from({ length: 12 }, () => answer('target.test', test10)));
    expect(many.filter(({ ok }) => ok)).toHaveLength(10);
    clock.now = 3000;
    expect((await answer('target.test', test10)).ok).toBe(true);
    expect((await answer('target.test', test10)).ok).toBe(false);
  });

  test('is not held up in what costs nothing', async () => {
    const { answer } = answering({ 'job.list': () => ({ jobs: [] }) });
    const many = await Promise.all(Array.from({ length: 150 }, () => answer('job.list', {})));
    expect(many.every(({ ok }) => ok)).toBe(true);
  });
});
