import type { ProblemWords } from '../../shared/ipc/contract';
import { answersFor, state } from './stage/oxbow';
import { expect, type Stage, test } from './stage/stage';
import { draftAnswers, job, planSummary, refusedToken, rungs } from './wizard-answers';

const at = (step: number) => `#/setup/${job}/${step}`;
const reached = (step: number) => ({ setupStep: step, tokenState: 'set' as const });
const heading = (stage: Stage, name: string) => stage.page.getByRole('heading', { level: 1, name });
const next = (stage: Stage) => stage.page.getByRole('button', { name: 'Next' });
const requestsOf = (stage: Stage, verb: string) =>
  stage.asked.filter((asked) => asked.verb === verb).map(({ request }) => request);
const theToken = 'an-example-of-a-token-4711';

test('choosing a service makes a draft and goes on to its connection', async ({ stage }) => {
  const created = draftAnswers();
  await stage.open('#/setup/new/1', { ...created, 'job.create': () => ({ job }) });
  await expect(heading(stage, 'Choose a service')).toBeVisible();
  await expect(stage.page.getByText('BlueJeans was shut down in 2024;')).toBeVisible();
  await stage.draw('wizard-service');
  await stage.expectAccessible();
  await stage.page.getByRole('radio', { name: /Any SCIM 2.0 service/ }).check();
  await next(stage).click();
  await expect(heading(stage, 'Connect BlueJeans')).toBeFocused();
  expect(requestsOf(stage, 'job.create')).toEqual([{ profileId: 'scim' }]);
});

test('whoever only looked into the wizard goes back to where they were', async ({ stage }) => {
  await stage.open(
    '#/setup/new/1',
    answersFor(state({ kind: 'in-step' }), { 'profiles.list': () => ({ profiles: [] }) }),
  );
  await stage.page.getByRole('button', { name: 'Back' }).press('Enter');
  await expect.poll(() => stage.page.url()).toContain(`#/${job}/overview`);
});

test('the sample company goes straight to the review, with every step before it open', async ({ stage }) => {
  const sample = { ...reached(7), sample: true };
  await stage.open('#/setup/new/1', { ...draftAnswers(sample), 'job.createSample': () => ({ job }) });
  await stage.page.getByRole('button', { name: 'Try it with a sample company' }).click();
  await expect(heading(stage, 'Review the first cycle')).toBeVisible();
  await expect(stage.page.getByRole('link', { name: /Choose people/ })).toBeVisible();
});

test('Next waits for a test that passed, and says so beside it', async ({ stage }) => {
  await stage.open(at(2), draftAnswers());
  await expect(next(stage)).toHaveAttribute('aria-disabled', 'true');
  await expect(stage.page.getByText('Enter the secret token first.')).toBeVisible();
  await stage.draw('wizard-connect-start');
  await stage.page.getByLabel('Secret token').fill(theToken);
  await expect(stage.page.getByText('Test the connection first.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Test Connection' }).click();
  await expect(stage.page.getByText('BlueJeans is ready. It has 26 accounts.').first()).toBeVisible();
  await expect(next(stage)).toBeEnabled();
  await stage.draw('wizard-connect-ready');
  await stage.expectAccessible();
  await stage.page.getByLabel('Tenant URL').fill('https://other.example/scim');
  await expect(stage.page.getByRole('main').getByText('It has 26 accounts.')).toBeHidden();
  await expect(stage.page.getByText('Test the connection first.')).toBeVisible();
});

test('the rungs are drawn as they are climbed', async ({ stage }) => {
  await stage.open(at(2), { ...draftAnswers(), 'target.test': () => 'silence' });
  await stage.page.getByLabel('Secret token').fill(theToken);
  await stage.page.getByLabel('Secret token').press('Enter');
  await stage.tell({ kind: 'check.rungs', job, side: 'target', rungs: rungs(2, 'running', '') });
  await expect(stage.page.getByText('None needed')).toBeVisible();
  await stage.tell({ kind: 'check.rungs', job, side: 'source', rungs: rungs(0, 'failed', 'of the other side') });
  await expect(stage.page.getByText('of the other side')).toBeHidden();
  await stage.draw('wizard-connect-running');
});

