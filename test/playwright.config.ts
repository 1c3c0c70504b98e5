import { defineConfig } from '@playwright/test';

/** Real Electron, one app at a time: every test starts its own, with a data folder of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: ['window/**/*.spec.ts', 'journeys/**/*.spec.ts'],
  // The tray is reached over D-Bus, which Linux alone has.
  testIgnore: process.platform === 'linux' ? [] : ['journeys/desktop-tray.spec.ts'],
  outputDir: '../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./playwright-closing-line.ts']],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
