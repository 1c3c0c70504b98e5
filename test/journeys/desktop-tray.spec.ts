import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { appEnvironment, appWords, type StartedApp, startApp } from './start-app';
import { openTrayWatcher, type TrayWatcher } from './tray-watcher';

let tray: TrayWatcher | null = null;
let started: StartedApp | null = null;

test.afterEach(async () => {
  await started?.app.close().catch(() => {});
  await tray?.close();
  started = null;
  tray = null;
});

const explained = 'Inseam keeps running here so that syncing goes on.';

test('the tray says that nothing is set up, and opens the window where that is done', async () => {
  tray = await openTrayWatcher();
  started = await startApp();
  await expect
    .poll(() => tray?.labels())
    .toEqual([
      'Not set up yet',
      '—',
      'Set up a connection…',
      'Try it with a sample company',
      '—',
      'Open Inseam',
      'Quit Inseam',
    ]);
  expect(await tray.tooltip()).toBe('Inseam – not set up yet');
  expect(await tray.pictureSize()).toBe(32);
  const [line] = await tray.menu();
  expect(line?.enabled).toBe(false);

  const page = await started.page();
  await tray.choose('Set up a connection…');
  await expect(page).toHaveURL(/#\/welcome$/);
});

test('closing the window leaves the tray working, and is explained once', async () => {
  tray = await openTrayWatcher();
  started = await startApp();
  const app = started;
  await app.page();
  await expect.poll(() => app.isVisible()).toBe(true);
  await app.answerBoxes(0);

  await app.closeWindow();
  await expect.poll(() => app.isVisible()).toBe(false);
  expect(await app.boxes()).toEqual([explained]);

  await tray.choose('Open Inseam');
  await expect.poll(() => app.isVisible()).toBe(true);
  await app.closeWindow();
  await expect.poll(() => app.isVisible()).toBe(false);
  expect(await app.boxes()).toEqual([explained]);

  await tray.activate();
  await expect.poll(() => app.isVisible()).toBe(true);
});

test('"Quit instead" quits', async () => {
  tray = await openTrayWatcher();
  started = await startApp();
  await started.page();
  await started.answerBoxes(1);
  const exit = once(started.app.process(), 'exit');
  await started.closeWindow();
  expect((await exit)[0]).toBe(0);
});

test('quitting from the tray ends Inseam', async () => {
  tray = await openTrayWatcher();
  started = await startApp();
  await started.page();
  await expect.poll(() => tray?.labels()).toContain('Quit Inseam');
  const exit = once(started.app.process(), 'exit');
  await tray.choose('Quit Inseam');
  expect((await exit)[0]).toBe(0);
});

test('without a tray the window stays, and closing it asks first', async () => {
  started = await startApp();
  const app = started;
  const page = await app.page();
  await expect.poll(() => app.isVisible()).toBe(true);
  const info = await page.evaluate(() => window.inseam.call('app.info', {}));
  expect(info).toMatchObject({ ok: true, value: { trayAvailable: false } });

  await app.answerBoxes(0);
  await app.closeWindow();
  await expect.poll(() => app.boxes()).toEqual(['Quit Inseam?']);
  expect(await app.isVisible()).toBe(true);

  await app.answerBoxes(1);
  const exit = once(app.app.process(), 'exit');
  await app.closeWindow();
  expect((await exit)[0]).toBe(0);
});

test('a panel that comes later gets the icon, and one that restarts gets it back', async () => {
  started = await startApp();
  await started.page();
  tray = await openTrayWatcher();
  await expect.poll(() => tray?.labels()).toContain('Open Inseam');
  await tray.close();
  tray = await openTrayWatcher();
  await expect.poll(() => tray?.labels()).toContain('Open Inseam');
});

test('started by the system it shows no window; a second start brings it up and ends', async () => {
  tray = await openTrayWatcher();
  started = await startApp({ words: ['--hidden'] });
  const app = started;
  await expect.poll(() => tray?.labels()).toContain('Open Inseam');
  expect(app.app.windows()).toHaveLength(0);

  const electron: string = createRequire(import.meta.url)('electron');
  const second = spawn(electron, appWords(), { env: appEnvironment(app.home), stdio: 'ignore' });
  expect((await once(second, 'exit'))[0]).toBe(0);
  await expect.poll(() => app.isVisible()).toBe(true);
});

test('the sample company is started from the tray, synced, paused and resumed there', async () => {
  tray = await openTrayWatcher();
  const watcher = tray;
  started = await startApp();
  const page = await started.page();
  await expect.poll(() => watcher.labels()).toContain('Try it with a sample company');

  await watcher.choose('Try it with a sample company');
  await expect(page).toHaveURL(/#\/setup\/sample\/7$/, { timeout: 30_000 });
  // The plan is made first, and one job does one thing at a time.
  await expect(page.getByRole('button', { name: /^Create \d+$/ })).toBeVisible({ timeout: 30_000 });
  const begun = await page.evaluate(() =>
    window.inseam.call('cycle.start', { job: 'sample', full: false, approve: true }),
  );
  expect(begun).toMatchObject({ ok: true, value: { started: true } });
  await expect.poll(() => watcher.labels(), { timeout: 40_000 }).toContain('Sync now');
  const cycles = () =>
    page.evaluate(async () => {
      const reply = await window.inseam.call('cycle.list', { job: 'sample', since: null, limit: 10 });
      return reply.ok ? reply.value.cycles.filter(({ finishedAt }) => finishedAt !== null).length : 0;
    });
  expect(await cycles()).toBe(1);

  await watcher.choose('Sync now');
  await expect.poll(cycles, { timeout: 40_000 }).toBe(2);

  await watcher.choose('Pause', 'Until I resume');
  await expect.poll(() => watcher.labels()).toContain('Paused until you resume');
  await watcher.choose('Resume');
  await expect.poll(() => watcher.labels()).toContain('Sync now');
  await watcher.choose('Review 3 people…');
  await expect(page).toHaveURL(/#\/sample\/overview$/);
});