test('a refused token is explained where it was entered, and editing it sets the ladder back', async ({ stage }) => {
  await stage.open(at(2), { ...draftAnswers(), 'target.test': () => refusedToken });
  await stage.page.getByLabel('Secret token').fill(theToken);
  await stage.page.getByLabel('Secret token').press('Enter');
  const explanation = stage.page.getByRole('alert');
  await expect(explanation).toContainText('BlueJeans does not accept this token');
  await expect(explanation).toBeFocused();
  await expect(stage.page.getByText('BlueJeans refused this token.')).toBeVisible();
  await stage.draw('wizard-connect');
  await stage.expectAccessible();
  await explanation.getByRole('button', { name: 'Copy details for support' }).click();
  await explanation.getByRole('button', { name: 'Open the BlueJeans admin console' }).click();
  const [copied] = requestsOf(stage, 'app.copyText');
  expect(JSON.stringify(copied)).toContain('Sign-in: failed: 401: the token was refused');
  expect(JSON.stringify(copied)).not.toContain(theToken);
  expect(requestsOf(stage, 'app.openLink')).toEqual([{ name: 'bluejeans.console' }]);
  await stage.page.getByLabel('Secret token').pressSequentially('x');
  await expect(explanation).toBeHidden();
  await expect(stage.page.getByText('Not tested')).toHaveCount(7);
});

test('in a low window the rungs that passed fold into one line', async ({ stage }) => {
  await stage.open(at(2), { ...draftAnswers(), 'target.test': () => refusedToken }, { size: 'small' });
  await stage.page.getByLabel('Secret token').fill(theToken);
  await stage.page.getByLabel('Secret token').press('Enter');
  await expect(stage.page.getByText('4 checks passed, last: Certificate')).toBeVisible();
  await expect(stage.page.getByText('Port 443 answers')).toBeHidden();
  await stage.page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(stage.page.getByText('Port 443 answers')).toBeVisible();
});

