import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { SampleCompany } from '../../electron/sample/start-sample';
import { makeClientCertificate, secretLines } from '../client-certificate-maker';
import { homeWithJob, keepSecrets, openCompany, startFirstCycle } from './company-desk';
import { type StartedApp, startApp } from './start-app';

let company: SampleCompany | null = null;
let started: StartedApp | null = null;

test.afterEach(async () => {
  await started?.app.close();
  await company?.stop();
  started = null;
  company = null;
});

test('a job changes to a certificate, chosen as a file, and its first cycle runs with it', async () => {
  company = await openCompany();
  const { job, entra } = company;
  const made = await makeClientCertificate({ to: new Date('2040-06-08T12:00:00Z') });
  const file = join(mkdtempSync(join(tmpdir(), 'inseam-certificate-')), 'inseam.pem');
  writeFileSync(file, made.both);
  await entra.registerCertificate(made.cert);
  started = await startApp({ home: homeWithJob(company) });
  const page = await started.page();
  await keepSecrets(page, company);
  // The system's own dialogue is the one thing that nobody can click here.
  await started.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);

  await page.evaluate((name) => location.assign(`#/setup/${name}/3`), job);
  await expect(page.getByText('Saved in the keychain.')).toBeVisible();
  await page.getByRole('tab', { name: 'Certificate' }).click();
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(page.getByText('inseam.pem, ends on 8 June 2040')).toBeVisible();
  await page.getByRole('button', { name: 'Test Connection' }).click();
  await expect(page.getByText('its certificate ends on 8 June 2040')).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose people');

  // From here on nothing but the certificate can sign in.
  await entra.expireSecret();
  await page.evaluate((name) => location.assign(`#/setup/${name}/7`), job);
  await startFirstCycle(page);
  const shown = await page.content();
  const settings = readFileSync(join(started.home, 'settings.json'), 'utf8');
  for (const line of secretLines(made.both)) {
    expect(shown).not.toContain(line);
    expect(settings).not.toContain(line);
  }
  expect(settings).toContain('"certificate"');
  expect(started.complaints).toEqual([]);
});
