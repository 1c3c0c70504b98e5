import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { newHome } from './start-app';

/** The simulated services of a journey, in processes of their own: they outlive the app, as the real ones do. */
export const openCompany = (): Promise<SampleCompany> =>
  startSample({
    folder: newHome(),
    // Not the name that the wizard gives: the keyring is one for all journeys of a run.
    job: 'oxbow',
    processFolder: fileURLToPath(new URL('../../dist/node', import.meta.url)),
  });

/** A data folder whose settings hold these parts. */
export function homeWith(settings: object): string {
  const home = newHome();
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  return home;
}

/** Nothing but the network's part: the authority of the simulated services is trusted, as an admin's own would be. */
export const networkOf = ({ caFile }: SampleCompany): object => ({ proxy: 'none', caFile });

/** A job that is set up but for its review, without any secret; no schedule, so that only the journey runs cycles. */
export function homeWithJob(company: SampleCompany): string {
  return homeWith({
    jobs: { [company.job]: { ...company.settings, schedule: { enabled: false }, setupStep: 7 } },
    network: networkOf(company),
  });
}

/** Puts both secrets into the keyring, as the wizard does. */
export async function keepSecrets(page: Page, company: SampleCompany): Promise<void> {
  const { job } = company;
  for (const name of ['target-token', 'entra-client-secret'] as const) {
    const request = { job, name, value: company.secrets[name], thisRunOnly: false };
    const kept = await page.evaluate((asked) => window.inseam.call('secret.set', asked), request);
    expect(kept).toEqual({ ok: true, value: { state: 'set', problem: null } });
  }
}

/** The sentence when the first cycle of Oxbow Instruments is done. */
export const inStep = '35 of 38 people are in step; 3 need attention';

/** From the review of the plan to the end of the first cycle. */
export async function startFirstCycle(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the first cycle' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(inStep);
}

/** A job set up and past its first cycle, on its overview. */
export async function finishFirstCycle(page: Page, company: SampleCompany): Promise<void> {
  await keepSecrets(page, company);
  await page.evaluate((job) => location.assign(`#/setup/${job}/7`), company.job);
  await startFirstCycle(page);
}

/** How many cycles the job has finished. */
export async function finishedCycles(page: Page, job: string): Promise<number> {
  const reply = await page.evaluate(
    (name) => window.inseam.call('cycle.list', { job: name, since: null, limit: 100 }),
    job,
  );
  return reply.ok ? reply.value.cycles.filter(({ finishedAt }) => finishedAt !== null).length : 0;
}

/** None of the secrets is anywhere in the page. */
export async function expectNoSecretIn(page: Page, company: SampleCompany): Promise<void> {
  const shown = await page.evaluate(() =>
    [document.documentElement.outerHTML, ...[...document.querySelectorAll('input')].map(({ value }) => value)].join(),
  );
  for (const secret of Object.values(company.secrets)) expect(shown).not.toContain(secret);
}