test('an address needs https, and spaces at its ends are removed', async ({ stage }) => {
  await stage.open(at(2), draftAnswers());
  const url = stage.page.getByLabel('Tenant URL');
  await url.fill('http://api.bluejeans.com/v2/scim');
  await expect(url).toHaveAccessibleDescription(/Needs https:\/\//);
  await expect(next(stage)).toHaveAttribute('aria-disabled', 'true');
  await stage.draw('wizard-connect-http');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Change to https' }).press('Enter');
  await expect(url).toHaveValue('https://api.bluejeans.com/v2/scim');
  await expect(url).toBeFocused();
  await url.fill('  https://api.bluejeans.com/v2/scim ');
  await url.blur();
  await expect(url).toHaveValue('https://api.bluejeans.com/v2/scim');
  await expect(stage.page.getByText('Spaces at the ends were removed.')).toBeVisible();
});

const ofThisComputer = ['http://localhost:8080/scim', 'http://127.0.0.1/scim', 'HTTP://[::1]:9000'];
for (const address of ofThisComputer) {
  test(`${address} is on this computer, so nothing says that it needs https`, async ({ stage }) => {
    await stage.open(at(2), draftAnswers());
    const url = stage.page.getByLabel('Tenant URL');
    await url.fill(address);
    await expect(url).toHaveAccessibleDescription('http:// will do here: this address is on this computer.');
    await expect(stage.page.getByText('Needs https://')).toHaveCount(0);
    await expect(stage.page.getByText('Enter the secret token first.')).toBeVisible();
    await stage.picture('wizard-connect-loopback');
  });
}

test('an accepted https address needs no hint, a beginning of one is not wrong yet, a broken one says what is needed', async ({
  stage,
}) => {
  await stage.open(at(2), draftAnswers());
  const url = stage.page.getByLabel('Tenant URL');
  await url.fill('https://scim.oxbow.example/v2');
  await expect(stage.page.getByText('Needs https://')).toHaveCount(0);
  await url.fill('https:/');
  await expect(url).toHaveAccessibleDescription('Needs https://');
  await expect(url).not.toHaveAttribute('aria-invalid', 'true');
  await url.fill('https://it@oxbow.example');
  await expect(url).toHaveAccessibleDescription('An address is needed, such as https://scim.example.com/v2.');
  await expect(url).toHaveAttribute('aria-invalid', 'true');
});

test('a token is handed over once and is nowhere in the page afterwards', async ({ stage }) => {
  await stage.open(at(2), draftAnswers());
  await stage.page.getByLabel('Secret token').fill(`  ${theToken} `);
  await stage.page.getByLabel('Secret token').press('Enter');
  await expect(next(stage)).toBeEnabled();
  expect(await stage.page.content()).not.toContain(theToken);
  await stage.page.getByLabel('Secret token').press('Enter');
  await expect(heading(stage, 'Connect Microsoft Entra')).toBeFocused();
  expect(requestsOf(stage, 'target.test')).toEqual([
    { job, baseUrl: 'https://api.bluejeans.com/v2/scim', token: theToken },
  ]);
  expect(requestsOf(stage, 'secret.set')).toEqual([{ job, name: 'target-token', value: theToken, thisRunOnly: false }]);
  await stage.page.getByRole('button', { name: 'Back' }).click();
  await expect(stage.page.getByText('Saved in the keychain.')).toBeVisible();
  await expect(next(stage)).toBeEnabled();
  await stage.draw('wizard-connect-kept');
  await stage.page.getByRole('button', { name: 'Replace…' }).click();
  await expect(stage.page.getByLabel('Secret token')).toBeFocused();
  await expect(stage.page.getByLabel('Secret token')).toHaveValue('');
});

test('without a keychain the token can be kept for this run', async ({ stage }) => {
  const noKeychain: ProblemWords = {
    title: 'This computer has no keychain',
    meaning: 'The token can be kept for this run only, and is needed again after the next start.',
    nextStep: '',
    action: null,
  };
  await stage.open(at(2), {
    ...draftAnswers(),
    'secret.set': ({ thisRunOnly }) =>
      thisRunOnly ? { state: 'this-run-only', problem: null } : { state: 'unavailable', problem: noKeychain },
  });
  await stage.page.getByLabel('Secret token').fill(theToken);
  await stage.page.getByLabel('Secret token').press('Enter');
  await expect(next(stage)).toBeEnabled();
  await next(stage).click();
  await expect(stage.page.getByRole('alert')).toContainText('This computer has no keychain');
  await stage.draw('wizard-no-keychain');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Keep for this run' }).click();
  await expect(heading(stage, 'Connect Microsoft Entra')).toBeVisible();
});

test('a missing permission is a rung of its own, with the way to the consent page', async ({ stage }) => {
  await stage.open(
    at(3),
    draftAnswers(
      { ...reached(3), clientSecretState: 'missing' },
      {
        'source.test': () => ({
          rungs: [
            { name: 'Sign-in', state: 'passed', text: 'Signed in as the application', durationMs: 210 },
            { name: 'Read people', state: 'failed', text: 'Missing', durationMs: 80 },
            { name: 'Read groups', state: 'passed', text: 'Granted', durationMs: 70 },
          ],
          problem: {
            title: 'The app registration lacks User.Read.All',
            meaning: 'Inseam cannot read people, so no cycle runs.',
            nextStep: 'An administrator must grant consent once.',
            action: 'open-consent',
          },
          summary: '',
          durationMs: 400,
        }),
      },
    ),
  );
  await stage.draw('wizard-entra');
  await stage.expectAccessible();
  await expect(stage.page.getByText('Enter the client secret first.')).toBeVisible();
  await stage.page.getByLabel('Client secret').fill(theToken);
  await stage.page.getByLabel('Client secret').press('Enter');
  await expect(stage.page.getByRole('alert')).toContainText('The app registration lacks User.Read.All');
  await stage.draw('wizard-entra-permission');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(stage.page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect(stage.page.getByRole('status').getByText('Copied')).toBeAttached();
  expect(requestsOf(stage, 'app.copyText')).toEqual([
    {
      text: 'https://entra.microsoft.com/oxbow.example/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/11111111-2222-4333-8444-555555555555',
    },
  ]);
  await stage.page.getByRole('button', { name: 'Open consent page' }).click();
  expect(requestsOf(stage, 'app.openConsent')).toEqual([
    { job: 'bluejeans', tenantId: 'oxbow.example', clientId: '11111111-2222-4333-8444-555555555555', cloud: 'global' },
  ]);
});

test('each rung has its name on one line, and only the failed one is bold', async ({ stage }) => {
  const passed = (name: string) => ({ name, state: 'passed', text: 'Granted', durationMs: 80 }) as const;
  await stage.open(
    at(3),
    draftAnswers(reached(3), {
      'source.test': () => ({
        ...refusedToken,
        rungs: [
          passed('Sign-in'),
          { name: 'Read the application', state: 'failed', text: 'Missing', durationMs: 80 },
          { name: 'Read groups', state: 'not-tested', text: '', durationMs: null },
        ],
      }),
    }),
  );
  const test = stage.page.getByRole('button', { name: /^Test/ });
  await test.click();
  await expect(stage.page.getByRole('alert')).toBeFocused();
  const weightOf = (name: string) =>
    stage.page.getByText(name, { exact: true }).evaluate((element) => getComputedStyle(element).fontWeight);
  expect(await weightOf('Read the application')).toBe('600');
  expect(await weightOf('Sign-in')).toBe('400');
  expect(await weightOf('Read groups')).toBe('400');
  for (const size of ['usual', 'small'] as const) {
    await stage.resize(size);
    const name = await stage.page.getByText('Read the application', { exact: true }).boundingBox();
    expect(name?.height).toBe(20);
  }
});

test('what was tested is there again for whoever leaves for a cure; where it was passed before, only Next keeps it', async ({
  stage,
}) => {
  const address = stage.page.getByLabel('Tenant URL');
  const test = async (setupStep: number) => {
    await stage.open(at(2), draftAnswers({ ...reached(setupStep) }, { 'target.test': () => refusedToken }));
    await address.fill('https://other.example/scim');
    await address.press('Enter');
    await expect(stage.page.getByRole('alert')).toBeVisible();
  };
  await test(2);
  expect(requestsOf(stage, 'job.setTarget')).toEqual([{ job, target: { baseUrl: 'https://other.example/scim' } }]);
  await test(5);
  expect(requestsOf(stage, 'job.setTarget')).toEqual([]);
});

test('a service that does not answer has a way to the network settings', async ({ stage }) => {
  const problem: ProblemWords = {
    title: 'api.bluejeans.com does not answer',
    meaning: 'Nothing was changed.',
    nextStep: 'Check the network, the firewall and the proxy.',
    action: 'network-settings',
  };
  await stage.open(at(2), draftAnswers({}, { 'target.test': () => ({ ...refusedToken, problem }) }));
  await stage.page.getByLabel('Secret token').fill(theToken);
  await stage.page.getByLabel('Secret token').press('Enter');
  await stage.page.getByRole('alert').getByRole('button', { name: 'Network settings' }).click();
  await expect(stage.page.getByRole('tabpanel', { name: 'Network' })).toBeVisible();
});

test('the script that makes the app registration can be copied, for either tool', async ({ stage }) => {
  await stage.open(at(3), draftAnswers(reached(3)));
  await stage.page.getByRole('button', { name: 'Copy the script' }).click();
  await stage.page.getByRole('tab', { name: 'Azure CLI' }).press('ArrowRight');
  await expect(stage.page.getByRole('tab', { name: 'PowerShell' })).toBeFocused();
  await stage.page.getByRole('button', { name: 'Copied' }).click();
  const copied = requestsOf(stage, 'app.copyText').map((request) => JSON.stringify(request));
  expect(copied[0]).toContain('az ad app create');
  expect(copied[1]).toContain('New-MgApplication');
});

test('people are those of an application, of groups, or everyone', async ({ stage }) => {
  await stage.open(at(4), draftAnswers(reached(4)));
  await expect(stage.page.getByText('Recommended: start with one or two people.')).toBeVisible();
  await expect(stage.page.getByText('Choose the enterprise application first.')).toBeVisible();
  const application = stage.page.getByRole('combobox', { name: 'Enterprise application' });
  await application.pressSequentially('blue');
  await stage.page.getByRole('option', { name: /BlueJeans/ }).click();
  await expect(application).toHaveValue('BlueJeans');
  await stage.draw('wizard-people');
  await stage.expectAccessible();

  await stage.page.getByRole('radio', { name: /Members of chosen groups/ }).check();
  await expect(stage.page.getByText('Choose a group first.')).toBeVisible();
  const groups = stage.page.getByRole('combobox', { name: 'Groups' });
  await groups.pressSequentially('sal');
  await stage.page.getByRole('option', { name: /Sales/ }).click();
  await groups.pressSequentially('res');
  await stage.page.getByRole('option', { name: /Research/ }).click();
  await stage.page.getByRole('button', { name: 'Remove Sales' }).press('Enter');
  await expect(stage.page.getByText('Sales removed.').first()).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await stage.page.keyboard.press('Enter');
  await expect(groups).toBeFocused();
  await stage.draw('wizard-people-groups');
  // From within the picker too, which would open at Enter.
  await groups.press('Control+Enter');
  await expect(heading(stage, 'Check the mapping')).toBeVisible();
  expect(requestsOf(stage, 'job.setScope')).toEqual([
    { job, scope: { mode: 'groups', servicePrincipalId: 'sp-1', groupIds: ['g-2', 'g-1'] } },
  ]);
});

const gone = '0b7d3a52-6c1e-4a83-9f43-2f1f7e1a9d10';
const savedGroups = { mode: 'groups' as const, servicePrincipalId: null, groupIds: ['g-1', gone] };
const chosenGroups = (stage: Stage) => stage.page.getByRole('list', { name: 'Chosen groups' }).getByRole('listitem');

test('groups that were chosen before stand there by name, and one that is gone says so', async ({ stage }) => {
  await stage.open(
    at(4),
    draftAnswers(
      { ...reached(5), scope: savedGroups },
      {
        'source.scopeNames': () => ({
          application: null,
          groups: [
            { id: 'g-1', name: 'Sales' },
            { id: gone, name: null },
          ],
          problem: null,
        }),
      },
    ),
  );
  await expect(chosenGroups(stage)).toHaveText(['Sales', `${gone}Entra ID does not know this group any more.`]);
  await stage.draw('wizard-people-revisited');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: `Remove ${gone}` }).click();
  await next(stage).click();
  await expect(heading(stage, 'Check the mapping')).toBeVisible();
  expect(requestsOf(stage, 'job.setScope')).toMatchObject([{ scope: { groupIds: ['g-1'] } }]);
});

