import { once } from 'node:events';
import { expect, type Page, test } from '@playwright/test';
import type { SampleCompany } from '../../electron/sample/start-sample';
import { expectNoSecretIn, finishedCycles, finishFirstCycle, homeWithJob, inStep, openCompany } from './company-desk';
import { type StartedApp, startApp } from './start-app';
import { openTrayWatcher, type TrayWatcher } from './tray-watcher';
import { writeOver } from './write-over';

let company: SampleCompany;
let started: StartedApp;
let page: Page;
let tray: TrayWatcher | null = null;

test.beforeEach(async () => {
  company = await openCompany();
  if (process.platform === 'linux') tray = await openTrayWatcher();
  started = await startApp({ home: homeWithJob(company) });
  page = await started.page();
  await finishFirstCycle(page, company);
});

test.afterEach(async () => {
  await started.app.close().catch(() => {});
  await tray?.close();
  await company.stop();
  tray = null;
});

const goTo = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
const entry = (name: string) => page.getByRole('row', { name: new RegExp(name) }).first();

/** Sync now, to the cycle's end. */
async function syncNow(): Promise<void> {
  const before = await finishedCycles(page, company.job);
  await goTo('Overview');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => finishedCycles(page, company.job)).toBe(before + 1);
}

test('a change in Entra ID is brought over by Sync now; the log follows it and explains it', async () => {
  await company.entra.updatePerson('noor.vandenberg', { jobTitle: 'Chief of operations' });
  await syncNow();
  await goTo('Activity');
  await entry('Noor van den Berg').click();

  const details = page.getByRole('complementary', { name: 'Entry details' }).or(page.getByRole('dialog'));
  await expect(details.getByRole('listitem').getByRole('heading', { level: 3 })).toHaveText([
    /^Import/,
    /^Scope/,
    /^Match/,
    /^Action/,
  ]);
  await expect(details.getByRole('table', { name: 'Modified properties' })).toContainText('Chief of operations');

  await test.step('with Activity open, the next cycle comes in by itself', async () => {
    await company.entra.updatePerson('rosa.delgado', { jobTitle: 'Head of sales' });
    await page.evaluate((job) => window.inseam.call('cycle.start', { job, full: false, approve: false }), company.job);
    await expect(entry('Rosa Delgado')).toContainText('title');
    await expect(entry('Rosa Delgado')).toContainText('Success');
  });
  expect(started.complaints).toEqual([]);
});

test('a mapping that was edited and saved arrives at the service', async () => {
  await goTo('Mapping');
  await page.getByRole('option', { name: /^title/ }).click();
  await page.getByRole('combobox', { name: 'Fill from' }).click();
  await page.getByRole('option', { name: 'Expression', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Expression for title' });
  await writeOver(page, field, 'ToUpperr([jobTitle])');
  const slips = page.getByRole('listitem').filter({ hasText: 'Unknown function' });
  await expect(slips).toContainText('Did you mean ToUpper?');
  await writeOver(page, field, 'ToUpper([jobTitle])');
  await expect(slips).toHaveCount(0);
  await page.getByRole('button', { name: 'Save 1 change…' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Save (1 change|anyway)/ })
    .click();

  await test.step('no cycle runs under it before its plan was seen: the window leads there', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plan');
    await expect(page.getByRole('row', { name: /title Senior researcher becomes SENIOR RESEARCHER/ })).toBeVisible();
    expect((await company.scim.accounts()).map((account) => account['title'])).not.toContain('MANAGING DIRECTOR');
    await goTo('Overview');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Ready: the changed mapping or scope waits for your review',
    );
    await page.getByRole('button', { name: 'Review…' }).click();
  });

  const before = await finishedCycles(page, company.job);
  await page.getByRole('button', { name: 'Run exactly this…' }).click();
  await page
    .getByRole('alertdialog', { name: 'Run this plan?' })
    .getByRole('button', { name: /^Run \d+ changes$/ })
    .click();
  await expect.poll(() => finishedCycles(page, company.job)).toBe(before + 1);
  const titles = (await company.scim.accounts()).map((account) => account['title']);
  expect(titles).toContain('MANAGING DIRECTOR');
  expect(titles).not.toContain('Managing director');
  expect(started.complaints).toEqual([]);
});

