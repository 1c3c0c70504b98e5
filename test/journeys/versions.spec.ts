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
const mapping = () => page.evaluate((job) => window.inseam.call('mapping.get', { job }), company.job);
const planIt = async () => {
  await goTo('Plan');
  await page.getByRole('button', { name: /^Make (a|the) plan/ }).click();
};

test('a mapping that was changed is rolled back from History, and the next cycle, which waits to be reviewed, puts the values back', async () => {
  const before = await mapping();
  if (!before.ok) throw new Error('The mapping cannot be read');
  const mappings = before.value.mappings.map((each) =>
    each.target === 'title' ? { ...each, source: { kind: 'direct' as const, attribute: 'department' } } : each,
  );
  const saved = await page.evaluate((asked) => window.inseam.call('mapping.save', asked), {
    job: company.job,
    mappings,
  });
  expect(saved).toMatchObject({ ok: true, value: { saved: true } });

  await test.step('a cycle ran under it', async () => {
    await planIt();
    await expect(page.getByRole('row', { name: /title Senior researcher becomes Research/ })).toBeVisible();
    const cycles = await finishedCycles(page, company.job);
    await page.getByRole('button', { name: 'Run exactly this…' }).click();
    await page
      .getByRole('alertdialog', { name: 'Run this plan?' })
      .getByRole('button', { name: /^Run \d+ changes$/ })
      .click();
    await expect.poll(() => finishedCycles(page, company.job)).toBe(cycles + 1);
  });

  await goTo('History');
  await page.getByRole('button', { name: 'Mapping and scope versions' }).click();
  await expect(page.getByRole('row', { name: /^2 .* 1 attribute changed In use$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Roll back… to version 1' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Roll back to version 1?' });
  await expect(dialog.getByRole('listitem')).toHaveText(['titledepartmentjobTitle']);
  await dialog.getByRole('button', { name: 'Roll back to version 1' }).click();
  await expect(page.getByRole('row', { name: /^3 .* Back to version 1 In use$/ })).toBeVisible();
  expect(await mapping()).toEqual(before);

  await goTo('Overview');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Ready: the changed mapping or scope waits for your review',
  );
  await planIt();
  await expect(page.getByRole('row', { name: /title Research becomes Senior researcher/ })).toBeVisible();
  expect(started.complaints).toEqual([]);
});