test('while names are looked up the ids stand there, and names that cannot be read can be asked again', async ({
  stage,
}) => {
  const problem: ProblemWords = {
    title: 'Microsoft Entra ID does not accept this client secret',
    meaning: 'People cannot be read; accounts stay as they are.',
    nextStep: 'Paste the secret’s value, not its id; it may have ended.',
    action: 'replace-secret',
  };
  await stage.open(
    at(4),
    draftAnswers({ ...reached(5), scope: savedGroups }, { 'source.scopeNames': () => 'silence' }),
  );
  await expect(chosenGroups(stage)).toHaveText(['g-1', gone]);
  await expect(stage.page.getByText('Looking up the names…')).toBeVisible();
  await stage.draw('wizard-people-loading');
  const groups = savedGroups.groupIds.map((id) => ({ id, name: null }));
  await stage.open(
    at(4),
    draftAnswers(
      { ...reached(5), scope: savedGroups },
      { 'source.scopeNames': () => ({ application: null, groups, problem }) },
    ),
  );
  await expect(stage.page.getByRole('alert')).toContainText('The names could not be read.');
  await expect(chosenGroups(stage)).toHaveText(['g-1', gone]);
  await stage.draw('wizard-people-unread');
  await stage.expectAccessible();
  stage.change({
    'source.scopeNames': () => ({
      application: null,
      groups: groups.map(({ id }) => ({ id, name: `Group ${id}` })),
      problem: null,
    }),
  });
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect(chosenGroups(stage)).toHaveText(['Group g-1', `Group ${gone}`]);
});

