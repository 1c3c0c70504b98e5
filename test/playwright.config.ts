import { defineConfig } from '@playwright/test';

/**
 * Real Electron. Window tests have one app for a worker and nothing outside of it, so that files can run side by side;
 * a journey starts its own app with a data folder of its own, and shares keyring and tray with no other journey.
 */
export default defineConfig({
  testDir: '.',
  projects: [
    {
      name: 'journeys',
      testMatch: 'journeys/**/*.spec.ts',
      // The tray is reached over D-Bus, which Linux alone has.
      testIgnore: process.platform === 'linux' ? [] : ['journeys/desktop-tray.spec.ts'],
      workers: 1,
    },
    { name: 'window', testMatch: 'window/**/*.spec.ts' },
  ],
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./playwright-closing-line.ts']],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
