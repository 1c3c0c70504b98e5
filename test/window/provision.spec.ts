import type { SightStepView, SightView } from '../../shared/ipc/contract';
import { expectHeadingsInOrder } from './heading-order';
import { answersFor, job, personId, progress, state } from './stage/oxbow';
import { peopleAnswers } from './stage/people';
import { type Answers, expect, test } from './stage/stage';

const chloe = { id: personId(3), name: 'Chloé Lefèvre', mail: 'chloe.lefevre@oxbow.example', department: 'Sales' };
const page = `#/${job}/provision`;
const ofChloe = `${page}/${chloe.id}`;
const inStep = state({ kind: 'in-step' });
const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';

const step = (name: SightStepView['step'], text: string, more: Partial<SightStepView> = {}): SightStepView => ({
  step: name,
  state: 'passed',
  text,
  durationMs: null,
  facts: [],
  ...more,
});
const imported = step('import', 'Found in Microsoft Entra ID: active, 11 attributes read.', {
  durationMs: 210,
  facts: [
    { name: 'userPrincipalName', value: 'chloe.lefevre@oxbow.example' },
    { name: 'displayName', value: 'Chloé Lefèvre' },
    { name: 'employeeType', value: 'Employee' },
  ],
});
const inScope = step(
  'scope',
  'In scope: assigned directly. Filter “Employees” passed: employeeType equals Employee, mail is not empty.',
  { durationMs: 120, facts: [{ name: 'Active in the source system', value: 'True' }] },
);
const unmatched = step(
  'match',
  'No BlueJeans account has the userName chloe.lefevre@oxbow.example, so one would be created.',
  { durationMs: 180, facts: [{ name: 'userName eq "chloe.lefevre@oxbow.example"', value: 'no account' }] },
);
const notReached = (name: SightStepView['step']) => step(name, 'Not reached.', { state: 'not-reached' });
const changes = [
  ['userName', 'chloe.lefevre@oxbow.example'],
  ['name.givenName', 'Chloé'],
  ['name.familyName', 'Lefèvre'],
  ['title', 'Account manager'],
  [manager, 'Ingrid Solberg'],
].map(([attribute = '', to = '']) => ({ attribute, from: null, to }));

const sight = (more: Partial<SightView> = {}): SightView => ({
  personId: chloe.id,
  name: chloe.name,
  mail: chloe.mail,
  steps: [imported, inScope, unmatched, step('action', 'Create one account with 5 attributes.', { state: 'waits' })],
  action: 'create',
  changes,
  token: 'seen',
  done: false,
  problem: null,
  ...more,
});
const created = sight({
  steps: [
    imported,
    inScope,
    unmatched,
    step('action', 'Created just now. BlueJeans answered 201.', { durationMs: 340 }),
  ],
  token: null,
  done: true,
});
const answers = (more: Answers = {}, of = inStep): Answers =>
  answersFor(of, {
    ...peopleAnswers,
    'people.search': ({ text }) => ({
      people: [chloe].filter(({ id, name }) => id === text || name.toLowerCase().includes(text.toLowerCase())),
      problem: null,
    }),
    'provision.look': () => ({ sight: sight() }),
    'provision.do': () => ({ sight: created, stale: false }),
    ...more,
  });