test('the application that was chosen before stands there by name, or says that it is gone', async ({ stage }) => {
  const scope = { mode: 'assigned' as const, servicePrincipalId: gone, groupIds: [] };
  const application = stage.page.getByRole('combobox', { name: 'Enterprise application' });
  await stage.open(at(4), draftAnswers({ ...reached(5), scope }));
  await expect(application).toHaveValue('BlueJeans');
  await stage.open(
    at(4),
    draftAnswers(
      { ...reached(5), scope },
      { 'source.scopeNames': () => ({ application: null, groups: [], problem: null }) },
    ),
  );
  await expect(application).toHaveValue(gone);
  await expect(stage.page.getByText('Entra ID does not know this application any more.')).toBeVisible();
  await stage.draw('wizard-people-application-gone');
});

test('a directory without people offers nobody to try the mapping on', async ({ stage }) => {
  await stage.open(at(5), draftAnswers(reached(5), { 'people.search': () => ({ people: [], problem: null }) }));
  await expect(stage.page.getByRole('columnheader')).toHaveText(['Attribute', 'From']);
  await expect(stage.page.getByRole('combobox')).toHaveCount(0);
  await expect(stage.page.getByText('Microsoft Entra ID has no people yet to try it on.')).toBeVisible();
  await stage.draw('wizard-mapping-nobody');
  await stage.expectAccessible();
});

