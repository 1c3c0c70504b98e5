import type { UndoPlan, UndoRow } from '../../shared/decision/undo-plan';
import { cycleId } from '../../shared/ids';
import type { HistoryRow } from '../../shared/ipc/contract';
import { expectHeadingsInOrder } from './heading-order';
import { answersFor, at, cycle, job, personId, state } from './stage/oxbow';
import { type Answers, expect, stageNow, test } from './stage/stage';

const history = `#/${job}/history`;
const inStep = state({ kind: 'in-step' });

const done = (
  id: string,
  startedAt: string,
  ...rest: Parameters<typeof cycle> extends [string, string, ...infer Rest] ? Rest : never
): HistoryRow => ({
  cycle: cycle(id, startedAt, ...rest),
  canUndo: true,
});
const finished = (startedAt: string, seconds: number) => new Date(Date.parse(startedAt) + seconds * 1000).toISOString();
const took = (startedAt: string, seconds: number, requests: number) => ({
  finishedAt: finished(startedAt, seconds),
  requests: { source: 2, target: requests - 2, retried: 0 },
});

/** As in the picture of the design, with an undo and one person on demand. */
const rows: readonly HistoryRow[] = [
  done('c-1404', at('14:04'), { updated: 1 }, { trigger: 'on-demand', ...took(at('14:04'), 1, 3) }),
  done('c-1402', at('14:02'), { updated: 2 }, took(at('14:02'), 3, 6)),
  done('c-1202', at('12:02'), { created: 3, updated: 2 }, took(at('12:02'), 6, 14)),
  done('c-1130', at('11:30'), { disabled: 2, updated: 3 }, { trigger: 'undo', ...took(at('11:30'), 4, 12) }),
  done(
    'c-1122',
    at('11:22'),
    { created: 2, updated: 4 },
    { kind: 'initial', trigger: 'admin', ...took(at('11:22'), 9, 49) },
  ),
  done('c-1042', at('10:42'), { disabled: 1, failed: 1 }, { state: 'succeededWithErrors', ...took(at('10:42'), 5, 9) }),
  done('c-2002', at('20:02', 1), { created: 1, updated: 3 }, { state: 'held', ...took(at('20:02', 1), 5, 11) }),
  done('c-1602', at('16:02', 1), { updated: 1 }, { state: 'stopped', ...took(at('16:02', 1), 2, 5) }),
  done('c-old', at('14:02', 12), { updated: 2 }, took(at('14:02', 12), 3, 6)),
];
const pageOf = (all: readonly HistoryRow[]): Answers => ({
  'history.page': ({ offset, limit }) => ({ total: all.length, rows: all.slice(offset, offset + limit) }),
});

const undoRow = (index: number, name: string, more: Partial<UndoRow>): UndoRow => ({
  sourceId: personId(index),
  targetId: `5f2a9${index}`,
  name,
  mail: `person${index}@oxbow.example`,
  action: 'update',
  created: false,
  changes: [],
  changedSince: [],
  left: null,
  changedAgainAt: null,
  ...more,
});
const active = { attribute: 'active', from: 'true', to: 'false' };
const undoRows: readonly UndoRow[] = [
  undoRow(0, 'Konstantinos Papadopoulos', { action: 'disable', created: true, changes: [active] }),
  undoRow(1, 'Kleopatra Papadopoulos', { action: 'disable', created: true, changes: [active] }),
  undoRow(2, 'Siobhán Ní Bhriain', { changes: [{ attribute: 'userName', from: 's.nibhriain', to: 'siobhan.byrne' }] }),
  undoRow(3, 'Oluwaseun Adébáyò', { changes: [{ attribute: 'title', from: 'Senior engineer', to: 'Engineer II' }] }),
  undoRow(4, 'Jiří Dvořák', { changes: [{ attribute: 'department', from: 'Research', to: 'R&D' }] }),
  undoRow(5, 'Nguyễn Thị Minh Anh', {
    action: 'none',
    left: { kind: 'changed-since' },
    changedAgainAt: at('14:02'),
  }),
];
const plan: UndoPlan = {
  cycleId: cycleId('c-1122'),
  startedAt: at('11:22'),
  accounts: 6,
  putBack: 5,
  removals: 2,
  limit: null,
};
const planned = (of: Partial<UndoPlan> = {}, its: readonly UndoRow[] = undoRows): Answers => ({
  ...pageOf(rows),
  'undo.plan': () => ({ plan: { ...plan, ...of }, rows: its.slice(0, 200), problem: null }),
});

