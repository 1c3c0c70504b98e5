import { expectHeadingsInOrder } from './heading-order';
import { answersFor, at, job, state } from './stage/oxbow';
import { explained, knownOf, peopleAnswers, siobhan } from './stage/people';
import { type Answers, expect, test } from './stage/stage';

const place = `#/${job}/people/${siobhan.id}`;
const inStep = state({ kind: 'in-step' });
const answers = (more: Answers = {}): Answers => answersFor(inStep, { ...peopleAnswers, ...more });
const steps = ['Import', 'Scope', 'Match', 'Action'];

test('why not: the four steps side by side, each attribute on three sides, and the history', async ({ stage }) => {
  await stage.open(place, answers());
  const { page } = stage;
  await expect(page.getByRole('heading', { level: 1, name: 'Siobhán Ní Bhriain' })).toBeVisible();
  await expect(
    page.getByText('siobhan.nibhriain@oxbow.example · Field engineer · Assigned through the group Field'),
  ).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: /^Why not\?/ })).toContainText(
    'Checked just now. This check wrote nothing.',
  );
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(steps.map((step) => new RegExp(`^${step}`)));
  const table = page.getByRole('table', { name: 'Attributes' });
  await expect(table.getByRole('columnheader')).toHaveText([
    'Attribute',
    'Microsoft Entra ID',
    'Mapping wants',
    'BlueJeans has',
    'Verdict',
  ]);
  await expect(table.getByRole('row').nth(1)).toContainText('too long');
  await expect(table.getByRole('row')).toHaveCount(6);
  await expect(table.getByRole('row', { name: /work phone.*changed by hand/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show all 8' }).click();
  await expect(table.getByRole('row')).toHaveCount(9);
  await page.getByRole('button', { name: 'Show fewer' }).click();
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await expect(history.getByRole('listitem').first()).toContainText('Today 10:42');
  await expect(page.getByRole('link', { name: 'People', exact: true }).first()).toBeVisible();
  await expectHeadingsInOrder(page);
  await stage.draw('person');
  await stage.expectAccessible();
});

test('every check can be looked at, also those that passed', async ({ stage }) => {
  await stage.open(place, answers());
  const more = stage.page.getByRole('button', { name: 'Show every check' });
  await more.press('Enter');
  await expect(stage.page.getByRole('list', { name: 'Every check' }).getByRole('listitem')).toHaveText([
    /In the directory/,
    /Sign-in is allowed/,
    /Through the group Field/,
    /Employees: employeeType EQUALS “Employee”: they have “Employee”/,
  ]);
  await stage.draw('person-checks');
  await stage.expectAccessible();
});

test('the problem’s button goes to its cure', async ({ stage }) => {
  await stage.open(place, answers({ 'mapping.get': () => 'silence', 'people.search': () => 'silence' }));
  await expect(
    stage.page.getByRole('heading', { name: 'The userName would be 31 characters; BlueJeans takes at most 30' }),
  ).toBeVisible();
  await stage.page.getByRole('button', { name: 'Open mapping' }).click();
  await expect(stage.page).toHaveURL(/#\/bluejeans\/mapping\?person=[^&]+$/);
});

const calm = explained({
  problem: null,
  attributes: explained().attributes.filter(({ verdict }) => verdict === 'same'),
  conclusion: {
    inStep: true,
    sentence: 'Siobhán Ní Bhriain has a BlueJeans account, and it is in step.',
    nextStep: '',
    action: null,
  },
});

test('somebody in step: why, and no bar', async ({ stage }) => {
  await stage.open(place, answers({ 'person.explain': () => ({ explanation: calm, problem: null }) }));
  await expect(stage.page.getByRole('heading', { level: 2, name: /^Why\?/ })).toBeVisible();
  await expect(stage.page.getByRole('heading', { level: 2 })).toHaveCount(3);
  await stage.draw('person-in-step');
});

test('while both sides are asked, what is known stands already', async ({ stage }) => {
  await stage.open(place, answers({ 'person.explain': () => 'silence' }));
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Siobhán Ní Bhriain' })).toBeVisible();
  await expect(stage.page.getByText('Checking both sides…')).toBeVisible();
  await expect(stage.page.getByRole('region', { name: 'History' }).getByRole('listitem')).toHaveCount(3);
  await stage.picture('person-checking');
});

test('a service that is silent: its column says so, the rest stays', async ({ stage }) => {
  const because = {
    title: 'api.bluejeans.com does not answer (tried for 30 seconds)',
    meaning: 'Changes wait and are made when it does.',
    nextStep: 'Check the network.',
    action: 'try-again' as const,
  };
  const silent = explained({ target: { from: 'ledger', because }, problem: because });
  await stage.open(place, answers({ 'person.explain': () => ({ explanation: silent, problem: null }) }));
  await expect(stage.page.getByRole('columnheader', { name: /BlueJeans has/ })).toContainText(
    'Not read: BlueJeans does not answer',
  );
  await stage.draw('person-silent');
  await stage.expectAccessible();
});

test('a failure says how often, when next, and is tried again now on request', async ({ stage }) => {
  const failed = explained({
    problem: {
      title: 'BlueJeans answered 500 for Siobhán Ní Bhriain',
      meaning: 'Tried again in the next cycle.',
      nextStep: '',
      action: 'try-again',
    },
    escrow: { attempts: 3, firstFailedAt: at('10:42'), nextTryAt: at('16:42') },
  });
  await stage.open(
    place,
    answers({
      'person.explain': () => ({ explanation: failed, problem: null }),
      'people.retryNow': () => ({ problem: null, failed: false }),
    }),
  );
  await expect(stage.page.getByText('Failed 3 times. The next try is today at 16:42.')).toBeVisible();
  await stage.draw('person-failed');
  await stage.expectAccessible();
  stage.change({ 'person.explain': () => ({ explanation: calm, problem: null }) });
  await stage.page.getByRole('button', { name: 'Retry now' }).press('Enter');
  await expect(stage.page.getByText('Siobhán Ní Bhriain has a BlueJeans account, and it is in step.')).toBeVisible();
  expect(stage.asked.find(({ verb }) => verb === 'people.retryNow')?.request).toEqual({
    job,
    personIds: [siobhan.id],
  });
});

test('on hold: since when and why, and the release without a question', async ({ stage }) => {
  const hold = { reason: 'board member, ask first', since: '2025-11-12T10:00:00Z' };
  await stage.open(
    place,
    answers({
      'person.get': () => ({ person: knownOf(siobhan, { account: 'on-hold', hold }) }),
      'person.explain': () => ({ explanation: explained({ hold }), problem: null }),
      'holds.release': () => ({ problem: null }),
    }),
  );
  await expect(
    stage.page.getByRole('heading', { name: 'On hold since 12 November 2025: “board member, ask first”.' }),
  ).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Hold…' })).toHaveCount(0);
  await stage.draw('person-on-hold');
  await stage.expectAccessible();
  stage.change(answers());
  await stage.page.getByRole('button', { name: 'Release' }).press('Enter');
  await expect(stage.page.getByRole('button', { name: 'Hold…' })).toBeVisible();
});

test('hold asks first, and says what keeps it from being done', async ({ stage }) => {
  const problem = { title: 'The disk is full', meaning: 'Nothing was kept.', nextStep: 'Free some.', action: null };
  await stage.open(place, answers({ 'holds.put': () => ({ problem }) }));
  await stage.page.getByRole('button', { name: 'Hold…' }).press('Enter');
  const dialog = stage.page.getByRole('alertdialog', { name: 'Never touch this account until you release it?' });
  await dialog.getByRole('button', { name: 'Put on hold' }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('The disk is full');
  await stage.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(stage.page.getByRole('button', { name: 'Hold…' })).toBeFocused();
});

test('somebody who is gone', async ({ stage }) => {
  const problem = { title: 'Nobody has this id', meaning: '', nextStep: '', action: null };
  await stage.open(
    place,
    answers({
      'person.get': () => ({ person: null }),
      'person.explain': () => ({ explanation: null, problem }),
      'people.page': () => 'silence',
    }),
  );
  await expect(
    stage.page.getByRole('heading', { level: 1, name: 'No one with this id is known any more.' }),
  ).toBeVisible();
  await expect(stage.page.getByText('They may have been deleted for good in Entra ID.')).toBeVisible();
  await stage.draw('person-gone');
  await stage.page.getByRole('button', { name: 'All people' }).click();
  await expect(stage.page).toHaveURL(/#\/bluejeans\/people$/);
});

test('twice the size, and after a cycle the answer is a fresh one', async ({ stage }) => {
  await stage.open(place, answers(), { size: 'zoomed' });
  await expect(stage.page.getByRole('heading', { level: 2, name: /^Why not/ })).toBeVisible();
  await stage.picture('person-zoomed');
  stage.change({ 'person.explain': () => ({ explanation: calm, problem: null }) });
  await stage.page.keyboard.press('F5');
  await expect(stage.page.getByRole('heading', { level: 2, name: /^Why\?/ })).toBeVisible();
});