test('people who cannot be read are said so beside the mapping, and can be asked for again', async ({ stage }) => {
  const problem = {
    title: 'Microsoft Graph does not answer',
    meaning: '',
    nextStep: 'Check the network.',
    action: null,
  };
  let asked = 0;
  await stage.open(
    at(5),
    draftAnswers(reached(5), {
      'people.search': () => {
        asked += 1;
        return { people: [], problem };
      },
    }),
  );
  await expect(stage.page.getByRole('columnheader')).toHaveText(['Attribute', 'From']);
  await expect(stage.page.getByText('Microsoft Graph does not answer. Check the network.')).toBeVisible();
  await stage.draw('wizard-mapping-unread');
  await stage.expectAccessible();
  const before = asked;
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked).toBeGreaterThan(before);
});

test('of a long attribute the end can be read, and the tooltip has the whole', async ({ stage }) => {
  const target = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';
  const table = draftAnswers()['mapping.get']?.({ job });
  if (table === undefined || table === 'silence' || 'refused' in table) throw new Error('the stage has no mapping');
  const ofTable = table.mappings.map((mapping) => (mapping.target === 'manager' ? { ...mapping, target } : mapping));
  await stage.open(at(5), draftAnswers(reached(5), { 'mapping.get': () => ({ ...table, mappings: ofTable }) }));
  for (const size of ['usual', 'small'] as const) {
    await stage.resize(size);
    const cell = await stage.page.getByRole('cell', { name: target }).boundingBox();
    const end = await stage.page.getByText('User:manager', { exact: true }).boundingBox();
    if (cell === null || end === null) throw new Error('the attribute is not there');
    expect(end.x + end.width).toBeLessThanOrEqual(cell.x + cell.width);
  }
  await expect(stage.page.getByTitle(target)).toBeVisible();
  await stage.draw('wizard-mapping-urn');
});

test('the mapping is shown with what it makes of one person, and can be changed in place', async ({ stage }) => {
  await stage.open(at(5), draftAnswers(reached(5)));
  await expect(stage.page.getByText('s.nibhriain@oxbow.example')).toBeVisible();
  await stage.draw('wizard-mapping');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Change the mapping' }).click();
  await stage.page.getByLabel('Default value').fill('none');
  await expect(stage.page.getByText('Save or discard your changes first.')).toBeVisible();
  await expect(next(stage)).toHaveAttribute('aria-disabled', 'true');
  await stage.draw('wizard-mapping-change');
  await stage.page.getByRole('button', { name: 'Discard' }).click();
  await next(stage).click();
  await expect(heading(stage, 'Alerts and schedule')).toBeVisible();
});

test('a wrong value keeps the wizard in its step; alerts are kept as they are made', async ({ stage }) => {
  const sent = { 'job.sendTestMail': () => ({ problem: null, to: 'it@oxbow.example' }) };
  await stage.open(at(6), draftAnswers(reached(6), sent));
  await stage.draw('wizard-alerts');
  await stage.expectAccessible();
  const limit = stage.page.getByLabel('Hold deletions above');
  await limit.fill('0');
  await limit.blur();
  await expect(stage.page.getByText('At least 1.')).toBeVisible();
  await expect(stage.page.getByText('Correct the marked value first.')).toBeVisible();
  await limit.fill('7');
  await limit.blur();
  await expect.poll(() => requestsOf(stage, 'job.setSafety')).toHaveLength(1);
  await stage.page.getByRole('button', { name: 'Send a test mail' }).click();
  await expect(stage.page.getByText('Sent to it@oxbow.example. It may take a minute.').first()).toBeVisible();
  await next(stage).click();
  await expect(heading(stage, 'Review the first cycle')).toBeVisible();
});

