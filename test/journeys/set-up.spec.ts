import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { SampleCompany } from '../../electron/sample/start-sample';
import { expectNoSecretIn, homeWith, inStep, networkOf, openCompany, startFirstCycle } from './company-desk';
import { type StartedApp, startApp } from './start-app';

let company: SampleCompany | null = null;
let started: StartedApp | null = null;

test.afterEach(async () => {
  await started?.app.close();
  await company?.stop();
  started = null;
  company = null;
});

const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).click();
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** The simulated cloud's addresses cannot be typed in the wizard, as those of no real cloud need be. */
function giveCloud(home: string, cloud: object): void {
  const file = join(home, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  for (const job of Object.values<{ source: object }>(settings.jobs)) job.source = { ...job.source, cloud };
  writeFileSync(file, JSON.stringify(settings));
}

test('from a first start through the wizard to a finished first cycle', async () => {
  company = await openCompany();
  const { settings, secrets, scim } = company;
  started = await startApp({ home: homeWith({ network: networkOf(company) }) });
  const page = await started.page();

  await expect(title(page)).toHaveText('Keep BlueJeans in step with Microsoft Entra ID');
  await page.getByRole('button', { name: 'Set up a connection' }).click();
  await expect(title(page)).toHaveText('Choose a service');
  await page.getByRole('radio', { name: /^BlueJeans/ }).click();
  await next(page);

  await test.step('a draft is offered again after it was closed', async () => {
    await expect(title(page)).toHaveText('Connect BlueJeans');
    await page.getByRole('button', { name: 'Save and close' }).click();
    giveCloud(started?.home ?? '', settings.source.cloud);
    await page.getByRole('button', { name: 'Continue setting up BlueJeans' }).click();
    await expect(title(page)).toHaveText('Connect BlueJeans');
  });

  await test.step('a wrong token stops at the sign-in, with the advice', async () => {
    await page.getByLabel('Tenant URL').fill(settings.target.baseUrl);
    await page.getByLabel('Secret token').pressSequentially('not-the-token');
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await expect(page.getByText('Make sure your BlueJeans account has Admin permissions')).toBeVisible();
    const ladder = page.getByRole('list', { name: 'Test Connection' });
    await expect(ladder.locator('[data-state="failed"]')).toContainText('Sign-in');
    await expect(ladder.locator('[data-state="not-tested"]').first()).toContainText('Permission');
    await expect(page.getByRole('button', { name: 'Next', exact: true })).toHaveAttribute('aria-disabled', 'true');
  });

  await test.step('the right one passes and goes into the keychain', async () => {
    await page.getByLabel('Secret token').fill('');
    await page.getByLabel('Secret token').pressSequentially(secrets['target-token']);
    await page.getByRole('button', { name: /^Test/ }).click();
    await expect(page.getByRole('main').getByText('BlueJeans is ready. It has 29 accounts.')).toBeVisible();
    await next(page);
  });

  await test.step('Microsoft Entra is connected, permission by permission', async () => {
    await expect(title(page)).toHaveText('Connect Microsoft Entra');
    await page.getByLabel('Tenant id').pressSequentially(settings.source.tenantId);
    await page.getByLabel('Application id').pressSequentially(settings.source.clientId);
    await page.getByLabel('Client secret').pressSequentially(secrets['entra-client-secret']);
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await expect(page.getByRole('main').getByText('Microsoft Entra ID is ready. It has 41 people.')).toBeVisible();
    await next(page);
  });

  await test.step('the application is searched for and chosen', async () => {
    await expect(title(page)).toHaveText('Choose people');
    await expectNoSecretIn(page, company as SampleCompany);
    await page.getByRole('radio', { name: /^People assigned to an application/ }).click();
    await page.getByRole('combobox', { name: 'Enterprise application' }).pressSequentially('Blue');
    await page.getByRole('option', { name: /^BlueJeans/ }).click();
    await expect(page.getByRole('combobox', { name: 'Enterprise application' })).toHaveValue('BlueJeans');
    await next(page);
  });

  await expect(title(page)).toHaveText('Check the mapping');
  await expect(page.getByText('userName', { exact: true })).toBeVisible();
  await next(page);

  await expect(title(page)).toHaveText('Alerts and schedule');
  await page.getByLabel('Notification email').fill('it@oxbow.example');
  await page.getByLabel('Notification email').press('Tab');
  await next(page);

  await test.step('the plan says all that would be done, and nothing is written by it', async () => {
    await expect(title(page)).toHaveText('Review the first cycle');
    const numbers = page.getByRole('list', { name: 'What the first cycle would do' }).getByRole('listitem');
    await expect(numbers).toHaveText([
      '0disabled or deleted',
      '9created',
      '26existing accounts linked',
      '7of them updated',
      '3people skipped',
    ]);
    for (const chip of ['Create 9', 'Update 7', 'Link only 19', 'Skip 3']) {
      await expect(page.getByRole('button', { name: chip })).toBeVisible();
    }
    expect(await scim.count()).toBe(29);
  });

  await startFirstCycle(page);
  expect(await scim.count()).toBe(38);
  await expectNoSecretIn(page, company);
  expect(started.complaints).toEqual([]);
});

test('the sample company can be tried without any account', async () => {
  started = await startApp();
  const page = await started.page();
  await page.getByRole('button', { name: 'Try it with a sample company' }).click();
  await expect(title(page)).toHaveText('Review the first cycle');
  await startFirstCycle(page);
  await expect(title(page)).toHaveText(inStep);
  expect(started.complaints).toEqual([]);
});
