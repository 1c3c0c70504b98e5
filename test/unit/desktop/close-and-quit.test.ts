import { describe, expect, test } from 'vitest';
import { answerToClose, finishMs, quitting } from '../../../electron/desktop/close-and-quit';

test.each([
  [
    'the first time, Inseam says that it goes on',
    { quitting: false, tray: true, explained: false },
    'explain-then-hide',
  ],
  ['later the window just goes to the tray', { quitting: false, tray: true, explained: true }, 'hide'],
  ['without a tray Inseam asks before it ends', { quitting: false, tray: false, explained: true }, 'ask-to-quit'],
  ['while quitting the window closes', { quitting: true, tray: true, explained: false }, 'let-go'],
  ['while quitting it closes without a tray too', { quitting: true, tray: false, explained: true }, 'let-go'],
] as const)('closing the window: %s', (_name, now, answer) => {
  expect(answerToClose(now)).toBe(answer);
});

/** An app that is asked to quit, with clocks that tick by hand and an engine that ends when told. */
function quittingApp() {
  const seen: string[] = [];
  const waiting = new Map<number, () => void>();
  let finish: (outcome: 'well' | 'badly') => void = () => {};
  const quit = quitting({
    shutDown: () =>
      new Promise((resolve, reject) => {
        seen.push('finishing');
        finish = (outcome) => (outcome === 'well' ? resolve() : reject(new Error('it broke')));
      }),
    sayFinishing: () => seen.push('said'),
    quit: () => seen.push('quit'),
    leave: () => seen.push('left'),
    later: (run, ms) => {
      waiting.set(ms, run);
      return { cancel: () => waiting.delete(ms) };
    },
  });
  const ask = (limitMs?: number): boolean => {
    let held = false;
    quit.onBeforeQuit(
      {
        preventDefault: () => {
          held = true;
        },
      },
      limitMs,
    );
    return held;
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    seen,
    quit,
    ask,
    tick: (ms: number) => waiting.get(ms)?.(),
    waiting,
    end: async (outcome: 'well' | 'badly') => {
      finish(outcome);
      await settle();
    },
  };
}

describe('quitting', () => {
  test('waits for the change in hand, then quits', async () => {
    const app = quittingApp();
    expect(app.ask()).toBe(true);
    expect(app.quit.begun).toBe(true);
    await app.end('well');
    expect(app.ask()).toBe(false);
    expect(app.seen).toEqual(['finishing', 'quit']);
    expect(app.waiting.size).toBe(0);
  });

  test('says so when it takes more than half a second', () => {
    const app = quittingApp();
    app.ask();
    app.tick(500);
    expect(app.seen).toEqual(['finishing', 'said']);
  });

  test.each([
    ['20 seconds', undefined, finishMs],
    ['3 seconds when the system shuts down', 3000, 3000],
  ])('leaves after %s', (_name, limit, ms) => {
    const app = quittingApp();
    app.ask(limit);
    app.tick(ms);
    expect(app.seen).toEqual(['finishing', 'left']);
  });

  test('a second time leaves at once', () => {
    const app = quittingApp();
    app.ask();
    expect(app.ask()).toBe(true);
    expect(app.seen).toEqual(['finishing', 'left']);
  });

  test('an engine that cannot end well does not keep the app', async () => {
    const app = quittingApp();
    app.ask();
    await app.end('badly');
    expect(app.seen).toEqual(['finishing', 'quit']);
  });
});