test('the plan is shown whole before anything is written, and starting is the admin’s word', async ({ stage }) => {
  await stage.open(at(7), draftAnswers(reached(7), { 'cycle.start': () => ({ started: true, problem: null }) }));
  const numbers = stage.page.getByRole('list', { name: 'What the first cycle would do' }).getByRole('listitem');
  await expect(numbers).toHaveText([
    '0disabled or deleted',
    '9created',
    '26existing accounts linked',
    '7of them updated',
    '3people skipped',
  ]);
  await expect(stage.page.getByText('3 people would be skipped')).toBeVisible();
  await expect(stage.page.getByRole('row')).toHaveCount(10);
  for (const size of ['usual', 'small'] as const) {
    await stage.resize(size);
    const row = stage.page.getByRole('row').nth(1);
    expect((await row.boundingBox())?.height).toBe(52);
    const cut = await row
      .getByText('Assigned through the groups BlueJeans Users, Sales.')
      .evaluate((reason) => reason.scrollHeight > reason.clientHeight || reason.scrollWidth > reason.clientWidth);
    expect(cut).toBe(false);
  }
  await stage.draw('wizard-review');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Link only 19' }).click();
  await expect(
    stage.page.getByText('These 19 accounts exist already, are recognised and stay as they are.'),
  ).toBeVisible();
  await stage.draw('wizard-review-link');
  await stage.page.getByRole('button', { name: 'Update 7' }).click();
  await stage.draw('wizard-review-update');
  await stage.page.getByRole('button', { name: 'Skip 3' }).click();
  await stage.draw('wizard-review-skip');
  await stage.page.getByRole('button', { name: 'Start the first cycle' }).click();
  await expect.poll(() => stage.page.url()).toContain(`#/${job}/overview`);
  expect(requestsOf(stage, 'cycle.start')).toEqual([{ job, full: true, approve: true }]);
});

test('what takes access away comes first, and over the limit it would be held', async ({ stage }) => {
  await stage.open(
    at(7),
    draftAnswers(reached(7), { 'plan.make': () => ({ summary: planSummary(12), problem: null }) }),
  );
  await expect(
    stage.page.getByText('This plan disables 12 accounts; your limit is 5. They would be held.'),
  ).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Disable 12' })).toHaveAttribute('aria-pressed', 'true');
  await stage.draw('wizard-review-over');
});

test('a limit that no cycle could reach is said so, with one that fits', async ({ stage }) => {
  const safety = {
    deletionThreshold: 50,
    reviewFirstCycle: true,
    skipOutOfScopeDeletions: false,
    deleteAfterDays: null,
  };
  await stage.open(at(7), draftAnswers({ ...reached(7), safety }));
  const note = stage.page.getByText('Your limit for deletions is 50, and there would be only 35 accounts');
  await expect(note).toBeVisible();
  await stage.draw('wizard-review-limit');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Hold deletions above 5' }).press('Enter');
  await expect(note).toHaveCount(0);
  expect(requestsOf(stage, 'job.setSafety')).toEqual([{ job, safety: { ...safety, deletionThreshold: 5 } }]);
  await expect(stage.page.locator('body')).not.toBeFocused();
});