test('every cycle has what it changed, how long it took and how it ended', async ({ stage }) => {
  await stage.open(history, answersFor(inStep, pageOf(rows)));
  const grid = stage.page.getByRole('grid', { name: 'Cycles' });
  await expect(grid).toHaveAttribute('aria-rowcount', '10');
  await expect(grid.getByRole('columnheader')).toHaveText([
    'Started',
    'Kind',
    'Changes',
    'Took',
    'Requests',
    'Result',
    'Actions',
  ]);
  for (const name of [
    /Today 14:04 on demand 1 updated 1 s 3 Done/,
    /Today 12:02 incremental 3 created, 2 updated 6 s 14 Done/,
    /Today 11:30 undo 2 disabled, 3 updated 4 s 12 Done/,
    /Today 11:22 all people 2 created, 4 updated 9 s 49 Done/,
    /Today 10:42 incremental 1 disabled 5 s 9 1 failed/,
    /Yesterday 20:02 .* Held/,
    /19 February 14:02/,
  ])
    await expect(grid.getByRole('row', { name })).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Cycles with changes' })).toHaveAttribute('aria-pressed', 'true');
  await expectHeadingsInOrder(stage.page);
  await stage.draw('history');
  await stage.expectAccessible();
});

test('all cycles are one chip away, those that run too', async ({ stage }) => {
  const running: HistoryRow = {
    cycle: cycle('now', at('14:05'), {}, { state: null, finishedAt: null }),
    canUndo: false,
  };
  const quiet: HistoryRow = { cycle: cycle('quiet', at('13:22'), {}), canUndo: false };
  await stage.open(
    history,
    answersFor(inStep, {
      'history.page': ({ kind }) =>
        kind === 'all' ? { total: 2, rows: [running, quiet] } : { total: 1, rows: rows.slice(0, 1) },
    }),
  );
  await stage.page.getByRole('button', { name: 'All cycles' }).click();
  await expect(stage.page).toHaveURL(/history\?kind=all$/);
  await expect(stage.page.getByRole('row', { name: /Today 14:05 incremental Running/ })).toBeVisible();
  await expect(stage.page.getByRole('row', { name: /Today 13:22 incremental nothing 3 s 6 Done/ })).toBeVisible();
  await stage.page.getByRole('button', { name: 'Actions for the cycle of today 13:22' }).click();
  await expect(stage.page.getByRole('menuitem', { name: 'Undo…' })).toBeDisabled();
});

test('before any cycle it says so', async ({ stage }) => {
  await stage.open(`${history}?kind=all`, answersFor(state({ kind: 'no-cycle-yet' }), pageOf([])));
  await expect(stage.page.getByText('No cycles yet.')).toBeVisible();
  await stage.draw('history-empty');
});

test('what cannot be read is said in place, and tried again', async ({ stage }) => {
  const refused = { title: 'The disk is full', meaning: '', nextStep: 'Free 200 MB and try again.', action: null };
  await stage.open(history, answersFor(inStep, { 'history.page': () => ({ refused }) }));
  await expect(stage.page.getByText('This could not be read.')).toBeVisible();
  stage.change(pageOf(rows));
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect(stage.page.getByRole('row', { name: /Today 11:22/ })).toBeVisible();
});

test('the keyboard alone moves in the list, opens a cycle and its actions', async ({ stage }) => {
  await stage.open(history, answersFor(inStep, planned()));
  const { page } = stage;
  await page.getByRole('row', { name: /Today 14:04/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('row', { name: /Today 14:02/ })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('row', { name: /19 February/ })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Actions for the cycle of today 14:04' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Undo…' }).press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Actions for the cycle of today 14:04' })).toBeFocused();
  await page.getByRole('row', { name: /Today 14:02/ }).press('Enter');
  await expect(page).toHaveURL(/activity\?cycle=c-1402$/);
});

test('ten thousand cycles are asked for a page at a time', async ({ stage }) => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    done(`c-${index}`, new Date(stageNow - index * 240_000).toISOString(), { updated: 1 }),
  );
  await stage.open(history, answersFor(inStep, pageOf(many)));
  const grid = stage.page.getByRole('grid', { name: 'Cycles' });
  await expect(grid).toHaveAttribute('aria-rowcount', '10001');
  await grid.locator('tbody tr').first().focus();
  await stage.page.keyboard.press('End');
  await expect(grid.locator('tr[aria-rowindex="10001"]')).toBeFocused();
  await expect(grid.locator('tr[aria-rowindex="10001"] time')).toBeVisible();
  expect(await grid.getByRole('row').count()).toBeLessThan(60);
  const asked = stage.asked.filter(({ verb }) => verb === 'history.page').length;
  expect(asked).toBeLessThan(6);
});

