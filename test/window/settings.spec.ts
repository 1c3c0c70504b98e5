import type { Locator } from '@playwright/test';
import type { ProblemWords } from '../../shared/ipc/contract';
import { state } from './stage/oxbow';
import { expect, type Stage, test } from './stage/stage';
import { draftAnswers, job, ready, refusedToken } from './wizard-answers';

const at = (section: string) => `#/${job}/settings/${section}`;
const answers = (more = {}) => draftAnswers({ setupStep: null, tokenState: 'set' }, more);
const requestsOf = (stage: Stage, verb: string) =>
  stage.asked.filter((asked) => asked.verb === verb).map(({ request }) => request);
const sections = [
  'Connections',
  'Schedule and safety',
  'Census',
  'Alerts',
  'Network',
  'Data and log',
  'This computer',
  'Appearance',
  'About',
];
const theToken = 'an-example-of-a-token-4711';

test('the sections are tabs: arrows move, and each has its address', async ({ stage }) => {
  // Four pictures of each section.
  test.slow();
  await stage.open(`#/${job}/settings`, answers());
  await expect(stage.page.getByRole('tab')).toHaveText(sections);
  for (const [index, name] of sections.entries()) {
    const tab = stage.page.getByRole('tab', { name });
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(stage.page.getByRole('tabpanel', { name })).toBeVisible();
    await stage.draw(`settings-${index}-${name.toLowerCase().replaceAll(' ', '-')}`);
    await stage.expectAccessible();
    await tab.focus();
    await stage.page.keyboard.press('ArrowDown');
  }
  await expect(stage.page.getByRole('tab', { name: 'Connections' })).toBeFocused();
});

test('a change is kept as it is made, says so, and Ctrl+Z takes it back', async ({ stage }) => {
  await stage.open(at('schedule'), answers());
  const review = stage.page.getByRole('switch', { name: 'Review the first cycle' });
  await review.click();
  await expect(stage.page.getByText('Saved', { exact: true })).toBeVisible();
  await stage.draw('settings-saved');
  await expect(stage.page.getByText('Saved', { exact: true })).toHaveCount(0);
  await expect(review).not.toBeChecked();
  await stage.page.keyboard.press('Control+z');
  await expect(review).toBeChecked();
  expect(requestsOf(stage, 'job.setSafety')).toEqual([
    {
      job,
      safety: { deletionThreshold: 5, reviewFirstCycle: false, skipOutOfScopeDeletions: false, deleteAfterDays: null },
    },
    {
      job,
      safety: { deletionThreshold: 5, reviewFirstCycle: true, skipOutOfScopeDeletions: false, deleteAfterDays: null },
    },
  ]);
});

const wrong = [
  { section: 'schedule', field: 'Hold deletions above', text: '0', reason: 'At least 1.' },
  { section: 'schedule', field: 'Hold deletions above', text: 'many', reason: 'A whole number is needed.' },
  { section: 'alerts', field: 'Notification email', text: 'it at oxbow', reason: 'A mail address is needed' },
  { section: 'connections', field: 'Tenant URL', text: 'http://api.example', reason: 'Needs https://' },
  { section: 'connections', field: 'Tenant id', text: '', reason: 'Enter the tenant id first.' },
];
for (const { section, field, text, reason } of wrong) {
  test(`“${text}” for ${field} stays in its field with the reason and is not kept`, async ({ stage }) => {
    await stage.open(at(section), answers());
    const input = stage.page.getByLabel(field);
    await input.fill(text);
    await input.press('Enter');
    await expect(stage.page.getByRole('alert')).toContainText(reason);
    await expect(input).toHaveValue(text);
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    expect(stage.asked.filter(({ verb }) => verb.startsWith('job.set'))).toEqual([]);
    await stage.picture(`settings-wrong-${section}`);
  });
}