test('planning shows how far it is and can be cancelled', async ({ stage }) => {
  await stage.open(at(7), { ...draftAnswers(reached(7)), 'plan.make': () => 'silence' });
  await expect(stage.page.getByText('Reading both sides. Nothing is written.').first()).toBeVisible();
  await stage.tell({ kind: 'plan.progress', job, done: 23, expected: 41 });
  await expect(stage.page.getByText('23 of 41 people done')).toBeVisible();
  await stage.draw('wizard-review-planning');
  await stage.expectAccessible();
  await stage.tell({ kind: 'plan.progress', job, done: 50, expected: 41 });
  await expect(stage.page.getByText('50 people done')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(stage.page.getByText('No plan was made.')).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Make a plan' })).toBeFocused();
  expect(requestsOf(stage, 'plan.cancel')).toEqual([{ job }]);
  stage.change({ 'plan.make': () => ({ summary: null, problem: refusedToken.problem }) });
  await stage.page.getByRole('button', { name: 'Make a plan' }).click();
  await expect(stage.page.getByRole('alert')).toContainText('BlueJeans does not accept this token');
  await expect(stage.page.getByText('Nothing was written.')).toBeVisible();
  await stage.draw('wizard-review-failed');
  await stage.page.getByRole('button', { name: 'Enter a new token' }).click();
  await expect(heading(stage, 'Connect BlueJeans')).toBeVisible();
});

test('a plan that lacks a permission has the consent page and its link', async ({ stage }) => {
  const problem: ProblemWords = {
    title: 'The app registration lacks User.Read.All',
    meaning: 'Inseam cannot read people, so no cycle runs.',
    nextStep: 'An administrator must grant consent once.',
    action: 'open-consent',
  };
  await stage.open(at(7), draftAnswers(reached(7), { 'plan.make': () => ({ summary: null, problem }) }));
  const alert = stage.page.getByRole('alert');
  await expect(alert.getByRole('button', { name: 'Open consent page' })).toBeVisible();
  await alert.getByRole('button', { name: 'Copy the link' }).click();
  await expect(alert.getByRole('button', { name: 'Copied' })).toBeVisible();
  await stage.draw('wizard-review-consent');
  await stage.expectAccessible();
});

test('where everyone is in step already, the wizard only has to finish', async ({ stage }) => {
  const nothing = planSummary(0);
  const counts = { ...nothing.counts, create: 0, update: 0, link: 0, skipped: 0, unchanged: 38 };
  await stage.open(
    at(7),
    draftAnswers(reached(7), { 'plan.make': () => ({ summary: { ...nothing, counts }, problem: null }) }),
  );
  await expect(stage.page.getByText('Everyone is in step already.')).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Finish' })).toBeVisible();
  await stage.draw('wizard-review-nothing');
});

test('the wizard is done from the first step to the last with the keyboard alone', async ({ stage }) => {
  const { keyboard } = stage.page;
  await stage.open('#/setup/new/1', {
    ...draftAnswers({}, { 'cycle.start': () => ({ started: true, problem: null }) }),
    'job.create': () => ({ job }),
  });
  await expect(heading(stage, 'Choose a service')).toBeVisible();
  await tabTo(stage, 'BlueJeans');
  await keyboard.press('Enter');
  await expect(heading(stage, 'Connect BlueJeans')).toBeFocused();
  await tabTo(stage, 'Secret token');
  await keyboard.type(theToken);
  await keyboard.press('Enter');
  await expect(next(stage)).toBeEnabled();
  await keyboard.press('Enter');
  await expect(heading(stage, 'Connect Microsoft Entra')).toBeFocused();
  await tabTo(stage, 'Tenant id');
  await keyboard.press('Enter');
  await expect(next(stage)).toBeEnabled();
  await keyboard.press('Enter');
  await expect(heading(stage, 'Choose people')).toBeFocused();
  await tabTo(stage, 'People assigned to an application');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await tabTo(stage, 'Next');
  await keyboard.press('Enter');
  await expect(heading(stage, 'Check the mapping')).toBeFocused();
  await tabTo(stage, 'Next');
  await keyboard.press('Enter');
  await expect(heading(stage, 'Alerts and schedule')).toBeFocused();
  await tabTo(stage, 'Next');
  await keyboard.press('Enter');
  await expect(heading(stage, 'Review the first cycle')).toBeFocused();
  await expect(stage.page.getByRole('button', { name: 'Start the first cycle' })).toBeEnabled();
  await tabTo(stage, 'Start the first cycle');
  await keyboard.press('Enter');
  await expect.poll(() => requestsOf(stage, 'cycle.start')).toHaveLength(1);
  expect(requestsOf(stage, 'job.setScope')).toMatchObject([{ scope: { mode: 'all' } }]);
});

test('saving and closing keeps the draft and leaves', async ({ stage }) => {
  await stage.open(at(4), draftAnswers(reached(4)));
  await stage.page.getByRole('radio', { name: /^Everyone All users/ }).check();
  await stage.page.getByRole('button', { name: 'Save and close' }).click();
  await expect.poll(() => stage.page.url()).toContain('#/welcome');
  expect(requestsOf(stage, 'job.setScope')).toHaveLength(1);
  expect(requestsOf(stage, 'job.setSetupStep')).toEqual([{ job, step: 4 }]);
});

test('a draft that cannot be read says why', async ({ stage }) => {
  await stage.open(at(2), {
    ...answersFor(state({ kind: 'not-set-up', step: 2 })),
    'job.connection': () => ({
      refused: { title: 'settings.json is damaged', meaning: '', nextStep: 'Open the file.', action: null },
    }),
  });
  await expect(stage.page.getByText('settings.json is damaged. Open the file.')).toBeVisible();
});

/** Presses Tab until the control of this name has the focus. */
async function tabTo(stage: Stage, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await stage.page.keyboard.press('Tab');
    const here = await stage.page.evaluate(() => {
      const { activeElement } = document;
      if (!(activeElement instanceof HTMLElement)) return '';
      const labels = activeElement instanceof HTMLInputElement ? [...(activeElement.labels ?? [])] : [];
      return [
        activeElement.getAttribute('aria-label'),
        ...labels.map((label) => label.textContent),
        activeElement.innerText,
      ]
        .filter((text) => text !== null && text !== '')
        .join(' ');
    });
    if (here.startsWith(name)) return;
  }
  throw new Error(`Tab did not come to ${name}`);
}