test('a row’s entries and the whole table can be exported', async ({ stage }) => {
  await stage.open(
    history,
    answersFor(inStep, {
      ...pageOf(rows),
      'log.export': () => ({ entries: 6, file: '/home/it/log.csv' }),
      'history.export': () => ({ cycles: 9, file: '/home/it/history.csv' }),
    }),
  );
  await stage.page.getByRole('button', { name: 'Actions for the cycle of today 11:22' }).click();
  await stage.page.getByRole('menuitem', { name: 'Export' }).click();
  await expect(stage.page.getByText('Exported 6 entries.', { exact: true })).toBeVisible();
  expect(stage.asked.find(({ verb }) => verb === 'log.export')?.request).toMatchObject({
    filter: { cycleId: 'c-1122' },
  });
  await stage.page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(stage.page.getByText('Exported 9 cycles.', { exact: true })).toBeVisible();
});

test('an undo shows its plan first, then undoes and pauses', async ({ stage }) => {
  await stage.open(history, answersFor(inStep, planned()));
  await stage.page.getByRole('button', { name: 'Actions for the cycle of today 11:22' }).click();
  await stage.page.getByRole('menuitem', { name: 'Undo…' }).click();
  await expect(stage.page).toHaveURL(/history\/c-1122\/undo$/);
  const dialog = stage.page.getByRole('alertdialog', { name: 'Undo the cycle of today 11:22?' });
  await expect(
    dialog.getByText('5 of its 6 changes can be put back. Nothing is written until you choose Undo.'),
  ).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText([
    'Konstantinos PapadopoulosDisablecreated by this cycle; kept, not deleted',
    'Kleopatra PapadopoulosDisablecreated by this cycle; kept, not deleted',
    'Siobhán Ní BhriainUpdateuserName:s.nibhriainsiobhan.byrne',
    'Oluwaseun AdébáyòUpdatetitle:Senior engineerEngineer II',
    'Jiří DvořákUpdatedepartment:ResearchR&D',
    'Nguyễn Thị Minh AnhLeft as ischanged again today at 14:02',
  ]);
  await expect(
    dialog.getByText(
      'The next cycle would make the same changes again. Undo also pauses syncing, so that you can correct the mapping first.',
    ),
  ).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await stage.draw('history-undo');
  await stage.expectAccessible();
  expect(stage.asked.some(({ verb }) => verb === 'undo.run')).toBe(false);
  stage.change({ 'undo.run': () => ({ accounts: 5, problem: null }) });
  await dialog.getByRole('button', { name: 'Undo 5 changes and pause' }).click();
  await expect(stage.page.getByText('Undoing 5 changes.', { exact: true })).toBeVisible();
  await expect(stage.page).toHaveURL(/history$/);
  expect(stage.asked.find(({ verb }) => verb === 'undo.run')?.request).toEqual({
    job,
    cycle: 'c-1122',
    person: null,
    pause: true,
  });
});

test('every reason to leave an account is said, and what was changed in it since', async ({ stage }) => {
  const left: readonly UndoRow[] = [
    undoRow(0, 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine', {
      changes: [
        { attribute: 'title', from: 'Wrong', to: 'Engineer' },
        { attribute: 'displayName', from: 'A\nB', to: null },
      ],
      changedSince: [{ attribute: 'userName', from: 'hubert', to: 'by.hand' }],
    }),
    undoRow(1, 'عبد الرحمن الخطيب', {
      action: 'enable',
      changes: [{ attribute: 'active', from: 'false', to: 'true' }],
    }),
    undoRow(2, '山田 花子', {
      action: 'none',
      left: {
        kind: 'deleted',
        known: [
          { path: 'userName', value: 'hanako@oxbow.example' },
          { path: 'title', value: 'Research engineer' },
        ],
      },
    }),
    undoRow(3, 'Ivana Horvatić', { action: 'none', left: { kind: 'gone' } }),
    undoRow(4, 'Priya Nair', { action: 'none', left: { kind: 'on-hold', reason: 'board member, ask first' } }),
    undoRow(5, 'Łukasz Wójcik', { action: 'none', left: { kind: 'protected' } }),
    undoRow(6, 'Zeynep Yılmaz', { action: 'none', left: { kind: 'already' } }),
    undoRow(7, 'Thandiwe Nkosi', { action: 'none', left: { kind: 'changed-since' } }),
    undoRow(8, 'Mateus Gonçalves', { action: 'none', left: { kind: 'over-limit', removals: 12, limit: 5 } }),
  ];
  await stage.open(
    `${history}/c-1122/undo`,
    answersFor(inStep, planned({ accounts: 9, putBack: 2, removals: 12, limit: 5 }, left)),
  );
  const dialog = stage.page.getByRole('alertdialog');
  await expect(dialog.getByText('userName: changed since: now by.hand')).toBeVisible();
  for (const words of [
    'deleted by this cycle (hanako@oxbow.example); a deletion cannot be undone',
    'it had title Research engineer',
    'the account is gone since',
    'on hold: board member, ask first',
    'protected: never disabled',
    'already as it was before',
    'changed since, not by Inseam',
    'your limit is 5. None of them is disabled',
  ])
    await expect(dialog.getByText(words)).toHaveCount(1);
  await stage.draw('history-undo-left');
  await stage.expectAccessible();
});

