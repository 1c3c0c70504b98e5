import type { LogLine } from '../../shared/ipc/contract';
import { expectHeadingsInOrder } from './heading-order';
import { answersFor, at, cycle, day, job, line, minhAnh, row, state } from './stage/oxbow';
import { type Answers, expect, test } from './stage/stage';

const activity = `#/${job}/activity`;
const inStep = state({ kind: 'in-step' });
const people = (lines: readonly LogLine[]) => lines.filter((known) => known.kind === 'person').length;
const pagesOf = (lines: () => readonly LogLine[]): Answers => ({
  'log.page': ({ offset, limit }) => ({
    total: lines().length,
    people: people(lines()),
    lines: lines().slice(offset, offset + limit),
  }),
});

test('the log is a grid, newest first, with a heading for each cycle', async ({ stage }) => {
  await stage.open(activity, answersFor(inStep));
  const grid = stage.page.getByRole('grid', { name: 'Provisioning log' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(day.length + 1));
  await expect(grid.getByRole('row', { name: '14:02 · incremental 2 updated, 36 unchanged · 3 s' })).toBeVisible();
  await expect(
    grid.getByRole('row', { name: '14:02:11 Nguyễn Thị Minh Anh title, manager Updated Success' }),
  ).toBeVisible();
  await expect(grid.getByRole('row', { name: /Mateus Gonçalves BlueJeans answered 500 Update Failed/ })).toBeVisible();
  await expect(grid.getByRole('row', { name: /Priya Nair no longer assigned Disable Held/ })).toBeVisible();
  await expect(stage.page.getByText('10 entries')).toBeVisible();
  await stage.draw('activity-list');
  await stage.expectAccessible();
});

test('a cycle that runs has no sum yet; a finished one counts the skipped too', async ({ stage }) => {
  const lines: readonly LogLine[] = [
    { kind: 'cycle', cycle: cycle('now', at('14:05'), {}, { state: null, finishedAt: null }) },
    { kind: 'cycle', cycle: cycle('before', at('14:02'), { updated: 2, unchanged: 33, skipped: 3 }) },
  ];
  await stage.open(
    activity,
    answersFor(
      inStep,
      pagesOf(() => lines),
    ),
  );
  await expect(stage.page.getByRole('row', { name: '14:05 · incremental running' })).toBeVisible();
  await expect(stage.page.getByRole('row', { name: /2 updated, 33 unchanged, 3 skipped · / })).toBeVisible();
});

test('an entry opens beside the list with its four steps and its values, old and new', async ({ stage }) => {
  await stage.open(activity, answersFor(inStep));
  await stage.page.getByRole('row', { name: /Nguyễn Thị Minh Anh/ }).click();
  const pane = stage.page.getByRole('complementary', { name: 'Entry details' });
  await expect(pane.getByRole('heading', { name: 'Nguyễn Thị Minh Anh' })).toBeVisible();
  await expect(pane.getByText('Updated in BlueJeans today at 14:02:11, in 0.6 s.')).toBeVisible();
  await expect(pane.getByRole('heading', { level: 3 })).toHaveText([
    'Import: passed',
    'Scope: passed',
    'Match: passed',
    'Action: passed',
    'Modified properties',
  ]);
  await expectHeadingsInOrder(stage.page);
  await expect(pane.getByRole('row', { name: 'title Designer Lead designer' })).toBeVisible();
  await expect(pane.getByRole('row', { name: 'manager Søren Kjær-Nielsen Zeynep Yılmaz' })).toBeVisible();
  await expect(stage.page).toHaveURL(/row=row-0/);
  await stage.draw('activity');
  await stage.expectAccessible();
});

test('a failure says what happened and what to do, and its button goes to the cure', async ({ stage }) => {
  const failed = row(6, 'Mateus Gonçalves', 'update', '10:42:08', 'BlueJeans refused the change.', [], {
    status: 'failure',
    steps: [
      { step: 'import', status: 'success', text: 'Entra ID reported a new title.', details: {} },
      { step: 'scope', status: 'success', text: 'Assigned directly.', details: {} },
      { step: 'match', status: 'success', text: 'Linked to account 77b2.', details: {} },
      { step: 'action', status: 'failure', text: 'BlueJeans answered 500.', details: {} },
    ],
  });
  const problem = {
    title: 'The userName would be 31 characters; BlueJeans takes at most 30',
    meaning: 'Mateus Gonçalves keeps the old name.',
    nextStep: 'Shorten it in the mapping or in Entra ID.',
    action: 'open-mapping' as const,
  };
  await stage.open(
    `${activity}?row=row-6`,
    answersFor(inStep, {
      'log.row': () => ({ row: failed, problem, targetName: 'BlueJeans' }),
      'mapping.get': () => 'silence',
      'people.search': () => 'silence',
    }),
  );
  await expect(stage.page.getByRole('heading', { name: 'What happened' })).toBeVisible();
  await expect(stage.page.getByText('Shorten it in the mapping or in Entra ID.')).toBeVisible();
  await expectHeadingsInOrder(stage.page);
  await stage.draw('activity-failed');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Open mapping' }).click();
  // Tried on the person it is about.
  await expect(stage.page).toHaveURL(/#\/bluejeans\/mapping\?person=[^&]+$/);
});

test('a new account has no old values: only what it was given is listed', async ({ stage }) => {
  const created = row(2, '山田 花子', 'create', '12:02:19', 'Joined the group Research.', [
    { attribute: 'userName', from: null, to: 'hanako.yamada@oxbow.example' },
    { attribute: 'title', from: null, to: 'Research\nengineer' },
    { attribute: 'nickName', from: null, to: '' },
    { attribute: 'displayName', from: null, to: null },
  ]);
  await stage.open(
    `${activity}?row=row-2`,
    answersFor(inStep, {
      'log.row': () => ({ row: created, problem: null, targetName: 'BlueJeans' }),
      'app.copyText': () => ({}),
    }),
  );
  const table = stage.page.getByRole('table', { name: 'Modified properties' });
  await expect(table.getByRole('columnheader')).toHaveText(['Attribute', 'Value']);
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('row', { name: 'title Research ⏎ engineer' })).toBeVisible();
  await expect(table).not.toContainText('empty');
  await stage.draw('activity-created');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Copy' }).click();
  await expect
    .poll(() => JSON.stringify(stage.asked.find(({ verb }) => verb === 'app.copyText')?.request ?? ''))
    .toContain('userName: hanako.yamada@oxbow.example\\ntitle: Research');
});

for (const { status, word } of [
  { status: 'success', word: 'removed' },
  { status: 'failure', word: 'would be removed' },
] as const) {
  test(`a value that is taken away with ${status} is called ${word}`, async ({ stage }) => {
    const taken = row(
      0,
      'Łukasz Wójcik',
      'update',
      '14:02:10',
      '',
      [
        { attribute: 'title', from: 'Designer', to: null },
        { attribute: 'nickName', from: null, to: 'Luke' },
      ],
      { status },
    );
    await stage.open(
      `${activity}?row=row-0`,
      answersFor(inStep, { 'log.row': () => ({ row: taken, problem: null, targetName: 'BlueJeans' }) }),
    );
    const table = stage.page.getByRole('table', { name: 'Modified properties' });
    await expect(table.getByRole('columnheader')).toHaveText(['Attribute', 'Old value', 'New value']);
    await expect(table.getByRole('row', { name: `title Designer ${word}`, exact: true })).toBeVisible();
    await expect(table.getByRole('row', { name: 'nickName empty Luke' })).toBeVisible();
    await stage.picture(`activity-removed-${status}`);
  });
}

test('the keyboard alone: arrows, Home and End move, Enter opens and goes in, Escape comes back', async ({ stage }) => {
  await stage.open(activity, answersFor(inStep, { 'app.copyText': () => ({}) }));
  const rows = stage.page.getByRole('grid').locator('tbody tr');
  await stage.page.getByRole('row', { name: /14:02 · incremental/ }).focus();
  await stage.page.keyboard.press('ArrowDown');
  await expect(stage.page.getByRole('row', { name: /Nguyễn Thị Minh Anh/ })).toBeFocused();
  await stage.page.keyboard.press('Enter');
  const pane = stage.page.getByRole('complementary', { name: 'Entry details' });
  await expect(pane).toBeVisible();
  await expect(stage.page.getByRole('row', { name: /Nguyễn Thị Minh Anh title/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await stage.page.keyboard.press('ArrowDown');
  await expect(stage.page).toHaveURL(/row=row-1/);
  await stage.page.keyboard.press('Enter');
  await expect(pane.getByRole('heading', { level: 2 }).first()).toBeFocused();
  await stage.page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(stage.page.getByRole('row', { name: /Łukasz Wójcik/ })).toBeFocused();
  await stage.page.keyboard.press('End');
  await expect(stage.page.getByRole('row', { name: /Priya Nair/ })).toBeFocused();
  await stage.page.keyboard.press('Control+c');
  await expect
    .poll(() => JSON.stringify(stage.asked.find(({ verb }) => verb === 'app.copyText')?.request ?? ''))
    .toContain('Lead designer');
  await stage.page.keyboard.press('Home');
  await expect(rows.first()).toBeFocused();
  await expect(stage.page.locator('tbody tr[tabindex="0"]')).toHaveCount(1);
});

test('filters stand in the address, are asked of the log, and can be cleared', async ({ stage }) => {
  await stage.open(
    activity,
    answersFor(inStep, {
      'log.page': ({ filter, offset, limit }) => {
        const lines = filter.text === 'nobody' ? [] : day;
        return { total: lines.length, people: people(lines), lines: lines.slice(offset, offset + limit) };
      },
    }),
  );
  await stage.page.getByRole('heading', { level: 1 }).focus();
  await stage.page.keyboard.press('/');
  await expect(stage.page.getByRole('searchbox', { name: 'Name, mail or id' })).toBeFocused();
  await stage.page.keyboard.type('nobody');
  await expect(stage.page.getByText('No entries match these filters.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Any time' }).click();
  await stage.page.getByRole('menuitemradio', { name: 'Today' }).click();
  await stage.page.getByRole('button', { name: 'Any result' }).click();
  await stage.page.getByRole('menuitemradio', { name: 'Failed' }).click();
  await expect(stage.page).toHaveURL(/q=nobody&status=failure&since=today$/);
  await expect
    .poll(() => stage.asked.filter(({ verb }) => verb === 'log.page').pop()?.request)
    .toEqual({
      job,
      filter: {
        text: 'nobody',
        action: 'any',
        status: 'failure',
        cycleId: null,
        since: '2026-03-03T00:00:00.000Z',
        showUnchanged: false,
      },
      offset: 0,
      limit: 200,
    });
  await stage.draw('activity-no-match');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(stage.page.getByRole('row', { name: /Nguyễn Thị Minh Anh/ })).toBeVisible();
  await expect(stage.page.getByRole('searchbox')).toHaveValue('');
  await expect(stage.page.getByRole('searchbox')).toBeFocused();
});

test('filters that are set show their value and a way to clear each', async ({ stage }) => {
  await stage.open(`${activity}?since=today&status=failure`, answersFor(inStep));
  await expect(stage.page.getByRole('button', { name: 'Clear Today' })).toBeVisible();
  await stage.draw('activity-filtered');
  await stage.page.getByRole('button', { name: 'Clear Failed' }).click();
  await expect(stage.page).toHaveURL(/activity\?since=today$/);
  await stage.page.getByRole('button', { name: 'Any result' }).click();
  await stage.picture('activity-result-menu');
  await stage.page.getByRole('menuitemcheckbox', { name: 'Show unchanged' }).click();
  await expect(stage.page).toHaveURL(/unchanged=yes/);
});

test('a new entry enters at the top while the list is there; scrolled away, a pill counts them', async ({ stage }) => {
  const long = Array.from({ length: 60 }, (_, index) =>
    line(100 + index, `Person ${index}`, '10:00', 'title', 'update'),
  );
  let lines: LogLine[] = long;
  await stage.open(
    activity,
    answersFor(
      inStep,
      pagesOf(() => lines),
    ),
  );
  await expect(stage.page.getByRole('button', { name: 'Following' })).toBeVisible();
  lines = [line(1, 'Jiří Dvořák', '14:06', 'department', 'update'), ...lines];
  await stage.tell({ kind: 'log.appended', job, added: 1 });
  await expect(stage.page.getByRole('row', { name: /Jiří Dvořák/ })).toBeVisible();

  await stage.page.getByRole('row', { name: /Person 12 / }).scrollIntoViewIfNeeded();
  await stage.page.getByRole('grid').evaluate((grid) => grid.parentElement?.scrollTo({ top: 900 }));
  await expect(stage.page.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
  const seen = stage.page.getByRole('row', { name: /Person 20 / });
  const before = await seen.boundingBox();
  lines = [
    ...Array.from({ length: 12 }, (_, index) => line(200 + index, `Newcomer ${index}`, '14:07', 'title', 'create')),
    ...lines,
  ];
  await stage.tell({ kind: 'log.appended', job, added: 12 });
  await expect(stage.page.getByRole('button', { name: '12 new entries ↑' })).toBeVisible();
  expect((await seen.boundingBox())?.y).toBe(before?.y);
  await stage.draw('activity-new-entries');
  await stage.page.getByRole('heading', { level: 1 }).focus();
  await stage.page.keyboard.press('f');
  await expect(stage.page.getByRole('row', { name: /Newcomer 0 / })).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Following' })).toBeVisible();
});

test('a hundred thousand entries: asked by the page, and the last one is reached with End', async ({ stage }) => {
  const total = 100_000;
  await stage.open(
    activity,
    answersFor(inStep, {
      'log.page': ({ offset, limit }) => ({
        total,
        people: total,
        lines: Array.from({ length: Math.min(limit, total - offset) }, (_, index) =>
          line(offset + index, `Person ${offset + index}`, '10:00', 'title', 'update'),
        ),
      }),
    }),
  );
  await expect(stage.page.getByText('100,000 entries')).toBeVisible();
  await stage.page.getByRole('row', { name: /Person 0 / }).focus();
  await stage.page.keyboard.press('End');
  await expect(stage.page.getByRole('row', { name: /Person 99999 / })).toBeFocused();
  await stage.draw('activity-hundred-thousand');
  const asked = stage.asked.filter(({ verb }) => verb === 'log.page').length;
  expect(asked).toBeLessThan(12);
});

test('what was appended meanwhile does not shift the pages asked for later', async ({ stage }) => {
  let lines: LogLine[] = Array.from({ length: 900 }, (_, index) =>
    line(index, `Person ${index}`, '10:00', 'title', 'update'),
  );
  await stage.open(
    activity,
    answersFor(
      inStep,
      pagesOf(() => lines),
    ),
  );
  await stage.page.getByRole('row', { name: /Person 0 / }).focus();
  lines = [
    ...Array.from({ length: 7 }, (_, index) => line(5000 + index, `New ${index}`, '14:07', 'title', 'create')),
    ...lines,
  ];
  await stage.page.keyboard.press('End');
  await expect(stage.page.getByRole('row', { name: /Person 899 / })).toBeFocused();
  await expect(stage.page.getByRole('row', { name: /Person 898 / })).toBeVisible();
});

test('export writes what is filtered, as CSV or NDJSON', async ({ stage }) => {
  await stage.open(
    `${activity}?status=failure`,
    answersFor(inStep, { 'log.export': () => ({ entries: 847, file: '/home/it/bluejeans-log.csv' }) }),
  );
  await stage.page.getByRole('button', { name: 'Export' }).click();
  await stage.page.getByRole('menuitem', { name: 'CSV', exact: true }).click();
  await expect(stage.page.getByText('Exported 847 entries.').first()).toBeVisible();
  await stage.picture('activity-exported');
  expect(stage.asked.find(({ verb }) => verb === 'log.export')?.request).toMatchObject({
    format: 'csv',
    filter: { status: 'failure' },
  });
});

test('before the first cycle the list says what will be there', async ({ stage }) => {
  await stage.open(
    activity,
    answersFor(
      inStep,
      pagesOf(() => []),
    ),
  );
  await expect(
    stage.page.getByText('Nothing has happened yet. Rows appear here as soon as a cycle runs.'),
  ).toBeVisible();
  await stage.draw('activity-empty');
});

test('a log that cannot be read says so and can be tried again', async ({ stage }) => {
  const refused = { title: 'The disk is full', meaning: '', nextStep: 'Free 200 MB and try again.', action: null };
  await stage.open(activity, answersFor(inStep, { 'log.page': () => ({ refused }) }));
  await expect(stage.page.getByText('This could not be read.')).toBeVisible();
  await stage.draw('activity-unreadable');
  stage.change(pagesOf(() => day));
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect(stage.page.getByRole('row', { name: /Nguyễn Thị Minh Anh/ })).toBeVisible();
});

test('while the log is read, its rows are grey in their own height', async ({ stage }) => {
  await stage.open(activity, answersFor(inStep, { 'log.page': () => 'silence' }));
  await expect(stage.page.locator('.fui-SkeletonItem').first()).toBeVisible();
  await stage.draw('activity-loading');
});

test('a link to an entry that is gone says so', async ({ stage }) => {
  await stage.open(
    `${activity}?row=row-404`,
    answersFor(inStep, { 'log.row': () => ({ row: null, problem: null, targetName: 'BlueJeans' }) }),
  );
  await expect(stage.page.getByText('This entry was removed after 30 days.')).toBeVisible();
  await stage.draw('activity-row-gone');
});

test('the longest names, right to left, in Han, empty values and values with line breaks keep their places', async ({
  stage,
}) => {
  const names = [
    'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Third of Oxbow',
    'عبد الرحمن بن محمد الخطيب',
    '山田 花子',
    'Łukasz Wójcik',
  ];
  const lines: LogLine[] = [
    { kind: 'cycle', cycle: cycle('c', at('09:00', 3), { created: 12, updated: 1204, disabled: 3, failed: 7 }) },
    ...names.map((name, index) =>
      line(
        index,
        name,
        '09:00',
        'title, department, work phone, manager, street, city, region, postcode, country',
        'update',
      ),
    ),
  ];
  const odd = {
    ...minhAnh,
    sourceName: names[0] ?? '',
    modified: [
      { attribute: 'title', from: null, to: 'Lead\ndesigner\nof everything' },
      { attribute: 'addresses[type eq "work"].formatted', from: '', to: 'x'.repeat(300) },
      { attribute: 'displayName', from: names[1] ?? '', to: names[2] ?? '' },
    ],
  };
  await stage.open(
    `${activity}?row=row-1`,
    answersFor(inStep, {
      ...pagesOf(() => lines),
      'log.row': () => ({ row: odd, problem: null, targetName: 'BlueJeans' }),
    }),
  );
  await expect(stage.page.getByRole('complementary').getByText('Lead ⏎ designer ⏎ of everything')).toBeVisible();
  await stage.draw('activity-odd-values');
});

test('high contrast shows the open row by a border', async ({ stage }) => {
  await stage.open(`${activity}?row=row-0`, answersFor(inStep), { forced: true });
  await expect(stage.page.getByRole('complementary').getByText('Lead designer')).toBeVisible();
  await stage.picture('activity-contrast');
});
