import type { Connection, ProblemWords } from '../../shared/ipc/contract';
import { expect, type Stage, test } from './stage/stage';
import { draftAnswers, job, ready } from './wizard-answers';

const wizard = `#/setup/${job}/3`;
const settings = `#/${job}/settings/connections`;
const next = (stage: Stage) => stage.page.getByRole('button', { name: 'Next' });
const requestsOf = (stage: Stage, verb: string) =>
  stage.asked.filter((asked) => asked.verb === verb).map(({ request }) => request);

// Of nobody: the stage has no engine that would read it.
const aLine = 'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDAnExample4711';
const thePem = `-----BEGIN PRIVATE KEY-----\n${aLine}\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----`;
const source: Connection['source'] = {
  tenantId: 'oxbow.example',
  clientId: '11111111-2222-4333-8444-555555555555',
  auth: 'certificate',
  cloud: 'global',
};
const draft = { setupStep: 3, tokenState: 'set', clientSecretState: 'missing' } as const;
const noKey: ProblemWords = {
  title: 'This cannot be the Entra certificate with its private key',
  meaning: 'It holds a certificate and no private key. Nothing was sent; no account was changed.',
  nextStep: 'Add the private key that the certificate was made with.',
  action: null,
};
const sourceReady = { ...ready, summary: 'Microsoft Entra ID is ready. It has 41 people.' };
const refused = (rungs: typeof ready.rungs, problem: ProblemWords) => ({ ...ready, rungs, problem, summary: '' });

test('a certificate and its key are pasted, tested, kept, and nowhere in the page afterwards', async ({ stage }) => {
  await stage.open(wizard, draftAnswers(draft, { 'source.test': () => refused([], noKey) }));
  await expect(stage.page.getByRole('tab', { name: 'Client secret' })).toHaveAttribute('aria-selected', 'true');
  await stage.page.getByRole('tab', { name: 'Certificate' }).click();
  await expect(stage.page.getByText('Enter the certificate and its private key first.')).toBeVisible();
  await expect(stage.page.getByText('Upload certificate')).toBeVisible();
  await stage.draw('wizard-entra-certificate');
  await stage.expectAccessible();

  const field = stage.page.getByLabel('Certificate and private key');
  await field.fill(thePem);
  expect(await field.evaluate((element) => getComputedStyle(element).getPropertyValue('-webkit-text-security'))).toBe(
    'disc',
  );
  await stage.page.getByRole('button', { name: 'Show the secret' }).click();
  expect(await field.evaluate((element) => getComputedStyle(element).getPropertyValue('-webkit-text-security'))).toBe(
    'none',
  );
  await stage.page.getByRole('button', { name: 'Hide the secret' }).click();
  await stage.page.getByRole('button', { name: 'Test Connection' }).click();
  await expect(stage.page.getByRole('alert')).toContainText('It holds a certificate and no private key.');
  await stage.draw('wizard-entra-certificate-unusable');
  await stage.expectAccessible();

  stage.change({ 'source.test': () => sourceReady });
  await stage.page.getByRole('button', { name: 'Test again' }).click();
  await expect(stage.page.getByRole('main').getByText('It has 41 people.')).toBeVisible();
  await stage.picture('wizard-entra-certificate-ready');
  await next(stage).click();
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Choose people' })).toBeFocused();
  const tested = { job, source, secret: { kind: 'typed', value: thePem } };
  expect(requestsOf(stage, 'source.test')).toEqual([tested, tested]);
  // Kept when it is tested, so that it is there again after leaving, and with Next.
  expect([...new Set(requestsOf(stage, 'job.setSource').map((asked) => JSON.stringify(asked)))]).toEqual([
    JSON.stringify({ job, source }),
  ]);
  expect(requestsOf(stage, 'secret.set')).toEqual([
    { job, name: 'entra-certificate-key', value: thePem, thisRunOnly: false },
  ]);
  expect(await stage.page.content()).not.toContain(aLine);

  await stage.page.getByRole('button', { name: 'Back' }).click();
  await expect(stage.page.getByRole('tab', { name: 'Certificate' })).toHaveAttribute('aria-selected', 'true');
  await expect(stage.page.getByText('Saved in the keychain.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Replace…' }).click();
  await expect(stage.page.getByLabel('Certificate and private key')).toBeFocused();
  await expect(stage.page.getByLabel('Certificate and private key')).toHaveValue('');
});

