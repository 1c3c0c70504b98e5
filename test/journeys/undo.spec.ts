import { expect, type Page, test } from '@playwright/test';
import type { SampleCompany } from '../../electron/sample/start-sample';
import { finishedCycles, finishFirstCycle, homeWithJob, openCompany } from './company-desk';
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
const account = (name: string) => company.scim.account(`${name}@oxbow.example`);

test('a cycle that changed too much is undone from History: the accounts are as they were, and syncing is paused', async () => {
  const before = await account('noor.vandenberg');
  await company.entra.updatePerson('noor.vandenberg', { jobTitle: 'Wrong' });
  await company.entra.blockPerson('rosa.delgado');
  const cycles = await finishedCycles(page, company.job);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => finishedCycles(page, company.job)).toBe(cycles + 1);
  expect(await account('noor.vandenberg')).toMatchObject({ title: 'Wrong' });
  expect(await account('rosa.delgado')).toMatchObject({ active: false });

  await goTo('History');
  const row = page.getByRole('row', { name: /1 disabled, 1 updated/ });
  await row.getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Undo…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog).toContainText('All 2 changes can be put back. Nothing is written until you choose Undo.');
  expect(await account('rosa.delgado')).toMatchObject({ active: false });
  await dialog.getByRole('button', { name: 'Undo 2 changes and pause' }).click();

  await expect(page.getByRole('row', { name: /undo 1 updated, 1 enabled .* Done/ })).toBeVisible();
  expect(await account('noor.vandenberg')).toMatchObject({ title: before['title'] });
  expect(await account('rosa.delgado')).toMatchObject({ active: true });
  await goTo('Overview');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Paused');

  await goTo('Activity');
  await page
    .getByRole('row', { name: /Noor van den Berg/ })
    .first()
    .click();
  const details = page.getByRole('complementary', { name: 'Entry details' });
  await expect(details).toContainText('Looked at because a cycle is undone.');
  await expect(details.getByRole('button', { name: 'Undo this change…' })).toBeVisible();
  expect(started.complaints).toEqual([]);
});
