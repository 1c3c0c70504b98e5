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
const count = () => page.getByRole('region', { name: 'Who is in scope' });

/** Names of those whose account the next plan would disable, or who would be held. While the page makes one, that is it. */
async function planned(): Promise<readonly string[]> {
  const reply = await page.evaluate(async (job) => {
    await window.inseam.call('plan.make', { job, full: false });
    return window.inseam.call('plan.rows', { job, action: 'disable', text: '', offset: 0, limit: 200 });
  }, company.job);
  if (!reply.ok) throw new Error(reply.error.title);
  return reply.value.rows.map(({ name }) => name).sort();
}

test('a filter on the department: who leaves is seen before, the next plan disables exactly those, and it is taken back', async () => {
  await goTo('Scope');
  await expect(
    page.getByText('Who gets a BlueJeans account: 38 of the 41 people in Microsoft Entra ID.'),
  ).toBeVisible();
  await expect(page.getByText('Everyone who is assigned gets an account.')).toBeVisible();
  await expect(page.getByText('BlueJeans', { exact: true }).last()).toBeVisible();

  await page.getByRole('button', { name: 'Add a filter' }).click();
  await page.keyboard.type('department');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Value' }).fill('Sales');
  await expect(count()).toContainText('With this change. Now it is 38 and 3: nobody comes in');
  await expect(
    page.getByText(/^department is empty for \d+ (person|people); they fail this condition\.$/),
  ).toBeVisible();

  const wanted = await test.step('everybody who leaves is told, with why', async () => {
    await count().getByRole('button', { name: 'See all 41 people' }).click();
    const drawer = page.getByRole('dialog', { name: 'Who is in and who is out' });
    await expect(drawer.getByRole('row').first()).toContainText('Would be disabled: department is');
    const counted = await page.evaluate(async (job) => {
      const saved = await window.inseam.call('scope.get', { job });
      if (!saved.ok) throw new Error(saved.error.title);
      const filters = [{ name: '', clauses: [{ attribute: 'department', operator: 'EQUALS', values: ['Sales'] }] }];
      const scope = { ...saved.value.scope, filters };
      return window.inseam.call('scope.count', { job, scope, search: '', offset: 0, limit: 200 });
    }, company.job);
    await page.keyboard.press('Escape');
    if (!counted.ok || counted.value.counted === null) throw new Error('Not counted');
    return counted.value.counted.rows.filter(({ disabled }) => disabled).map(({ name }) => name);
  });

  await test.step('saved, the plan says the same', async () => {
    await page.getByRole('button', { name: 'Save 1 change…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Save 1 change?' });
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog
      .getByRole('button', {
        name: new RegExp(`^Save; ${wanted.length} accounts are (disabled|held) in the next cycle$`),
      })
      .click();
    await expect(dialog).toHaveCount(0);
    expect(wanted.length).toBeGreaterThan(0);
    // No cycle runs before the plan of other rules was seen: the page leads to it.
    await expect(page.getByRole('heading', { level: 1, name: 'Plan' })).toBeVisible();
    await expect.poll(planned, { intervals: [1000] }).toEqual([...wanted].sort());
  });

  await test.step('taken back, nobody is disabled', async () => {
    await page.evaluate((job) => location.assign(`#/${job}/scope`), company.job);
    await expect(page.getByRole('heading', { level: 1, name: 'Scope' })).toBeVisible();
    await page.getByRole('button', { name: 'More for Group 1' }).click();
    await page.getByRole('menuitem', { name: 'Remove this group' }).click();
    await expect(count()).toContainText('38 in scope');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('alertdialog', { name: 'Save 1 change?' });
    await dialog.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(planned, { intervals: [1000] }).toEqual([]);
  });
  expect(started.complaints).toEqual([]);
});