test('a file is chosen and read outside the page: only its name and its end come here', async ({ stage }) => {
  await stage.open(wizard, draftAnswers(draft, { 'source.test': () => sourceReady }));
  await stage.page.getByRole('tab', { name: 'Certificate' }).click();
  stage.change({ 'secret.chooseCertificate': () => ({ chosen: null, problem: noKey }) });
  await stage.page.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(stage.page.getByRole('alert')).toContainText('Add the private key');
  await expect(stage.page.getByText('Enter the certificate and its private key first.')).toBeVisible();
  await stage.draw('wizard-entra-certificate-file-unusable');
  await stage.expectAccessible();

  const chosen = { file: 'inseam.pem', endsAt: '2027-06-08T12:00:00.000Z' };
  stage.change({ 'secret.chooseCertificate': () => ({ chosen, problem: null }) });
  await stage.page.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(stage.page.getByText('inseam.pem, ends on 8 June 2027')).toBeVisible();
  await expect(stage.page.getByRole('alert')).toHaveCount(0);
  await stage.page.getByRole('button', { name: 'Test Connection' }).click();
  await expect(next(stage)).toBeEnabled();
  await stage.draw('wizard-entra-certificate-file');
  await stage.expectAccessible();
  // Cancelling the dialogue leaves what was chosen before.
  stage.change({ 'secret.chooseCertificate': () => ({ chosen: null, problem: null }) });
  await stage.page.getByRole('button', { name: 'Choose another…' }).click();
  await expect(stage.page.getByText('inseam.pem')).toBeVisible();
  await next(stage).click();
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Choose people' })).toBeVisible();
  expect(requestsOf(stage, 'source.test')).toEqual([{ job, source, secret: { kind: 'file' } }]);
  expect(requestsOf(stage, 'secret.keepCertificate')).toEqual([{ job, thisRunOnly: false }]);
  expect(requestsOf(stage, 'secret.set')).toEqual([]);
});

test('a refused certificate is told where it was entered; another choice sets the ladder back', async ({ stage }) => {
  const rungs = [{ name: 'Sign-in', state: 'failed', text: 'The certificate was refused', durationMs: 90 } as const];
  const problem: ProblemWords = {
    title: 'Microsoft Entra ID does not accept this certificate',
    meaning: 'People cannot be read; accounts stay as they are.',
    nextStep: 'Upload this very certificate to the app registration.',
    action: 'replace-secret',
  };
  await stage.open(wizard, draftAnswers(draft, { 'source.test': () => refused(rungs, problem) }));
  await stage.page.getByRole('tab', { name: 'Certificate' }).click();
  const field = stage.page.getByLabel('Certificate and private key');
  await field.fill(thePem);
  await stage.page.getByRole('button', { name: 'Test Connection' }).click();
  await expect(field).toHaveAccessibleDescription('This certificate cannot sign in.');
  await expect(stage.page.getByText('does not accept this certificate')).toBeVisible();
  await stage.page.getByRole('tab', { name: 'Client secret' }).click();
  await expect(stage.page.getByText('does not accept this certificate')).toHaveCount(0);
  await expect(stage.page.getByText('Enter the client secret first.')).toBeVisible();
  await stage.page.getByRole('tab', { name: 'Certificate' }).click();
  await expect(field).toHaveValue('');
});

test('settings show the secret that the job signs in with, and a new certificate is tested first', async ({
  stage,
}) => {
  const answers = draftAnswers(
    { setupStep: null, tokenState: 'set', source, certificateState: 'set' },
    { 'source.test': () => sourceReady },
  );
  await stage.open(settings, answers);
  await expect(stage.page.getByRole('button', { name: 'Replace… Client secret' })).toHaveCount(0);
  await stage.draw('settings-certificate');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Replace… Certificate' }).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Replace the certificate' });
  const field = dialog.getByLabel('New certificate and private key');
  await expect(field).toBeFocused();
  await field.fill(thePem);
  await expect(dialog.getByRole('button', { name: 'Use the new certificate' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await dialog.getByRole('button', { name: 'Test Connection' }).click();
  await expect(dialog.getByText('The new certificate works. Use it?')).toBeVisible();
  await stage.draw('settings-certificate-replace');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Use the new certificate' }).click();
  await expect(dialog).toHaveCount(0);
  expect(requestsOf(stage, 'secret.set')).toEqual([
    { job, name: 'entra-certificate-key', value: thePem, thisRunOnly: false },
  ]);
  expect(await stage.page.content()).not.toContain(aLine);

  await stage.page.getByRole('combobox', { name: 'Sign in with' }).click();
  await stage.page.getByRole('option', { name: 'Client secret' }).click();
  await expect(stage.page.getByRole('button', { name: 'Replace… Client secret' })).toBeVisible();
  expect(requestsOf(stage, 'job.setSource')).toEqual([{ job, source: { ...source, auth: 'secret' } }]);
});
