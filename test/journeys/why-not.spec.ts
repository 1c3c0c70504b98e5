import { expect, type Page, test } from '@playwright/test';
import type { SampleCompany } from '../../electron/sample/start-sample';
import { finishFirstCycle, homeWithJob, openCompany } from './company-desk';
import { type StartedApp, startApp } from './start-app';

let company: SampleCompany;
let started: StartedApp;
let page: Page;

test.beforeEach(async () => {
  company = await openCompany();
  started = await startApp({ home: homeWithJob(company) });
  page = await started.page();
  await finishFirstCycle(page, company);
});

test.afterEach(async () => {
  await started.app.close().catch(() => {});
  await company.stop();
});

const goTo = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

test('somebody out of scope is found, and the window says why not, having asked both sides and written nothing', async () => {
  await goTo('People');
  await page.getByRole('button', { name: /^Out of scope/ }).click();
  await page.getByRole('row', { name: /Tomás Ó Súilleabháin/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tomás Ó Súilleabháin' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: /^Why not\?/ })).toContainText(
    'Checked just now. This check wrote nothing.',
  );
  await expect(page.getByText('In Contractors only through Field contractors').first()).toBeVisible();
  await expect(page.getByText(/assign Field contractors to the application\.$/)).toBeVisible();

  await test.step('put right in Entra ID, the next cycle makes the account, and the page says so', async () => {
    await company.entra.assign('Field contractors');
    await page.keyboard.press('F5');
    await expect(
      page.getByText('Tomás Ó Súilleabháin has no BlueJeans account yet; the next cycle creates it.'),
    ).toBeVisible();
    await page.evaluate((job) => window.inseam.call('cycle.start', { job, full: false, approve: false }), company.job);
    await expect(page.getByText('Tomás Ó Súilleabháin has a BlueJeans account, and it is in step.')).toBeVisible();
    const history = page.getByRole('region', { name: 'History' }).getByRole('listitem');
    await expect(history.filter({ hasText: 'Created' })).toHaveCount(1);
  });

  await test.step('on hold, and released', async () => {
    await page.getByRole('button', { name: 'Hold…' }).click();
    await page.getByRole('textbox', { name: 'Why? Shown to whoever looks next.' }).fill('ask first');
    await page.getByRole('button', { name: 'Put on hold' }).click();
    await expect(page.getByRole('heading', { name: /^On hold since today .*“ask first”/ })).toBeVisible();
    await page.getByRole('button', { name: 'Release' }).click();
    await expect(page.getByRole('button', { name: 'Hold…' })).toBeVisible();
  });
  expect(started.complaints).toEqual([]);
});