test('an address on this computer may be http, and nothing says otherwise', async ({ stage }) => {
  await stage.open(at('connections'), answers());
  const url = stage.page.getByLabel('Tenant URL');
  await expect(stage.page.getByText('Needs https://')).toHaveCount(0);
  await url.fill('http://localhost:8080/scim');
  await expect(stage.page.getByText('http:// will do here: this address is on this computer.')).toBeVisible();
  await url.press('Enter');
  await expect(stage.page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(stage.page.getByText('Needs https://')).toHaveCount(0);
  await url.fill('http://api.example');
  await expect(stage.page.getByText('Needs https://')).toBeVisible();
});

const limits = [
  { limit: 5, accounts: 38, beside: 'of 38 accounts', below: 'If one cycle would disable or delete more' },
  { limit: 50, accounts: 35, beside: null, below: 'There are only 35 accounts, so this limit never holds any.' },
  { limit: 5, accounts: 1, beside: null, below: 'There is only 1 account, so this limit never holds any.' },
];
for (const { limit, accounts, beside, below } of limits) {
  test(`a limit of ${limit} where there are ${accounts} accounts says what it does`, async ({ stage }) => {
    const few = state(
      { kind: 'in-step' },
      { people: { directory: 41, inScope: accounts, linked: accounts, needAttention: 0 } },
    );
    await stage.open(
      at('schedule'),
      draftAnswers(
        {
          setupStep: null,
          safety: {
            deletionThreshold: limit,
            reviewFirstCycle: true,
            skipOutOfScopeDeletions: false,
            deleteAfterDays: null,
          },
        },
        { 'job.list': () => ({ jobs: [few] }) },
      ),
    );
    await expect(stage.page.getByLabel('Hold deletions above')).toHaveAccessibleDescription(new RegExp(below));
    await expect(stage.page.getByText(/^of \d+ account/)).toHaveText(beside === null ? [] : [beside]);
    await stage.picture(`settings-limit-${limit}-of-${accounts}`);
  });
}

test('every control ends at the same edge', async ({ stage }) => {
  await stage.open(at('schedule'), answers());
  const edge = async (locator: Locator) => {
    const box = await locator.boundingBox();
    return box === null ? null : Math.round(box.x + box.width);
  };
  const every = await edge(stage.page.locator('.fui-Dropdown'));
  const tracks = stage.page.locator('.fui-Switch__indicator');
  await expect(tracks).toHaveCount(5);
  for (const track of await tracks.all()) expect(await edge(track)).toBe(every);
});

test('what the main process refuses is told in the row', async ({ stage }) => {
  const problem = {
    title: 'The settings file cannot be written',
    meaning: 'Nothing was changed.',
    nextStep: 'Free some space.',
    action: null,
  };
  await stage.open(at('schedule'), answers({ 'job.setSchedule': () => ({ problem }) }));
  await stage.page.getByRole('combobox', { name: 'Every' }).click();
  await stage.page.getByRole('option', { name: '1 hour', exact: true }).click();
  await expect(stage.page.getByRole('alert')).toContainText('The settings file cannot be written. Free some space.');
  await expect(stage.page.getByRole('combobox', { name: 'Every' })).toHaveText('40 minutes');
});

test('a new token is tested before the old one is replaced', async ({ stage }) => {
  await stage.open(at('connections'), answers({ 'target.test': () => refusedToken }));
  await stage.page.getByRole('button', { name: 'Replace… Secret token' }).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Replace the secret token' });
  const field = dialog.getByLabel('New secret token');
  await expect(field).toBeFocused();
  await field.fill(theToken);
  await field.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('BlueJeans does not accept this token');
  await expect(dialog.getByRole('button', { name: 'Use the new token' })).toHaveAttribute('aria-disabled', 'true');
  await stage.draw('settings-replace-refused');
  stage.change({ 'target.test': () => ready });
  await dialog.getByRole('button', { name: 'Test again' }).click();
  await expect(dialog.getByText('The new token works. Use it?')).toBeVisible();
  await stage.draw('settings-replace');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Use the new token' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(stage.page.getByRole('button', { name: 'Replace… Secret token' })).toBeFocused();
  expect(requestsOf(stage, 'secret.set')).toEqual([{ job, name: 'target-token', value: theToken, thisRunOnly: false }]);
  expect(await stage.page.content()).not.toContain(theToken);
});

test('from the settings of a connection not set up yet there is a way back to where its set-up stopped', async ({
  stage,
}) => {
  await stage.open(at('network'), draftAnswers({ setupStep: 3 }));
  await stage.draw('settings-draft');
  await stage.page.getByRole('button', { name: 'Continue setting up BlueJeans' }).click();
  await expect.poll(() => stage.page.url()).toContain(`#/setup/${job}/3`);
});

test('a CA file that cannot be used stays in its field with the reason', async ({ stage }) => {
  const problem: ProblemWords = {
    title: '/tmp/none.pem cannot be read',
    meaning: 'There is no such file. Nothing was changed.',
    nextStep: 'There is no such file.',
    action: null,
  };
  await stage.open(at('network'), answers({ 'app.saveNetwork': () => ({ problem }) }));
  await stage.page.getByLabel('CA file').fill('/tmp/none.pem');
  await stage.page.getByLabel('CA file').press('Enter');
  await expect(stage.page.getByText('/tmp/none.pem cannot be read')).toBeVisible();
  await expect(stage.page.getByText('Saved', { exact: true })).toHaveCount(0);
  await stage.draw('settings-ca-refused');
});

test('clearing a token says what follows, and Cancel has the first focus', async ({ stage }) => {
  await stage.open(at('connections'), answers());
  await stage.page.getByRole('button', { name: 'Clear… Secret token' }).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Clear the token?' });
  await expect(dialog).toContainText('No cycle can run until you enter another.');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await stage.draw('settings-clear');
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await expect(stage.page.getByText('Not set.')).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Enter… Secret token' })).toBeVisible();
});

test('what is saved can be tested on both sides', async ({ stage }) => {
  await stage.open(at('connections'), answers());
  await stage.page.getByRole('button', { name: 'Test Connection: BlueJeans' }).click();
  await expect(stage.page.getByRole('main').getByText('BlueJeans is ready. It has 26 accounts.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Test Connection: Microsoft Entra ID' }).click();
  await expect(stage.page.getByRole('main').getByText('Microsoft Entra ID is ready.')).toBeVisible();
  expect(requestsOf(stage, 'target.test')).toEqual([
    { job, baseUrl: 'https://api.bluejeans.com/v2/scim', token: null },
  ]);
  await stage.draw('settings-tested');
  await stage.expectAccessible();
  await expect(stage.page.getByRole('listitem').getByText('Certificate')).toHaveCount(0);
  await stage.page.getByRole('button', { name: 'Show', exact: true }).first().press('Enter');
  const rungs = stage.page.getByRole('list', { name: 'Test Connection: BlueJeans' }).getByRole('listitem');
  await expect(rungs).toHaveCount(7);
});

test('a permission that is missing has the consent page and its link here too', async ({ stage }) => {
  const problem: ProblemWords = {
    title: 'The app registration lacks User.Read.All',
    meaning: 'Inseam cannot read people, so no cycle runs.',
    nextStep: 'An administrator must grant consent once.',
    action: 'open-consent',
  };
  await stage.open(at('connections'), answers({ 'source.test': () => ({ ...refusedToken, problem }) }));
  await stage.page.getByRole('button', { name: 'Test Connection: Microsoft Entra ID' }).click();
  const alert = stage.page.getByRole('alert');
  await expect(alert).toBeFocused();
  await alert.getByRole('button', { name: 'Copy the link' }).click();
  await expect(alert.getByRole('button', { name: 'Copied' })).toBeVisible();
  await stage.draw('settings-consent');
  await stage.expectAccessible();
  await alert.getByRole('button', { name: 'Open consent page' }).click();
  expect(requestsOf(stage, 'app.openConsent')).toHaveLength(1);
  expect(requestsOf(stage, 'app.copyText')).toHaveLength(1);
});

const platforms = [
  { platform: 'linux', name: 'Linux' },
  { platform: 'win32', name: 'Windows' },
  { platform: 'darwin', name: 'macOS' },
];
for (const { platform, name } of platforms) {
  test(`${platform} is called ${name}`, async ({ stage }) => {
    const info = answers()['app.info']?.({});
    if (info === undefined || info === 'silence' || 'refused' in info) throw new Error('the stage has no app.info');
    await stage.open(at('about'), answers({ 'app.info': () => ({ ...info, platform }) }));
    await expect(stage.page.getByRole('tabpanel').getByText(name, { exact: true })).toBeVisible();
    await expect(stage.page.getByText(platform, { exact: true })).toHaveCount(0);
  });
}

test('a mail server has its own fields, and its answer is told', async ({ stage }) => {
  const problem = {
    title: 'The mail server refused it: 535 authentication failed',
    meaning: 'No mail was sent.',
    nextStep: 'Check the user name and the password.',
    action: null,
  };
  await stage.open(at('alerts'), answers({ 'job.sendTestMail': () => ({ problem, to: 'it@oxbow.example' }) }));
  await stage.page.getByRole('combobox', { name: 'Send through' }).click();
  await stage.page.getByRole('option', { name: 'A mail server' }).click();
  const server = stage.page.getByLabel('Server', { exact: true });
  await server.fill('mail.oxbow.example');
  await server.press('Enter');
  await stage.page.getByRole('button', { name: 'Send a test mail' }).click();
  await expect(stage.page.getByText('The mail server refused it: 535 authentication failed')).toBeVisible();
  await stage.draw('settings-mail-server');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Enter… Password' }).click();
  await stage.page.getByLabel('New password').fill(theToken);
  await stage.page.getByLabel('New password').press('Enter');
  await expect.poll(() => requestsOf(stage, 'secret.set')).toHaveLength(1);
  expect(requestsOf(stage, 'job.setNotify')).toMatchObject([
    { notify: { via: 'smtp' } },
    { notify: { via: 'smtp', smtp: { host: 'mail.oxbow.example' } } },
  ]);
});

test('a proxy of one’s own is kept once it has an address', async ({ stage }) => {
  await stage.open(at('network'), answers({ 'app.saveNetwork': () => ({ problem: null }) }));
  await stage.page.getByRole('combobox', { name: 'Proxy' }).click();
  await stage.page.getByRole('option', { name: 'This proxy' }).click();
  expect(requestsOf(stage, 'app.saveNetwork')).toEqual([]);
  const address = stage.page.getByLabel('Proxy address');
  await address.fill('proxy');
  await address.press('Enter');
  await expect(stage.page.getByRole('alert')).toContainText('An address is needed');
  await stage.draw('settings-proxy');
  await address.fill('http://proxy.oxbow.example:8080');
  await address.press('Enter');
  await expect
    .poll(() => requestsOf(stage, 'app.saveNetwork'))
    .toEqual([{ proxy: 'http://proxy.oxbow.example:8080', caFile: null }]);
});

test('a theme follows at once', async ({ stage }) => {
  const known = answers();
  const info = known['app.info']?.({});
  if (info === undefined || info === 'silence' || 'refused' in info) throw new Error('the stage has no app.info');
  let settings = info.settings;
  await stage.open(at('appearance'), {
    ...known,
    'app.info': () => ({ ...info, settings }),
    'app.saveSettings': (asked) => {
      settings = asked;
      return {};
    },
  });
  await stage.page.getByRole('combobox', { name: 'Theme' }).click();
  await stage.page.getByRole('option', { name: 'Dark' }).click();
  await expect(stage.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await stage.picture('settings-dark-by-choice');
});
