import { expect, type Page, test } from '@playwright/test';
import { type StartedApp, startApp } from './start-app';

let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  started = await startApp();
  page = await started.page();
  await expect(page.getByRole('heading').first()).toBeVisible();
});

test.afterAll(async () => {
  await started.app.evaluate(({ app }) => app.quit());
});

test('the page comes from our own scheme, is styled, and complains of nothing', async () => {
  expect(page.url()).toMatch(/^app:\/\/inseam\/index\.html/);
  // A content policy that refuses Fluent's styles leaves a page that reads right and looks wrong.
  const colours = await page
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).backgroundColor));
  expect(colours).toContain('rgb(15, 108, 189)');
  expect(started.complaints).toEqual([]);
});

test('the page reaches two functions of ours and nothing of Node or Electron', async () => {
  const reach = await page.evaluate(() => ({
    bridge: Object.keys(window.inseam).sort(),
    node: [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')],
  }));
  expect(reach).toEqual({ bridge: ['call', 'listen'], node: ['undefined', 'undefined'] });
});

test('the window is sandboxed, isolated, and no smaller than the pages can be', async () => {
  const window = await started.app.evaluate(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    return { least: first?.getMinimumSize(), title: first?.getTitle() };
  });
  expect(window.least).toEqual([900, 600]);
  expect(window.title).toContain('Inseam');
});

test.describe('a page that was taken over', () => {
  test('cannot load anything from elsewhere, nor run a script of its own', async () => {
    const tried = await page.evaluate(async () => {
      const refusals: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => refusals.push(event.effectiveDirective));
      const fetched = await fetch('https://example.org/').then(
        () => 'loaded',
        () => 'refused',
      );
      const script = document.createElement('script');
      const set = ((): string => {
        try {
          script.text = 'document.title = "taken over"';
          document.body.append(script);
          return 'set';
        } catch {
          return 'refused';
        }
      })();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { fetched, set, title: document.title, refusals };
    });
    expect(tried.fetched).toBe('refused');
    expect(tried.set).toBe('refused');
    expect(tried.title).not.toBe('taken over');
    expect(tried.refusals).toContain('connect-src');
  });

  test('cannot leave, and cannot open a window', async () => {
    const before = page.url();
    const opened = await page.evaluate(() => {
      const other = window.open('https://example.org/');
      window.location.assign('file:///etc/passwd');
      return other === null;
    });
    expect(opened).toBe(true);
    await expect.poll(() => started.app.windows().length).toBe(1);
    expect(page.url()).toBe(before);
  });

  test('gets no permission', async () => {
    const answer = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve(0),
            (error) => resolve(error.code),
          );
        }),
    );
    expect(answer).toBe(1);
  });

  test('gets a refusal in words for every call that is none', async () => {
    const replies = await page.evaluate(async () => {
      const call = window.inseam.call as (verb: unknown, request: unknown) => Promise<{ ok: boolean }>;
      const odd: [unknown, unknown][] = [
        ['job.list', null],
        ['job.list', { and: 1 }],
        ['job.state', { job: 7 }],
        ['job.state', { job: 'x'.repeat(1000) }],
        ['secret.set', { job: 'b', name: 'settings.json', value: 'x', thisRunOnly: false }],
        ['app.openLink', { name: 5 }],
      ];
      return Promise.all(odd.map(([verb, request]) => call(verb, request)));
    });
    expect(replies.map(({ ok }) => ok)).toEqual(replies.map(() => false));
  });

  test('cannot even send a call that does not exist', async () => {
    const sent = await page.evaluate(() => {
      const call = window.inseam.call as (verb: unknown, request: unknown) => Promise<unknown>;
      return Promise.allSettled(['secret.get', 'constructor', '__proto__', ''].map((verb) => call(verb, {})));
    });
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 'rejected'));
  });
});
