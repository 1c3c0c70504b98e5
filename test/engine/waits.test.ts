import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawProgress } from '../../electron/commands/progress-bar';
import { openWaits, tellOfWaits } from '../../electron/cycle/waits';
import type { RunnerEvent } from '../../electron/schedule/runner-event';
import type { CycleProgress } from '../../shared/health/job-state';
import { virtualClock } from './scim-target';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Being asked to wait is told while it lasts, and is no failure. */

describe('a cycle that is asked to wait', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openTestCompany({ skipsWaits: true });
    await company.sync();
  });
  afterAll(() => company.close());

  const throttle = {
    source: () =>
      company.entra.injectFault({ kind: 'throttled', retryAfter: 40, match: { pathIncludes: '/users/delta' } }),
    target: async () => {
      await company.entra.updatePerson('priya.nair', { jobTitle: 'Fellow' });
      await company.scim.injectFault({ kind: 'throttled', retryAfter: 40, match: { method: 'PATCH' } });
    },
  };

  test.each([
    { side: 'source', who: 'Microsoft Graph' },
    { side: 'target', who: 'BlueJeans' },
  ] as const)('by the $side says so at once and when it is over, and goes on', async ({ side, who }) => {
    await throttle[side]();
    const told: { readonly waiting: CycleProgress['waiting']; readonly at: number; readonly line: string }[] = [];
    const stopListening = company.runner.listen((event: RunnerEvent) => {
      if (event.kind !== 'progress') return;
      const at = company.engine.now();
      let line = '';
      const voice = {
        out: () => {},
        err: () => {},
        drawsBar: true,
        colours: false,
        redraw: (text: string) => (line = text),
      };
      drawProgress(voice, event.progress, 'BlueJeans', at);
      told.push({ waiting: event.progress.waiting, at, line });
      const state = company.runner.state(jobName);
      expect(state).toMatchObject({ value: { condition: { progress: { waiting: event.progress.waiting } } } });
    });
    const cycle = await company.sync();
    stopListening();
    expect(cycle).toMatchObject({ state: 'succeeded', problem: null, counts: { failed: 0 } });
    const first = told.find(({ waiting }) => waiting !== null);
    expect(first?.waiting?.side).toBe(side);
    expect(Math.round((Date.parse(first?.waiting?.until ?? '') - (first?.at ?? 0)) / 1000)).toBe(40);
    expect(first?.line).toContain(`${who} asked us to wait 40 seconds`);
    expect(told.at(-1)?.waiting).toBeNull();
    expect(told.at(-1)?.line).not.toContain('asked us to wait');
  });

  test('says so while it plans, too', async () => {
    await company.entra.injectFault({ kind: 'throttled', retryAfter: 12, match: { pathIncludes: '/users/delta' } });
    const sides: (string | undefined)[] = [];
    const stopListening = company.runner.listen((event) => {
      if (event.kind === 'plan-progress') sides.push(event.waiting?.side);
    });
    expect(await company.runner.plan(jobName, false)).toMatchObject({ ok: true });
    stopListening();
    expect(sides).toContain('source');
    expect(sides.at(-1)).toBeUndefined();
  });
});

describe('what is told of waits', () => {
  const tellingOf = () => {
    const clock = virtualClock();
    const waits = openWaits(clock.now);
    const told: { readonly at: number; readonly until: string | null }[] = [];
    const tell = (): void => {
      told.push({ at: clock.now(), until: waits.current()?.until ?? null });
    };
    const stop = tellOfWaits({ waits, now: clock.now, sleep: clock.sleep, tell });
    return { clock, waits, told, stop };
  };
  const instant = (ms: number) => new Date(ms).toISOString();

  test('comes once for many requests, once more for a longer wait, and once at the end', async () => {
    const { clock, waits, told } = tellingOf();
    for (let count = 0; count < 50; count += 1) waits.begin('target', 3000);
    await clock.run(clock.sleep(1500));
    waits.begin('target', 10_000);
    await clock.run(clock.sleep(30_000));
    expect(told).toEqual([
      { at: 0, until: instant(3000) },
      { at: 2000, until: instant(11_500) },
      { at: 11_500, until: null },
    ]);
  });

  test('comes at most once a second, however short the waits are', async () => {
    const { clock, waits, told } = tellingOf();
    for (let count = 0; count < 40; count += 1) {
      waits.begin('source', 50);
      await clock.run(clock.sleep(100));
    }
    await clock.run(clock.sleep(3000));
    const gaps = told.slice(1).map(({ at }, index) => at - (told[index]?.at ?? 0));
    expect(gaps.length).toBeGreaterThan(1);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    expect(told.at(-1)?.until).toBeNull();
  });

  test('is of the side that lasts longer', () => {
    const { waits } = tellingOf();
    waits.begin('source', 5000);
    waits.begin('target', 2000);
    expect(waits.current()).toEqual({ side: 'source', until: instant(5000) });
  });

  test('ends with the cycle', async () => {
    const { clock, waits, told, stop } = tellingOf();
    waits.begin('source', 5000);
    stop();
    await clock.run(clock.sleep(10_000));
    expect(told).toHaveLength(1);
  });
});
