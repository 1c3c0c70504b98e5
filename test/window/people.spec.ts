import type { ListedPerson } from '../../shared/ipc/contract';
import { expectHeadingsInOrder } from './heading-order';
import { answersFor, job, state } from './stage/oxbow';
import { counts, everybody, peopleAnswers, siobhan } from './stage/people';
import { type Answers, expect, test } from './stage/stage';

const people = `#/${job}/people`;
const inStep = state({ kind: 'in-step' });
const answers = (more: Answers = {}): Answers => answersFor(inStep, { ...peopleAnswers, ...more });

test('everybody is listed with their account and why, those who need attention first', async ({ stage }) => {
  await stage.open(people, answers());
  const { page } = stage;
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await expect(
    page.getByText('Everyone Inseam knows in Microsoft Entra ID, and their BlueJeans account.'),
  ).toBeVisible();
  const grid = page.getByRole('grid', { name: 'People' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(everybody.length + 1));
  await expect(grid.getByRole('row').nth(1)).toContainText('Siobhán Ní Bhriain');
  await expect(grid.getByRole('row', { name: /Mateus Gonçalves .*Failed twice/ })).toContainText(
    'BlueJeans answered 500 for Mateus Gonçalves; the next try is today at 16:42',
  );
  await expect(grid.getByRole('row', { name: /Ingrid Solberg/ })).toContainText(
    'Put on hold by you: “board member, ask first”',
  );
  await expect(grid.getByText('Daniel Kim (Sales)')).toBeVisible();
  await expect(grid.getByText('Daniel Kim (Finance)')).toBeVisible();
  for (const chip of [
    'Everyone 41',
    'Needs attention 2',
    'In step 35',
    'On hold 1',
    'Out of scope 3',
    'Only in BlueJeans 3',
  ])
    await expect(page.getByRole('button', { name: chip, exact: true })).toBeVisible();
  await expectHeadingsInOrder(page);
  await stage.draw('people');
  await stage.expectAccessible();
});

test('a chip and a search stand in the address; accounts that are nobody’s say that they are never touched', async ({
  stage,
}) => {
  await stage.open(people, answers());
  const { page } = stage;
  await page.getByRole('button', { name: 'Needs attention 2' }).click();
  await expect(page).toHaveURL(/state=attention/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await page.getByRole('searchbox', { name: 'Name, mail or id' }).fill('mateus');
  await expect(page).toHaveURL(/q=mateus/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');
  await page.getByRole('searchbox').fill('nobody at all');
  await expect(page.getByText('No one matches. People are found by name, mail or id.')).toBeVisible();
  await stage.picture('people-no-match');
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.getByRole('button', { name: 'Only in BlueJeans 3' }).click();
  await expect(page.getByText('Accounts that nobody in scope matches. Inseam never touches them.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Board Room/ })).toBeVisible();
  await stage.draw('people-only-there');
  await stage.expectAccessible();
});

test('before anybody was read, and before a census, the page says so and leaves the rest out', async ({ stage }) => {
  const none = { everyone: 0, attention: 0, 'in-step': 0, 'on-hold': 0, out: 0, 'only-there': null };
  await stage.open(people, answers({ 'people.page': () => ({ total: 0, rows: [], counts: none }) }));
  await expect(stage.page.getByText('Nobody has been read yet. Make a plan or start the first cycle.')).toBeVisible();
  await expect(stage.page.getByRole('button', { name: /Only in/ })).toHaveCount(0);
  await stage.draw('people-empty');
  await stage.expectAccessible();
});

test('what cannot be read is said in its place, and can be asked for again', async ({ stage }) => {
  const refused = { title: 'The disk is full', meaning: '', nextStep: 'Free some space.', action: null };
  await stage.open(people, answers({ 'people.page': () => ({ refused }) }));
  await expect(stage.page.getByText('This could not be read.')).toBeVisible();
  stage.change(answers());
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect(stage.page.getByRole('row', { name: /Siobhán/ })).toBeVisible();
});

test('with the keyboard alone: search, move, open a person and come back', async ({ stage }) => {
  await stage.open(people, answers());
  const { page } = stage;
  await expect(page.getByRole('row', { name: /Siobhán/ })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  for (let stop = 0; stop < 8; stop += 1) await page.keyboard.press('Tab');
  const rows = page.getByRole('row');
  await rows.nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('row', { name: /محمد/ })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`people/${siobhan.id}`));
  await expect(page.getByRole('heading', { level: 1, name: 'Siobhán Ní Bhriain' })).toBeFocused();
  await expect(page).toHaveTitle('Siobhán Ní Bhriain – BlueJeans – Inseam');
});

test('a row’s menu leads to the reasons, to provisioning and to the hold', async ({ stage }) => {
  await stage.open(people, answers({ 'holds.put': () => ({ problem: null }) }));
  const { page } = stage;
  const row = page.getByRole('row', { name: /Łukasz/ });
  await row.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem')).toHaveText(['Why?', 'Provision now…', 'Put on hold…']);
  await stage.picture('people-menu');
  await page.getByRole('menuitem', { name: 'Put on hold…' }).press('Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Never touch this account until you release it?' });
  await expect(dialog.getByRole('textbox', { name: 'Why? Shown to whoever looks next.' })).toBeFocused();
  await page.keyboard.type('ask first');
  await stage.draw('people-hold');
  await stage.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect(stage.asked.find(({ verb }) => verb === 'holds.put')?.request).toMatchObject({ reason: 'ask first' });
});

test('ten thousand people open as fast as ten: only what is on screen is asked for', async ({ stage }) => {
  const person = (index: number): ListedPerson => ({
    ...siobhan,
    id: `id-${index}`,
    name: `Person ${index}`,
    account: 'in-step',
    needsAttention: false,
  });
  await stage.open(
    people,
    answers({
      'people.page': ({ offset, limit }) => ({
        total: 10_000,
        rows: Array.from({ length: Math.min(limit, 10_000 - offset) }, (_, index) => person(offset + index)),
        counts: { ...counts, everyone: 10_000 },
      }),
    }),
  );
  const { page } = stage;
  await page.getByRole('row', { name: /Person 0 / }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('row', { name: /Person 9999 / })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Everyone 10,000' })).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  expect(stage.asked.filter(({ verb }) => verb === 'people.page').length).toBeLessThan(6);
});

test('what is shown can be exported', async ({ stage }) => {
  await stage.open(
    `${people}?state=attention`,
    answers({ 'people.export': () => ({ people: 2, file: '/home/it/people.csv' }) }),
  );
  await stage.page.getByRole('button', { name: 'Export' }).click();
  await expect(stage.page.getByText('Exported 2 people.', { exact: true })).toBeVisible();
  expect(stage.asked.find(({ verb }) => verb === 'people.export')?.request).toMatchObject({ state: 'attention' });
});

test('twice the size loses nobody', async ({ stage }) => {
  await stage.open(people, answers(), { size: 'zoomed' });
  await expect(stage.page.getByRole('row', { name: /Siobhán/ })).toBeVisible();
  await stage.picture('people-zoomed');
});
