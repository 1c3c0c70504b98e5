import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { newHome, type StartedApp, startApp } from './start-app';

const token = 'a-token-to-be-found-nowhere-7f3a91';
let started: StartedApp | null = null;

test.afterEach(async () => {
  await started?.app.evaluate(({ app }) => app.exit(0)).catch(() => {});
  started = null;
});

const tokenState = (page: Page, job: string) =>
  page.evaluate(async (name) => {
    const reply = await window.inseam.call('job.connection', { job: name });
    return reply.ok ? reply.value.tokenState : reply.error.title;
  }, job);

test('a secret goes into the keychain, is there after a restart, and lies in no file', async () => {
  const home = newHome();
  started = await startApp({ home });
  let page = await started.page();
  const job = await page.evaluate(async () => {
    const reply = await window.inseam.call('job.create', { profileId: 'scim' });
    return reply.ok ? reply.value.job : '';
  });
  expect(job).not.toBe('');
  expect(await tokenState(page, job)).toBe('missing');
  const set = await page.evaluate(
    ([name, value]) => window.inseam.call('secret.set', { job: name, name: 'target-token', value, thisRunOnly: false }),
    [job, token] as const,
  );
  expect(set).toMatchObject({ ok: true, value: { state: 'set', problem: null } });
  await started.app.close();

  started = await startApp({ home });
  page = await started.page();
  expect(await tokenState(page, job)).toBe('set');
  const cleared = await page.evaluate(
    (name) => window.inseam.call('secret.clear', { job: name, name: 'target-token' }),
    job,
  );
  expect(cleared).toMatchObject({ ok: true, value: { state: 'missing' } });
  await started.app.close();
  expect(filesHolding(home, token)).toEqual([]);
});

function filesHolding(folder: string, text: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return filesHolding(path, text);
    if (!stats?.isFile()) return [];
    const content = readFileSync(path);
    return content.includes(text) || content.includes(Buffer.from(text, 'utf16le')) ? [path] : [];
  });
}