test('where nothing can be put back there is only Close', async ({ stage }) => {
  await stage.open(
    `${history}/c-1122/undo`,
    answersFor(inStep, planned({ accounts: 1, putBack: 0 }, undoRows.slice(5))),
  );
  const dialog = stage.page.getByRole('alertdialog');
  await expect(dialog.getByText('Its one change cannot be put back. Nothing was written.')).toBeVisible();
  await expect(dialog.getByRole('button')).toHaveText(['Close']);
});

test('ten thousand accounts are listed bit by bit', async ({ stage }) => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    undoRow(index, `Person ${index}`, { changes: [{ attribute: 'title', from: 'b', to: 'a' }] }),
  );
  await stage.open(
    `${history}/c-1122/undo`,
    answersFor(inStep, {
      ...planned({ accounts: 10_000, putBack: 10_000 }, many),
      'undo.rows': ({ offset, limit }) => ({ rows: many.slice(offset, offset + limit) }),
    }),
  );
  const dialog = stage.page.getByRole('alertdialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(50);
  await dialog.getByRole('button', { name: 'Show 200 more' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(250);
  await expect(dialog.getByText('Person 249')).toHaveCount(1);
  await expect(dialog.getByRole('button', { name: 'Undo 10,000 changes and pause' })).toBeVisible();
});

test('while the accounts are read, and when they cannot be, it says so', async ({ stage }) => {
  await stage.open(`${history}/c-1122/undo`, answersFor(inStep, { ...pageOf(rows), 'undo.plan': () => 'silence' }));
  const dialog = stage.page.getByRole('alertdialog');
  await expect(dialog.getByText('Inseam looks at these accounts as they are now. Nothing is written.')).toBeVisible();
  await expect(dialog.getByRole('button')).toHaveText(['Cancel']);
  await stage.tell({ kind: 'plan.progress', job, done: 400, expected: 10_000 });
  await expect(dialog.getByText('Looked at 400 of 10,000 accounts.')).toBeVisible();
  stage.change({ 'plan.cancel': () => ({}) });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(stage.page).toHaveURL(/history$/);
  expect(stage.asked.some(({ verb }) => verb === 'plan.cancel')).toBe(true);
  const problem = {
    title: 'This cycle can no longer be undone',
    meaning: 'What it replaced is not known any more. Nothing was changed.',
    nextStep: 'What a cycle replaced is kept as long as the log, 30 days.',
    action: null,
  };
  await stage.open(
    `${history}/c-1122/undo`,
    answersFor(inStep, { ...pageOf(rows), 'undo.plan': () => ({ plan: null, rows: [], problem }) }),
  );
  await expect(dialog.getByText('This cycle can no longer be undone')).toBeVisible();
  await expect(dialog.getByRole('button')).toHaveText(['Close', 'Try again']);
  await stage.draw('history-undo-problem');
  await stage.expectAccessible();
});

test('one change of an entry in Activity is undone for its person alone', async ({ stage }) => {
  await stage.open(
    `#/${job}/activity?row=row-0`,
    answersFor(inStep, planned({ accounts: 1, putBack: 1 }, undoRows.slice(3, 4))),
  );
  await stage.page.getByRole('button', { name: 'Undo this change…' }).click();
  await expect(
    stage.page.getByRole('alertdialog', { name: 'Undo what the cycle of today 11:22 did to Oluwaseun Adébáyò?' }),
  ).toBeVisible();
  expect(stage.asked.find(({ verb }) => verb === 'undo.plan')?.request).toEqual({
    job,
    cycle: 'cycle-1402',
    person: personId(0),
  });
  await expect(stage.page.getByRole('button', { name: 'Undo 1 change and pause' })).toBeVisible();
  await stage.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(stage.page).toHaveURL(/activity\?row=row-0$/);
});

test('at twice the size nothing that matters is lost, and forced colours show what is chosen', async ({ stage }) => {
  await stage.open(history, answersFor(inStep, planned()), { size: 'zoomed' });
  await expect(stage.page.getByRole('row', { name: /Today 11:22 2 created, 4 updated Done/ })).toBeVisible();
  await stage.picture('zoomed-history');
  await stage.open(`${history}/c-1122/undo`, answersFor(inStep, planned()), { size: 'zoomed' });
  await expect(stage.page.getByRole('button', { name: 'Undo 5 changes and pause' })).toBeInViewport();
  await stage.picture('zoomed-history-undo');
  await stage.open(`${history}/c-1122/undo`, answersFor(inStep, planned()), { forced: true });
  await expect(stage.page.getByRole('alertdialog')).toBeVisible();
  await stage.picture('forced-history-undo');
});
