import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import type { SampleCompany } from '../../electron/sample/start-sample';
import { homeWithJob, keepSecrets, openCompany, startFirstCycle } from './company-desk';
import { type StartedApp, startApp } from './start-app';

/** Every page as it is with real services behind it, light and dark, for looking at beside the mock-ups. */

const folder = fileURLToPath(new URL('../../pictures/journeys', import.meta.url));

let company: SampleCompany;
let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  company = await openCompany();
  started = await startApp({ home: homeWithJob(company) });
  page = await started.page();
});

test.afterAll(async () => {
  await started.app.close();
  await company.stop();
});

const open = (address: string) => page.evaluate((to) => location.assign(to), `#/${address}`);
const title = () => page.getByRole('heading', { level: 1 });

async function takePictures(name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('every page looks as drawn', async () => {
  const { job } = company;
  await open('welcome');
  await expect(title()).toHaveText('Keep BlueJeans in step with Microsoft Entra ID');
  await takePictures('welcome');

  await keepSecrets(page, company);
  const steps = [
    'Choose a service',
    'Connect BlueJeans',
    'Connect Microsoft Entra',
    'Choose people',
    'Check the mapping',
    'Alerts and schedule',
    'Review the first cycle',
  ];
  for (const [index, heading] of steps.entries()) {
    await open(`setup/${job}/${index + 1}`);
    await expect(title()).toHaveText(heading);
    const isTested = heading.startsWith('Connect');
    if (isTested) {
      await page.getByRole('button', { name: 'Test Connection' }).click();
      await expect(page.getByRole('main').getByText(/ is ready\. /)).toBeVisible();
    }
    if (heading === 'Choose people')
      await expect(page.getByRole('combobox', { name: 'Enterprise application' })).toHaveValue('BlueJeans');
    if (heading === 'Check the mapping')
      await expect(page.getByRole('cell', { name: /@oxbow\.example$/ }).first()).toBeVisible();
    if (heading.startsWith('Review')) await expect(page.getByRole('button', { name: 'Create 9' })).toBeVisible();
    await takePictures(`wizard-${index + 1}`);
  }

  await startFirstCycle(page);
  await expect(page.getByRole('button', { name: 'Show as a table' })).toBeVisible();
  await takePictures('overview');

  // Only what is near the top is drawn, and who comes first is not always the same.
  await open(`${job}/activity?action=create`);
  await page.getByRole('row', { name: /Zeynep Yılmaz.*Created/ }).click();
  await expect(page.getByRole('listitem').getByRole('heading', { level: 3 })).toHaveCount(4);
  await takePictures('activity');

  await open(`${job}/mapping`);
  await page.getByRole('option', { name: /^active/ }).click();
  await expect(page.getByText('Result', { exact: true })).toBeVisible();
  await takePictures('mapping');

  await open(`${job}/settings`);
  await expect(title()).toHaveText('Settings');
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await takePictures(`settings-${(await tab.innerText()).toLowerCase().replaceAll(' ', '-')}`);
  }
  expect(started.complaints).toEqual([]);
});
