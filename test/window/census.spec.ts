import type { CensusRow } from '../../shared/ipc/contract';
import { expect, type Stage, test } from './stage/stage';
import { draftAnswers, job } from './wizard-answers';

const address = `#/${job}/settings/census`;
const row = (accountId: string, name: string, detail: string, more: Partial<CensusRow> = {}): CensusRow => ({
  accountId,
  name,
  detail,
  active: true,
  sourceId: null,
  personName: null,
  linked: false,
  why: '',
  ...more,
});
const boardroom = row('acc-1', 'Board Room', 'boardroom@oxbow.example');
const rows: Readonly<Record<string, readonly CensusRow[]>> = {
  doubtful: [
    row('acc-4', 'Priya Nair', 'grace.okafor@oxbow.example', {
      sourceId: 'p-1',
      personName: 'Priya Nair',
      linked: true,
      why: 'It is linked to Priya Nair, but its userName is that of Grace Okafor.',
    }),
    row('acc-5', 'Nguyễn Thị Minh Anh', 'minhanh.nguyen@oxbow.example', {
      sourceId: 'p-2',
      personName: 'Nguyễn Thị Minh Anh',
      why: 'Nguyễn Thị Minh Anh has another account with the userName minhanh.nguyen@oxbow.example: acc-77.',
    }),
  ],
  'only-there': [
    row('acc-2', 'Account Administrator', 'admin@oxbow.example'),
    boardroom,
    row('acc-3', 'Olga Intern', 'old.intern@oxbow.example', { active: false }),
  ],
  'only-here': [
    { ...row('', 'Siobhán Ní Bhriain', 'siobhan.nibhriain@oxbow.example'), accountId: null, sourceId: 'p-9' },
  ],
};
const counts = { accounts: 39, linked: 34, matched: 0, doubtful: 2, onlyThere: 3, onlyHere: 1 };
const got = (more = {}) => ({
  census: { takenAt: '2026-03-03T14:02:00Z', peopleReadAt: '2026-03-03T14:01:40Z', counts },
  changedByHand: [
    { attribute: 'title', accounts: 2 },
    { attribute: 'phoneNumbers[type eq "work"].value', accounts: 1 },
  ],
  notKept: null,
  ...more,
});
const answers = (more = {}) =>
  draftAnswers(
    { setupStep: null, tokenState: 'set' },
    {
      'census.get': () => got(),
      'census.accounts': ({ standing, text }) => {
        const found = (rows[standing] ?? []).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
        return { total: found.length, rows: [...found] };
      },
      ...more,
    },
  );
const asked = (stage: Stage, verb: string) =>
  stage.asked.filter((each) => each.verb === verb).map(({ request }) => request);
const refused = {
  title: 'BlueJeans does not list its accounts (it answered 403)',
  meaning: 'A census is not possible there. Cycles go on: they ask for each person by itself.',
  nextStep: 'Ask the service’s owner whether this token may list users without a filter.',
  action: null,
};

test('the census says its numbers, and shows the doubtful accounts first with why', async ({ stage }) => {
  await stage.open(address, answers());
  await expect(
    stage.page.getByText('39 accounts, 34 of them linked to a person. 1 person in scope has no account.'),
  ).toBeVisible();
  const list = stage.page.getByRole('list', { name: 'Doubtful' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list).toContainText('It is linked to Priya Nair, but its userName is that of Grace Okafor.');
  await expect(stage.page.getByText('title: 2 accounts')).toBeVisible();
  await stage.draw('census');
  await stage.expectAccessible();
});

test('each standing has its list, and a search narrows it', async ({ stage }) => {
  await stage.open(address, answers());
  await stage.page.getByRole('combobox', { name: 'Show' }).click();
  await stage.page.getByRole('option', { name: 'Only in BlueJeans · 3' }).click();
  const list = stage.page.getByRole('list', { name: 'Only in BlueJeans' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(stage.page.getByText('Accounts that nobody in scope matches. Inseam never touches them.')).toBeVisible();
  await stage.picture('census-only-there');
  await stage.page.getByRole('searchbox').fill('board');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await stage.page.getByRole('searchbox').fill('zzz');
  await expect(stage.page.getByText('None matches “zzz”.')).toBeVisible();
});

test('an account is linked by hand to the person who was chosen, and the focus returns', async ({ stage }) => {
  await stage.open(
    address,
    answers({
      'people.search': () => ({
        people: [{ id: 'p-9', name: 'Siobhán Ní Bhriain', mail: 'siobhan@oxbow.example', department: null }],
        problem: null,
      }),
      'census.link': () => ({ problem: null, inScope: true }),
    }),
  );
  const link = stage.page.getByRole('button', { name: 'Link Nguyễn Thị Minh Anh…' });
  await link.click();
  const dialog = stage.page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Link' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('combobox').click();
  await stage.page.getByRole('option', { name: /Siobhán/ }).click();
  await stage.picture('census-link');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Link' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(stage.page.getByText('Linked to Siobhán Ní Bhriain.').first()).toBeVisible();
  expect(asked(stage, 'census.link')).toEqual([{ job, person: 'p-9', account: 'acc-5' }]);
  await expect(link).toBeFocused();
});

test('a link is broken by hand after a question; a refusal says why', async ({ stage }) => {
  await stage.open(address, answers({ 'census.unlink': () => ({ problem: refused }) }));
  await stage.page.getByRole('button', { name: 'Unlink Priya Nair…' }).click();
  const dialog = stage.page.getByRole('alertdialog');
  await expect(dialog).toContainText('The account stays as it is.');
  await dialog.getByRole('button', { name: 'Unlink' }).click();
  await expect(dialog.getByRole('alert')).toContainText(refused.title);
  stage.change({ 'census.unlink': () => ({ problem: null }) });
  await dialog.getByRole('button', { name: 'Unlink' }).click();
  await expect(dialog).toHaveCount(0);
  expect(asked(stage, 'census.unlink').at(-1)).toEqual({ job, person: 'p-1' });
});

test('a census that is refused says so, and the numbers of the one before stay', async ({ stage }) => {
  await stage.open(address, answers({ 'census.take': () => ({ problem: refused }) }));
  await stage.page.getByRole('button', { name: 'Take a census' }).click();
  await expect(stage.page.getByRole('alert').filter({ hasText: refused.title })).toBeVisible();
  await expect(stage.page.getByText('39 accounts, 34 of them linked')).toBeVisible();
  stage.change({ 'census.get': () => got({ notKept: { at: '2026-03-03T14:06:00Z', problem: refused } }) });
  await stage.page.getByRole('button', { name: 'Take a census' }).click();
  await expect(stage.page.getByText(/was not kept, so these numbers are older\./)).toBeVisible();
  await stage.picture('census-refused');
  await stage.expectAccessible();
});

test('before the first census there is only the button', async ({ stage }) => {
  await stage.open(address, draftAnswers({ setupStep: null, tokenState: 'set' }, { 'census.take': () => 'silence' }));
  await expect(stage.page.getByText('No census was taken yet.')).toBeVisible();
  await stage.picture('census-never');
  await stage.page.getByRole('button', { name: 'Take a census' }).click();
  await expect(stage.page.getByRole('button', { name: 'Listing the accounts…' })).toBeVisible();
});