test('somebody is searched for, looked at, and made an account of, with the keyboard alone', async ({ stage }) => {
  await stage.open(page, answers());
  await expect(stage.page.getByRole('heading', { level: 1 })).toHaveText('Provision on demand');
  await expect(stage.page).toHaveTitle('Provision on demand – BlueJeans – Inseam');
  await expect(stage.page.getByText('Choose a person. People are found by name, mail or id.')).toBeVisible();
  await stage.draw('provision-empty');
  await stage.expectAccessible();
  const search = stage.page.getByRole('combobox', { name: 'Person' });
  await search.focus();
  await stage.page.keyboard.type('lefè');
  await expect(stage.page.getByRole('option', { name: /Chloé Lefèvre/ })).toBeVisible();
  await stage.page.keyboard.press('ArrowDown');
  await stage.page.keyboard.press('Enter');
  await expect(stage.page).toHaveURL(new RegExp(`provision/${chloe.id}$`));
  await expect(stage.page.getByText('Create one account with 5 attributes.', { exact: true })).toBeVisible();
  await expect(stage.page.getByText('waits for you', { exact: true })).toBeVisible();
  await expect(stage.page.getByRole('heading', { level: 3 })).toHaveText([
    'Import: passed',
    'Scope: passed',
    'Match: passed',
    'Action: waits for you',
  ]);
  await expect(stage.page.getByRole('row', { name: 'manager Ingrid Solberg' })).toBeVisible();
  await expectHeadingsInOrder(stage.page);
  await stage.draw('provision');
  await stage.expectAccessible();
  await stage.page.keyboard.press('Control+Enter');
  await expect(stage.page.getByText('Created just now. BlueJeans answered 201.', { exact: true })).toBeVisible();
  expect(stage.asked.filter(({ verb }) => verb === 'provision.do')).toEqual([
    { verb: 'provision.do', request: { job, personId: chloe.id, token: 'seen' } },
  ]);
  await stage.draw('provision-done');
  await stage.expectAccessible();
  await stage.page.keyboard.press('Tab');
  await expect(stage.page.getByRole('button', { name: 'Open person' })).toBeFocused();
  await stage.page.keyboard.press('Enter');
  await expect(stage.page).toHaveURL(new RegExp(`people/${chloe.id}$`));
});

test('the steps run one after the other, each with what stands behind it', async ({ stage }) => {
  await stage.open(ofChloe, answers({ 'provision.look': () => 'silence' }));
  const states = stage.page.getByRole('heading', { level: 3 });
  await expect(states).toHaveText(['Import: running', 'Scope: waiting', 'Match: waiting', 'Action: waiting']);
  await stage.tell({ kind: 'provision.step', job, personId: chloe.id, step: 'match' });
  await expect(states).toHaveText(['Import: passed', 'Scope: passed', 'Match: running', 'Action: waiting']);
  await stage.tell({ kind: 'provision.step', job, personId: 'somebody else', step: 'action' });
  await expect(states).toHaveText(['Import: passed', 'Scope: passed', 'Match: running', 'Action: waiting']);
  await expect(stage.page.getByText('Chloé Lefèvre')).toBeVisible();
  await stage.draw('provision-running');
  await stage.expectAccessible();
});

