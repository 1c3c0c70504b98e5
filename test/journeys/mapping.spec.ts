import { expect, type Page, test } from '@playwright/test';
import type { SampleCompany } from '../../electron/sample/start-sample';
import { finishedCycles, finishFirstCycle, homeWithJob, openCompany } from './company-desk';
import { type StartedApp, startApp } from './start-app';
import { writeOver } from './write-over';

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

const editor = () => page.getByRole('textbox', { name: 'Expression for userName' });
const region = (name: string) => page.getByRole('region', { name, exact: true });
const names = async () => (await company.scim.accounts()).map((account) => String(account['userName']));

const write = (text: string) => writeOver(page, editor(), text);

test('an expression is written with completion, tried on one and on everyone, cured, saved and brought over', async () => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
  // Of three people whom a mapping could cure, she is the one.
  await page.getByRole('button', { name: 'Open mapping: Siobhán Ní Bhriain' }).click();
  await expect(page.getByRole('combobox', { name: 'Person' })).toHaveValue('Siobhán Ní Bhriain');
  await page.getByRole('combobox', { name: 'Fill from' }).click();
  await page.getByRole('option', { name: 'Expression', exact: true }).click();

  await test.step('the list of functions and attributes writes most of it', async () => {
    await write('ToLow');
    const choices = page.getByRole('listbox', { name: 'Completions' });
    await expect(choices.getByRole('option').first()).toContainText('ToLower');
    await page.keyboard.press('Enter');
    await expect(editor()).toHaveText('ToLower()');
    await page.keyboard.type('[userPrincipalN');
    await expect(choices.getByRole('option').first()).toContainText('userPrincipalName');
    await page.keyboard.press('Enter');
    await expect(editor()).toHaveText('ToLower([userPrincipalName])');
  });

  await test.step('the value of one person is judged as it is written', async () => {
    await expect(region('Try on')).toContainText('31 characters; BlueJeans takes at most 30');
  });

  await test.step('a slip is underlined where it is, and its suggestion puts it right', async () => {
    await write('ToLowr([userPrincipalName])');
    await expect(page.locator('.cm-lintRange-error')).toHaveText('ToLowr');
    await page.getByRole('button', { name: 'Use it' }).focus();
    await page.keyboard.press('Enter');
    await expect(editor()).toHaveText('ToLower([userPrincipalName])');
    await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
  });

  const everyone = region('Try on everyone');
  await test.step('tried on everyone, who is too long is shown with an expression that shortens it', async () => {
    await everyone.getByRole('button', { name: 'Try on 38 people' }).click();
    const tooLong = everyone.getByRole('heading', { level: 3, name: /BlueJeans takes at most 30/ });
    await expect(tooLong).toBeVisible();
    await expect(everyone).toContainText('Siobhán Ní Bhriain');
    await everyone.getByRole('button', { name: 'Use this expression' }).first().click();
    await expect(tooLong).toHaveCount(0);
    await expect(region('Try on')).toContainText(/\d+ of 30 characters/);
  });

  await test.step('saved, planned and run, the name is at the service', async () => {
    expect(await names()).not.toContainEqual(expect.stringMatching(/siobhan/i));
    await page.getByRole('button', { name: 'Save 1 change…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Save 1 change?' });
    await expect(dialog).toContainText('Everyone is checked again in the next cycle.');
    await dialog.getByRole('button', { name: /^Save (1 change|anyway)/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plan');
    const before = await finishedCycles(page, company.job);
    await page.getByRole('button', { name: 'Run exactly this…' }).click();
    await page
      .getByRole('alertdialog', { name: 'Run this plan?' })
      .getByRole('button', { name: /^Run \d+ changes?$/ })
      .click();
    await expect.poll(() => finishedCycles(page, company.job)).toBe(before + 1);
    expect(await names()).toContainEqual(expect.stringMatching(/siobhan/i));
  });
  expect(started.complaints).toEqual([]);
});