test('what the plan shows is run, without whom the admin leaves out', async () => {
  await company.entra.updatePerson('noor.vandenberg', { jobTitle: 'Chief of operations' });
  await company.entra.updatePerson('rosa.delgado', { jobTitle: 'Head of sales' });
  await goTo('Plan');
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await expect(page.getByRole('row', { name: /Noor van den Berg .*becomes Chief of operations/ })).toBeVisible();

  await test.step('what changes meanwhile makes it out of date', async () => {
    await company.entra.updatePerson('priya.nair', { jobTitle: 'Changed meanwhile' });
    await goTo('Overview');
    await goTo('Plan');
    await expect(page.getByText('1 person has changed since this plan was made.')).toBeVisible();
    await page.getByRole('button', { name: 'Plan again' }).first().click();
    await expect(page.getByRole('row', { name: /becomes Changed meanwhile/ })).toBeVisible();
  });

  await page.getByRole('button', { name: 'More about Rosa Delgado' }).click();
  await page.getByRole('menuitem', { name: 'Leave out of this run' }).click();
  const before = await finishedCycles(page, company.job);
  await page.getByRole('button', { name: 'Run exactly this…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run 2 changes' }).click();
  await expect.poll(() => finishedCycles(page, company.job)).toBe(before + 1);
  const titles = async () => (await company.scim.accounts()).map((account) => account['title']);
  expect(await titles()).toContain('Chief of operations');
  expect(await titles()).not.toContain('Head of sales');
  await syncNow();
  expect(await titles()).toContain('Head of sales');
  expect(started.complaints).toEqual([]);
});

test('quitting and starting again keeps the job, its rules, its log and its secrets', async () => {
  const before = await page.evaluate((job) => window.inseam.call('mapping.get', { job }), company.job);
  await started.app.close();

  started = await startApp({ home: started.home });
  page = await started.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(inStep);
  expect(await page.evaluate((job) => window.inseam.call('mapping.get', { job }), company.job)).toEqual(before);
  await goTo('Activity');
  await expect(entry('Zeynep Yılmaz')).toBeVisible();

  await company.entra.updatePerson('noor.vandenberg', { jobTitle: 'Chief of operations' });
  await syncNow();
  await goTo('Activity');
  await expect(entry('Noor van den Berg')).toContainText('title');
  await goTo('Settings');
  await expect(page.getByText('Set. It is in this computer’s keychain.')).toHaveCount(2);
  await expectNoSecretIn(page, company);
  expect(started.complaints).toEqual([]);
});

test('with its window closed, the tray still syncs', async () => {
  test.skip(process.platform !== 'linux', 'the tray can be reached over D-Bus only');
  await started.answerBoxes(0);
  await started.closeWindow();
  await expect.poll(() => started.isVisible()).toBe(false);

  await company.entra.updatePerson('noor.vandenberg', { jobTitle: 'Chief of operations' });
  await tray?.choose('Sync now');
  await expect
    .poll(async () => (await company.scim.accounts()).map((account) => account['title']))
    .toContain('Chief of operations');
  await tray?.choose('Open Inseam');
  await expect.poll(() => started.isVisible()).toBe(true);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(inStep);
  expect(started.complaints).toEqual([]);
});

test('without its token no cycle begins; Overview says why and leads to where it is entered', async () => {
  await page.evaluate((job) => window.inseam.call('secret.clear', { job, name: 'target-token' as const }), company.job);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('alert')).toContainText('The secret token is missing');
  await page.getByRole('button', { name: 'Enter a new token' }).click();
  await page.getByRole('button', { name: 'Enter… Secret token' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('New secret token').fill(company.secrets['target-token']);
  await dialog.getByLabel('New secret token').press('Enter');
  await dialog.getByRole('button', { name: 'Use the new token' }).click();
  await syncNow();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(started.complaints).toEqual([]);
});

test('quitting during a cycle finishes what is under way, and the rest is made after the next start', async () => {
  test.skip(process.platform !== 'linux', 'the tray can be reached over D-Bus only');
  const titles = async () => (await company.scim.accounts()).map((account) => account['title']);
  for (const { id } of await company.entra.people()) await company.entra.updatePerson(id, { jobTitle: 'Colleague' });
  await company.scim.injectFault({ kind: 'slow-answer', times: null, delayMs: 4000, match: { method: 'PATCH' } });
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(async () => (await titles()).includes('Colleague')).toBe(true);
  await started.answerBoxes(1);
  const exit = once(started.app.process(), 'exit');
  await tray?.choose('Quit Inseam');
  await expect.poll(() => started.boxes()).toContain('Finishing 1 change, then quitting…');
  expect((await exit)[0]).toBe(0);
  const before = (await titles()).filter((title) => title === 'Colleague').length;
  expect(before).toBeLessThan(35);

  await company.scim.clearFaults();
  started = await startApp({ home: started.home });
  page = await started.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/ of 38 people are in step; \d+ wait$/);
  await syncNow();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(inStep);
  expect((await titles()).filter((title) => title === 'Colleague')).toHaveLength(35);
  expect(started.complaints).toEqual([]);
});