test('what was read, checked and found opens under its step', async ({ stage }) => {
  await stage.open(ofChloe, answers());
  await stage.page.getByText('What was read', { exact: true }).click();
  await expect(stage.page.getByText('employeeType', { exact: true })).toBeVisible();
  await stage.page.getByText('What was asked and found', { exact: true }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(stage.page.getByText('no account', { exact: true })).toBeVisible();
  await stage.draw('provision-facts');
  await stage.expectAccessible();
});

test('somebody out of scope reaches neither match nor action, and nothing would be sent', async ({ stage }) => {
  const out = sight({
    steps: [
      imported,
      step('scope', 'Chloé Lefèvre is not assigned to the application.', { state: 'skipped', durationMs: 110 }),
      notReached('match'),
      notReached('action'),
    ],
    action: 'none',
    changes: [],
    token: null,
  });
  await stage.open(ofChloe, answers({ 'provision.look': () => ({ sight: out }) }));
  await expect(stage.page.getByText('Nothing would be sent.', { exact: true })).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Not now' })).toHaveCount(0);
  await stage.draw('provision-out');
  await stage.expectAccessible();
});

test('somebody in step has nothing to change', async ({ stage }) => {
  const same = sight({
    steps: [
      imported,
      inScope,
      step('match', 'Linked to account 5f2a91.'),
      step('action', 'Nothing to change.', { state: 'skipped' }),
    ],
    action: 'none',
    changes: [],
    token: null,
  });
  await stage.open(ofChloe, answers({ 'provision.look': () => ({ sight: same }) }));
  await expect(stage.page.getByText('Nothing to change.', { exact: true })).toBeVisible();
  await expect(stage.page.getByText('Nothing would be sent.', { exact: true })).toHaveCount(0);
});

for (const { action, label, change } of [
  { action: 'update', label: 'Update 2 attributes', change: { attribute: 'title', from: 'Seller', to: 'Manager' } },
  { action: 'disable', label: 'Disable this account', change: { attribute: 'active', from: 'true', to: 'false' } },
] as const)
  test(`the button names what it writes: ${label}`, async ({ stage }) => {
    const seen = sight({ action, changes: [change, { ...change, attribute: `${change.attribute} 2` }] });
    await stage.open(ofChloe, answers({ 'provision.look': () => ({ sight: seen }) }));
    await expect(stage.page.getByRole('button', { name: label })).toBeVisible();
    await expect(
      stage.page.getByRole('row', { name: `${change.attribute} ${change.from} ${change.to}` }),
    ).toBeVisible();
    await stage.draw(`provision-${action}`);
    await stage.page.getByRole('button', { name: 'Not now' }).click();
    await expect(stage.page).toHaveURL(/#\/bluejeans\/people$/);
    expect(stage.asked.some(({ verb }) => verb === 'provision.do')).toBe(false);
  });

test('while a cycle runs the person waits for it, and the page says so', async ({ stage }) => {
  await stage.open(ofChloe, answers({ 'provision.look': () => 'silence' }, state({ kind: 'running', progress })));
  await expect(stage.page.getByText('A cycle is running. This person is done right after it.')).toBeVisible();
  await expect(stage.page.getByRole('heading', { level: 3 })).toHaveText([
    'Import: waiting',
    'Scope: waiting',
    'Match: waiting',
    'Action: waiting',
  ]);
  await stage.draw('provision-cycle');
  await stage.expectAccessible();
});

test('a connection that is bad is a step before the others, with its cure', async ({ stage }) => {
  const problem = {
    title: 'BlueJeans does not accept this token',
    meaning: 'No account was changed; everyone keeps the access they have.',
    nextStep: 'Make sure your BlueJeans account has Admin permissions. Then generate a new token with it.',
    action: 'enter-token' as const,
  };
  const bad = sight({
    steps: [
      step('connection', `${problem.title}.`, { state: 'failed' }),
      notReached('import'),
      notReached('scope'),
      notReached('match'),
      notReached('action'),
    ],
    action: 'none',
    changes: [],
    token: null,
    problem,
  });
  await stage.open(ofChloe, answers({ 'provision.look': () => ({ sight: bad }) }));
  await expect(stage.page.getByRole('heading', { level: 3 }).first()).toHaveText('Test connection: failed');
  await expectHeadingsInOrder(stage.page);
  await stage.draw('provision-connection');
  await stage.expectAccessible();
});

test('who changed since is shown again instead of being written', async ({ stage }) => {
  await stage.open(
    ofChloe,
    answers({
      'provision.do': () => ({ sight: sight({ changes: changes.slice(0, 4), token: 'seen again' }), stale: true }),
    }),
  );
  await stage.page.getByRole('button', { name: 'Create this account' }).click();
  await expect(stage.page.getByRole('heading', { name: 'Chloé Lefèvre has changed since' })).toBeVisible();
  await expect(stage.page.getByRole('row', { name: 'manager Ingrid Solberg' })).toHaveCount(0);
  await stage.draw('provision-stale');
  await stage.expectAccessible();
  stage.change({ 'provision.do': () => ({ sight: created, stale: false }) });
  await stage.page.getByRole('button', { name: 'Create this account' }).click();
  await expect(stage.page.getByText('Created just now. BlueJeans answered 201.', { exact: true })).toBeVisible();
  expect(stage.asked.filter(({ verb }) => verb === 'provision.do').at(-1)).toMatchObject({
    request: { token: 'seen again' },
  });
});

test('F5 looks again; somebody else can be chosen', async ({ stage }) => {
  await stage.open(ofChloe, answers());
  await expect(stage.page.getByRole('button', { name: 'Create this account' })).toBeVisible();
  await stage.page.keyboard.press('F5');
  await expect.poll(() => stage.asked.filter(({ verb }) => verb === 'provision.look').length).toBe(2);
  await expect(stage.page.getByRole('button', { name: 'Create this account' })).toBeVisible();
  await stage.page.getByRole('button', { name: 'Choose somebody else' }).click();
  await expect(stage.page.getByRole('combobox', { name: 'Person' })).toBeFocused();
  await expect(stage.page).toHaveURL(/provision$/);
});
