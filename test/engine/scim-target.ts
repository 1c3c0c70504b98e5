import type { Network, Send } from '../../electron/network/http';
import { openNetwork } from '../../electron/network/open-network';
import { openTarget, type ScimTarget } from '../../electron/scim/open-target';
import type { TargetOptions } from '../../electron/scim/send-request';
import type { Problem } from '../../shared/log/problem';
import { type Outcome, ProblemError, valueOrThrow } from '../../shared/outcome';
import { scim } from '../../shared/profiles/scim';
import { type Script, type ScriptedServer, scriptedServer } from './scripted-server';

/** A target on a scripted server, with a clock that sleeping moves and that never waits. */

export const token = 'Zt7-secret-token-00000000000000000001';
export const signal = new AbortController().signal;

export interface Conversation {
  readonly target: ScimTarget;
  readonly server: ScriptedServer;
  readonly slept: number[];
  readonly clock: { ms: number };
}

const opened: (() => Promise<unknown>)[] = [];

export const closeAll = async (): Promise<void> => {
  for (const close of opened.splice(0)) await close();
};

export async function openDirect(timeoutMs = 5_000): Promise<Network> {
  const network = valueOrThrow(await openNetwork({ proxy: 'none', caFile: null, timeoutMs }));
  opened.push(() => network.close());
  return network;
}

export const openSend = async (timeoutMs?: number): Promise<Send> => (await openDirect(timeoutMs)).send('target');

export async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  opened.push(() => server.close());
  return server;
}

export async function converse(
  script: Script,
  options: Partial<TargetOptions> & { readonly timeoutMs?: number } = {},
): Promise<Conversation> {
  const server = await serve(script);
  const slept: number[] = [];
  const clock = { ms: Date.parse('2026-05-04T10:00:00Z') };
  const target = openTarget({
    baseUrl: server.url,
    token,
    profile: scim,
    pace: { requestsPerSecond: 0, concurrency: 8 },
    send: await openSend(options.timeoutMs),
    now: () => clock.ms,
    sleep: async (ms) => {
      slept.push(ms);
      clock.ms += ms;
    },
    random: () => 0.5,
    ...options,
  });
  return { target, server, slept, clock };
}

/** The problem that an operation came to, returned or thrown. */
export async function problemOf(work: Promise<Outcome<unknown>>): Promise<Problem> {
  try {
    const outcome = await work;
    if (!outcome.ok) return outcome.problem;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('There was no problem.');
}

/** Whether the operation ended the cycle by throwing. */
export const endsCycle = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    (error: unknown) => error instanceof ProblemError,
  );

export interface VirtualClock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Lets time pass, from one sleeper's end to the next, until the work is done. */
  run<T>(work: Promise<T>): Promise<T>;
}

/** Time that passes only while everybody sleeps: what happens in which second is then exact. */
export function virtualClock(): VirtualClock {
  let nowMs = 0;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => nowMs,
    sleep: (ms, until) =>
      new Promise((wake, reject) => {
        sleepers.push({ at: nowMs + ms, wake });
        until?.addEventListener('abort', () => reject(until.reason), { once: true });
      }),
    async run(work) {
      let isDone = false;
      const ended = work.finally(() => {
        isDone = true;
      });
      while (!isDone) {
        for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
        if (isDone) break;
        sleepers.sort((a, b) => a.at - b.at);
        const next = sleepers.shift();
        if (next === undefined) continue;
        nowMs = Math.max(nowMs, next.at);
        next.wake();
      }
      return ended;
    },
  };
}
