import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { appEnvironment, appWords, type StartedApp, startApp } from './start-app';
import { openTrayWatcher, type TrayWatcher } from './tray-watcher';

let tray: TrayWatcher | null = null;
let started: StartedApp | null = null;

test.skip(process.platform !== 'linux', 'the tray can be reached over D-Bus only');

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
