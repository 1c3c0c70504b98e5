import type { LeaverView } from '../../shared/ipc/contract';
import { answersFor, at, held, personId, state } from './stage/oxbow';
import { type Answers, expect, type Stage, test } from './stage/stage';
import { draftAnswers, job } from './wizard-answers';

const schedule = `#/${job}/settings/schedule`;
const safety = { deletionThreshold: 5, reviewFirstCycle: true, skipOutOfScopeDeletions: false, deleteAfterDays: 30 };
const onHold = [
  {
    sourceId: personId(1),
    name: '花子',
    mail: 'hanako@oxbow.example',
    reason: 'board member, ask first',
    since: at('09:12', 9),
  },
  { sourceId: personId(2), name: 'Łukasz Wiśniewski', mail: 'lukasz@oxbow.example', reason: '', since: at('09:12', 1) },
];
const leaver = (index: number, name: string, more: Partial<LeaverView> = {}): LeaverView => ({
  sourceId: personId(index),
  name,
  mail: `${index}@oxbow.example`,
  reason: 'Not assigned any more.',
  leftAt: at('08:42', 3),
  deletedAt: '2026-03-30T08:42:00.000Z',
  kept: false,
  ...more,
});
const requestsOf = (stage: Stage, verb: string) =>
  stage.asked.filter((asked) => asked.verb === verb).map(({ request }) => request);
const settings = (more: Answers) =>
  draftAnswers(
    { setupStep: null, tokenState: 'set', safety },
    { 'leaving.list': () => ({ afterDays: 30, people: [] }), ...more },
  );

test('people on hold are listed with the reason, and released without a question', async ({ stage }) => {
  let people = onHold;
  await stage.open(
    schedule,
    settings({
      'holds.list': () => ({ people }),
      'holds.release': ({ personId: id }) => {
        people = people.filter(({ sourceId }) => sourceId !== id);
        return { problem: null };
      },
    }),
  );
  const manage = stage.page.getByRole('button', { name: 'Manage: People on hold' });
  await manage.scrollIntoViewIfNeeded();
  await stage.draw('settings-safety-people');
  await manage.click();
  const dialog = stage.page.getByRole('dialog', { name: 'People on hold' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog).toContainText('“board member, ask first”');
  await stage.draw('settings-people-on-hold');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Release 花子' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  expect(requestsOf(stage, 'holds.release')).toEqual([{ job, personId: personId(1) }]);
  await dialog.getByRole('button', { name: 'Release Łukasz Wiśniewski' }).click();
  await expect(dialog).toContainText('Nobody is on hold.');
  await stage.page.keyboard.press('Escape');
  await expect(manage).toBeFocused();
});

test('somebody is protected by searching, and removed again', async ({ stage }) => {
  const person = { id: personId(3), name: 'Rosa Delgado', mail: 'rosa@oxbow.example', department: null };
  let people: { sourceId: string; name: string; mail: string }[] = [];
  await stage.open(
    schedule,
    settings({
      'people.search': () => ({ people: [person], problem: null }),
      'protected.list': () => ({ people }),
      'protected.set': ({ isProtected }) => {
        people = isProtected ? [{ sourceId: person.id, name: person.name, mail: person.mail }] : [];
        return { problem: null };
      },
    }),
  );
  await stage.page.getByRole('button', { name: 'Manage: Protected people' }).click();
  const dialog = stage.page.getByRole('dialog', { name: 'Protected people' });
  await expect(dialog).toContainText('Nobody is protected.');
  expect(requestsOf(stage, 'protected.set')).toEqual([]);
  await dialog.getByRole('combobox', { name: 'Protect somebody' }).fill('rosa');
  await stage.page.getByRole('option', { name: 'Rosa Delgado' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await stage.draw('settings-protected-people');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Remove Rosa Delgado' }).click();
  await expect(dialog).toContainText('Nobody is protected.');
  expect(requestsOf(stage, 'protected.set')).toEqual([
    { job, personId: person.id, isProtected: true },
    { job, personId: person.id, isProtected: false },
  ]);
});

test('the calendar says who is deleted when, and an account can be kept', async ({ stage }) => {
  let kept = false;
  await stage.open(
    schedule,
    settings({
      'leaving.list': () => ({
        afterDays: 30,
        people: [
          kept ? leaver(4, 'Daniel Kim', { kept: true, deletedAt: null }) : leaver(4, 'Daniel Kim'),
          leaver(5, 'Siobhán Ní Bhriain', { reason: 'On hold. Sign-in is blocked.', deletedAt: null }),
        ],
      }),
      'leaving.keep': ({ keep }) => {
        kept = keep;
        return { problem: null };
      },
    }),
  );
  await expect(stage.page.getByLabel('Delete accounts after')).toHaveValue('30');
  await stage.page.getByRole('button', { name: 'Show: Accounts to be deleted' }).click();
  const dialog = stage.page.getByRole('dialog', { name: 'Accounts to be deleted' });
  await expect(dialog).toContainText('Deleted on 30 March. Not assigned any more.');
  await stage.draw('settings-calendar');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Keep this account: Daniel Kim' }).click();
  await expect(dialog).toContainText('Kept. Not assigned any more.');
  await dialog.getByRole('button', { name: 'Count again: Daniel Kim' }).click();
  await expect(dialog).toContainText('Deleted on 30 March.');
  expect(requestsOf(stage, 'leaving.keep')).toEqual([
    { job, personId: personId(4), keep: true },
    { job, personId: personId(4), keep: false },
  ]);
});

test('deleting after some days is off at first, and is switched on with 30', async ({ stage }) => {
  await stage.open(schedule, draftAnswers({ setupStep: null, tokenState: 'set' }));
  await expect(stage.page.getByLabel('Delete accounts after')).toHaveCount(0);
  await expect(stage.page.getByRole('button', { name: 'Show: Accounts to be deleted' })).toHaveCount(0);
  await stage.page.getByRole('switch', { name: 'Delete accounts of people who left' }).click();
  await expect.poll(() => requestsOf(stage, 'job.setSafety')).toEqual([{ job, safety }]);
});

test('somebody among the held is put on hold with a reason, and the list is exported', async ({ stage }) => {
  let people = [...held];
  await stage.open(
    `#/${job}/overview`,
    answersFor(state({ kind: 'deletions-held', people: 12, limit: 7, percent: 20 }), {
      'deletions.list': () => ({ people, limit: 7, percent: 20 }),
      'deletions.export': () => ({ entries: 12, file: '/home/it/held.csv' }),
      'holds.put': ({ personId: id }) => {
        people = people.filter(({ sourceId }) => sourceId !== id);
        return { problem: null };
      },
    }),
  );
  await expect(stage.page.getByText('Your limit is 7, 20 % of the accounts, so none was sent.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Review 12 people' }).click();
  const dialog = stage.page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(stage.page.getByText('12 exported', { exact: true })).toBeVisible();
  const first = held[0];
  if (first === undefined) throw new Error('Nobody is held');
  await dialog.getByRole('button', { name: `More about ${first.name}` }).click();
  await stage.page.getByRole('menuitem', { name: 'Put on hold…' }).click();
  await dialog.getByRole('textbox', { name: 'Why?' }).fill('board member, ask first');
  await stage.draw('held-deletions-hold');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Put on hold' }).click();
  await expect(stage.page.getByRole('alertdialog', { name: '11 accounts would be disabled' })).toBeVisible();
  expect(requestsOf(stage, 'holds.put')).toEqual([
    { job, personId: first.sourceId, reason: 'board member, ask first' },
  ]);
});
