import { noCounts } from '../../shared/health/job-state';
import type { HeldPerson } from '../../shared/ipc/contract';
import { expectHeadingsInOrder } from './heading-order';
import {
  answersFor,
  at,
  attention,
  cycle,
  day,
  held,
  job,
  lastDay,
  latest,
  personId,
  progress,
  row,
  state,
} from './stage/oxbow';
import { type Answers, expect, type Stage, stageNow, test } from './stage/stage';

const overview = `#/${job}/overview`;
const token = { kind: 'target-unauthorized', detail: '401' } as const;
const needed = { directory: 41, inScope: 38, linked: 38, needAttention: 3 };
const threePeople: Answers = { 'people.attention': () => ({ total: 3, rows: [...attention] }) };
const twelveHeld: Answers = { 'deletions.list': () => ({ people: [...held], limit: 5 }) };

const states = [
  {
    name: 'overview',
    of: state({ kind: 'in-step' }),
    more: {},
    sentence: 'All 38 people are in step',
    second: 'The last cycle, 4 minutes ago, changed 2 accounts. The next starts at 14:42.',
    buttons: ['Pause', 'Sync now'],
  },
  {
    name: 'overview-running',
    of: state({ kind: 'running', progress }, { people: { directory: 41, inScope: 38, linked: 36, needAttention: 0 } }),
    more: {
      'log.page': () => ({ total: 6, people: 5, lines: day.filter((line) => line.kind === 'person').slice(0, 6) }),
    },
    sentence: 'Syncing: 23 of 38 people done',
    second: 'You started this at 14:06. Everyone is checked again because the mapping changed. About 20 seconds left.',
    buttons: ['Stop'],
  },
  {
    name: 'overview-waiting',
    of: state(
      {
        kind: 'running',
        progress: { ...progress, waiting: { side: 'source', until: new Date(stageNow + 40_000).toISOString() } },
      },
      { people: { directory: 41, inScope: 38, linked: 36, needAttention: 0 } },
    ),
    more: {
      'log.page': () => ({ total: 6, people: 5, lines: day.filter((line) => line.kind === 'person').slice(0, 6) }),
    },
    sentence: 'Syncing: 23 of 38 people done',
    second:
      'You started this at 14:06. Everyone is checked again because the mapping changed. Microsoft Graph asked us to wait 40 seconds. The cycle goes on by itself.',
    buttons: ['Stop'],
  },
  {
    name: 'overview-stopped',
    of: state(
      { kind: 'quarantined', since: at('09:22', 1), nextTryAt: at('21:12'), problem: token },
      { people: needed, readAt: at('09:22', 1) },
    ),
    more: {
      ...threePeople,
      ...twelveHeld,
      'cycle.list': () => ({
        cycles: ['09:12', '06:12', '00:12'].map((clock) => cycle(clock, at(clock), {}, { state: 'quarantined' })),
      }),
    },
    sentence: 'Stopped: BlueJeans refuses the token',
    second: 'No account has been changed since yesterday 09:22. 38 people keep the access they had then.',
    buttons: ['Try again', 'Enter a new token', 'Review 12 people'],
  },
  {
    name: 'overview-people-fail',
    of: state({ kind: 'people-fail', people: 3 }, { people: needed }),
    more: threePeople,
    sentence: '35 of 38 people are in step; 3 need attention',
    second: 'The last cycle, 4 minutes ago, changed 2 accounts.',
    buttons: ['Open mapping: Siobhán Ní Bhriain', 'Details: Daniel Kim (Sales)', 'Sync now'],
  },
  {
    name: 'overview-held',
    of: state({ kind: 'deletions-held', people: 12, limit: 5 }),
    more: twelveHeld,
    sentence: '12 deletions are held',
    second: 'Everyone else is in step. Held people keep their access until you decide.',
    buttons: ['Review 12 people', 'Sync now'],
  },
  {
    name: 'overview-review',
    of: state(
      { kind: 'review-pending', planned: { ...noCounts, created: 9, updated: 7 } },
      { lastCycle: null, nextCycleAt: null, people: { directory: 41, inScope: 38, linked: 0, needAttention: 0 } },
    ),
    more: { 'cycle.list': () => ({ cycles: [] }), 'log.latestChanges': () => ({ rows: [] }) },
    sentence: 'Ready: the first cycle waits for your review',
    second: 'Nothing has been written. It would create 9 accounts and update 7.',
    buttons: ['Review…'],
  },
  {
    name: 'overview-paused',
    of: state({ kind: 'paused', until: at('08:00', -1) }),
    more: {},
    sentence: 'Paused until tomorrow 08:00',
    second: 'Changes made in Entra ID wait. The last cycle was today at 14:02.',
    buttons: ['Resume'],
  },
  {
    name: 'overview-offline',
    of: state({ kind: 'offline', since: at('13:58') }),
    more: {},
    sentence: 'Offline since 13:58',
    second: 'The next cycle starts when this computer is online again.',
    buttons: ['Try now'],
  },
  {
    name: 'overview-keychain',
    of: state({ kind: 'keychain-locked' }),
    more: {},
    sentence: 'Waiting: the keychain is locked',
    second: 'Inseam cannot read the token until you unlock it. No account is changed meanwhile.',
    buttons: ['Unlock keychain'],
  },
  {
    name: 'overview-stopped-by-admin',
    of: state({ kind: 'stopped-by-admin', at: at('14:06'), done: 23, waiting: 15 }),
    more: {},
    sentence: '23 of 38 people are in step; 15 wait',
    second: 'You stopped the cycle at 14:06. The next starts at 14:42.',
    buttons: ['Sync now'],
  },
  {
    name: 'overview-nobody',
    of: state({ kind: 'nobody-in-scope' }, { people: { directory: 41, inScope: 0, linked: 0, needAttention: 0 } }),
    more: { 'log.latestChanges': () => ({ rows: [] }) },
    sentence: 'Nobody is in scope yet',
    second: 'Assign people or groups to the application in Entra ID, or change the scope.',
    buttons: ['Open scope'],
  },
  {
    name: 'overview-schedule-off',
    of: state({ kind: 'schedule-off' }, { nextCycleAt: null, scheduleEnabled: false }),
    more: {},
    sentence: 'All 38 people are in step',
    second: 'The schedule is off. Cycles run only when you choose Sync now.',
    buttons: ['Sync now'],
  },
  {
    name: 'overview-first',
    of: state({ kind: 'no-cycle-yet' }, { lastCycle: null, readAt: null, targetAnswersInMs: null }),
    more: { 'cycle.list': () => ({ cycles: [] }), 'log.latestChanges': () => ({ rows: [] }) },
    sentence: 'No cycle has run yet',
    second: 'The first starts at 14:42.',
    buttons: ['Sync now'],
  },
];

for (const { name, of, more, sentence, second, buttons } of states) {
  test(`${name} says “${sentence}”`, async ({ stage }) => {
    await stage.open(overview, answersFor(of, more as Answers));
    await expect(stage.page.getByRole('heading', { level: 1, name: sentence })).toBeVisible();
    await expect(stage.page.getByText(second, { exact: true })).toBeVisible();
    for (const button of buttons) {
      await expect(stage.page.getByRole('button', { name: button, exact: true })).toBeVisible();
    }
    await expect(stage.page).toHaveTitle('Overview – BlueJeans – Inseam');
    await expectHeadingsInOrder(stage.page);
    await stage.draw(name);
    await stage.expectAccessible();
  });
}

test('a wait is told calmly, by whose name it is, and no longer than it lasts', async ({ stage }) => {
  const until = (ms: number) => new Date(stageNow + ms).toISOString();
  const waiting = (side: 'source' | 'target', ms: number) =>
    state({ kind: 'running', progress: { ...progress, waiting: { side, until: until(ms) } } });
  await stage.open(overview, answersFor(waiting('target', 90_000)));
  const note = stage.page.getByRole('heading', { name: 'BlueJeans asked us to wait 2 minutes' });
  await expect(note).toBeVisible();
  await expect(stage.page.getByRole('alert')).toHaveCount(0);
  await stage.tell({ kind: 'job.state', state: state({ kind: 'running', progress }) });
  await expect(note).toHaveCount(0);
  await expect(stage.page.getByText('About 20 seconds left.', { exact: false })).toBeVisible();
  // Should nobody tell that it is over, it ends by itself.
  await stage.tell({ kind: 'job.state', state: waiting('source', 3000) });
  await expect(stage.page.getByRole('heading', { name: 'Microsoft Graph asked us to wait 3 seconds' })).toBeVisible();
  await expect(stage.page.getByRole('heading', { name: /asked us to wait/ })).toHaveCount(0);
  await expect(stage.page.getByText('About 20 seconds left.', { exact: false })).toBeVisible();
});

test('the primary button has the brand’s colour, so the styles were let in', async ({ stage }) => {
  await stage.open(overview, answersFor(state({ kind: 'in-step' })));
  const colour = await stage.page
    .getByRole('button', { name: 'Sync now' })
    .evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(colour).toBe('rgb(15, 108, 189)');
});

test('S syncs, P pauses, and neither does while somebody types or the state does not allow it', async ({ stage }) => {
  const allowed: Answers = {
    'cycle.start': () => ({ started: true, problem: null }),
    'job.pause': () => ({}),
  };
  await stage.open(overview, answersFor(state({ kind: 'in-step' }), allowed));
  await stage.page.getByRole('heading', { level: 1 }).focus();
  await stage.page.keyboard.press('s');
  await stage.page.keyboard.press('p');
  await expect
    .poll(() => stage.asked.filter(({ verb }) => verb === 'cycle.start' || verb === 'job.pause'))
    .toEqual([
      { verb: 'cycle.start', request: { job, full: false, approve: false } },
      { verb: 'job.pause', request: { job, until: null } },
    ]);
  await stage.open(overview, answersFor(state({ kind: 'offline', since: at('13:58') }), allowed));
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Offline since 13:58' })).toBeVisible();
  await stage.page.keyboard.press('s');
  expect(stage.asked.some(({ verb }) => verb === 'cycle.start')).toBe(false);
});

test('the pause menu offers an hour, tomorrow morning, and until resumed', async ({ stage }) => {
  await stage.open(overview, answersFor(state({ kind: 'in-step' }), { 'job.pause': () => ({}) }));
  await stage.page.getByRole('button', { name: 'Choose how long to pause' }).click();
  await expect(stage.page.getByRole('menuitem')).toHaveText(['For 1 hour', 'Until tomorrow 08:00', 'Until I resume']);
  await stage.picture('overview-pause-menu');
  await stage.page.getByRole('menuitem', { name: 'For 1 hour' }).click();
  await expect
    .poll(() => stage.asked.find(({ verb }) => verb === 'job.pause')?.request)
    .toEqual({ job, until: '2026-03-03T15:06:42.000Z' });
});

test('a refused command is shown in its place and can be dismissed', async ({ stage }) => {
  const problem = {
    title: 'A cycle is running already',
    meaning: 'Nothing was started.',
    nextStep: 'Wait.',
    action: null,
  };
  await stage.open(
    overview,
    answersFor(state({ kind: 'in-step' }), { 'cycle.start': () => ({ started: false, problem }) }),
  );
  await stage.page.getByRole('button', { name: 'Sync now' }).click();
  await expect(stage.page.getByRole('alert')).toContainText('A cycle is running already');
  await stage.draw('overview-refused');
  await stage.page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(stage.page.getByRole('alert')).toHaveCount(0);
});

test('a cycle that could not even begin says why and has the cure, until one begins', async ({ stage }) => {
  const problem = {
    title: 'The secret token is missing',
    meaning: 'Inseam cannot sign in without it. No account was changed.',
    nextStep: 'Enter it in Settings.',
    action: 'enter-token',
  } as const;
  await stage.open(overview, answersFor(state({ kind: 'in-step' })));
  await expect(stage.page.getByRole('button', { name: 'Sync now' })).toBeVisible();
  await stage.tell({ kind: 'job.problem', job, problem });
  await expect(stage.page.getByRole('alert')).toContainText('The secret token is missing');
  await stage.draw('overview-not-begun');
  await stage.expectAccessible();
  await stage.tell({ kind: 'job.state', state: state({ kind: 'running', progress }) });
  await expect(stage.page.getByRole('alert')).toHaveCount(0);
  await stage.tell({ kind: 'job.problem', job, problem });
  await stage.page.getByRole('button', { name: 'Enter a new token' }).click();
  await expect(stage.page).toHaveURL(/#\/bluejeans\/settings\/connections$/);
});

test('during a first cycle nobody is counted as out who was not looked at yet', async ({ stage }) => {
  const people = { directory: 41, inScope: 0, linked: 0, needAttention: 0 };
  await stage.open(overview, answersFor(state({ kind: 'running', progress }, { lastCycle: null, people })));
  await expect(stage.page.getByText(`${progress.counts.inScope} in scope so far`)).toBeVisible();
});

test('a bar names its cycle, arrows walk along the bars, Enter opens its activity', async ({ stage }) => {
  await stage.open(overview, answersFor(state({ kind: 'in-step' })));
  const bars = stage.page.getByRole('toolbar', { name: 'Changes in each of the last 36 cycles' }).getByRole('button');
  await expect(bars).toHaveCount(36);
  await bars.last().focus();
  await expect(bars.last()).toHaveAccessibleName('Cycle 14:02: 2 updated');
  await stage.page.keyboard.press('ArrowLeft');
  await stage.page.keyboard.press('ArrowLeft');
  await expect(stage.page.getByRole('button', { name: 'Cycle 12:42: 3 created, 2 updated' })).toBeFocused();
  await stage.page.keyboard.press('Enter');
  await expect(stage.page).toHaveURL(/#\/bluejeans\/activity\?cycle=cycle-2$/);
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Activity' })).toBeFocused();
});

const minutes = (ago: number) => new Date(stageNow - ago * 60_000).toISOString();

/** Where the middle of each bar is, in per cent of the day, and how wide what is drawn of it. */
const drawn = (stage: Stage) =>
  stage.page.getByRole('toolbar').evaluate((chart) => {
    const all = chart.getBoundingClientRect();
    return [...chart.querySelectorAll('button')].map((bar) => {
      const part = bar.querySelector('span')?.getBoundingClientRect() ?? bar.getBoundingClientRect();
      return {
        at: ((part.left + part.width / 2 - all.left) / all.width) * 100,
        left: part.left,
        right: part.right,
        top: part.top - all.top,
      };
    });
  });

test('a single cycle stands where its time is on a day that ends now', async ({ stage }) => {
  const six = cycle('one', minutes(6 * 60), { created: 3, updated: 2 });
  await stage.open(overview, answersFor(state({ kind: 'in-step' }), { 'cycle.list': () => ({ cycles: [six] }) }));
  await expect(stage.page.getByRole('toolbar', { name: 'Changes in the last cycle' })).toBeVisible();
  const [bar] = await drawn(stage);
  expect(bar?.at).toBeGreaterThan(73);
  expect(bar?.at).toBeLessThan(77);
  for (const mark of ['14:06 yesterday', '20:06', '02:06', '08:06', 'Now']) {
    await expect(stage.page.getByText(mark, { exact: true })).toBeVisible();
  }
  await stage.draw('overview-one-cycle');
});

test('200 cycles have a bar each, none over another, each near its time', async ({ stage }) => {
  const many = Array.from({ length: 200 }, (_, index) =>
    cycle(
      `many-${index}`,
      minutes(index * 7 + 2),
      index % 9 === 0 ? { updated: index % 5 } : index % 31 === 0 ? { failed: 2 } : { unchanged: 38 },
    ),
  );
  await stage.open(overview, answersFor(state({ kind: 'in-step' }), { 'cycle.list': () => ({ cycles: many }) }));
  await expect(stage.page.getByRole('toolbar').getByRole('button')).toHaveCount(200);
  const bars = await drawn(stage);
  bars.forEach((bar, index) => {
    const ago = (199 - index) * 7 + 2;
    expect(Math.abs(bar.at - (100 - (ago / 1440) * 100))).toBeLessThan(2.5);
    expect(bar.left).toBeGreaterThanOrEqual((bars[index - 1]?.right ?? 0) - 0.5);
  });
  await stage.draw('overview-200-cycles');
});

test('cycles close together stand side by side, near their time', async ({ stage }) => {
  const few = [2, 3, 4, 300].map((ago) => cycle(`few-${ago}`, minutes(ago), { updated: 2 }));
  await stage.open(overview, answersFor(state({ kind: 'in-step' }), { 'cycle.list': () => ({ cycles: few }) }));
  const bars = await drawn(stage);
  expect(bars).toHaveLength(4);
  expect(bars[0]?.at).toBeLessThan(81);
  expect(bars[1]?.at).toBeGreaterThan(96);
  bars.forEach((bar, index) => {
    expect(bar.left).toBeGreaterThanOrEqual(bars[index - 1]?.right ?? 0);
  });
});

test('a cycle that changed nothing is a tick, one that failed is hatched', async ({ stage }) => {
  const cycles = [
    cycle('quiet', minutes(60), { unchanged: 38 }),
    cycle('broken', minutes(120), {}, { state: 'failed' }),
  ];
  await stage.open(overview, answersFor(state({ kind: 'in-step' }), { 'cycle.list': () => ({ cycles }) }));
  const looks = await stage.page.getByRole('toolbar').evaluate((chart) =>
    [...chart.querySelectorAll('button > span')].map((part) => ({
      height: part.getBoundingClientRect().height,
      hatched: getComputedStyle(part).backgroundImage.includes('repeating-linear-gradient'),
    })),
  );
  expect(looks).toEqual([
    { height: expect.any(Number), hatched: true },
    { height: 2, hatched: false },
  ]);
  await expect(stage.page.getByText('2 cycles, 1 changed nothing')).toBeVisible();
});

test('the bars are there as a table too, in the same words', async ({ stage }) => {
  await stage.open(overview, answersFor(state({ kind: 'in-step' })));
  await stage.page.getByRole('button', { name: 'Show as a table' }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(stage.page.getByRole('row')).toHaveCount(lastDay.length + 1);
  await expect(stage.page.getByRole('button', { name: 'Show as a chart' })).toBeFocused();
  await stage.resize('small');
  await expect(stage.page.getByRole('row')).toHaveCount(lastDay.length + 1);
  await stage.resize('usual');
  await expect(stage.page.getByRole('row', { name: '12:42 3 created, 2 updated' })).toBeVisible();
  await stage.draw('overview-table');
  await stage.expectAccessible();
});

test('held deletions: nothing is decided by opening, and taking access away asks for the number', async ({ stage }) => {
  await stage.open(
    overview,
    answersFor(state({ kind: 'deletions-held', people: 12, limit: 5 }), {
      ...twelveHeld,
      'deletions.decide': () => ({ problem: null }),
    }),
  );
  await stage.page.getByRole('button', { name: 'Review 12 people' }).click();
  const dialog = stage.page.getByRole('alertdialog', { name: '12 accounts would be disabled' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Decide later' })).toBeFocused();
  await expect(dialog.getByRole('listitem')).toHaveCount(6);
  await stage.draw('held-deletions');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Show 6 more' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(12);
  await stage.draw('held-deletions-all');
  await dialog.getByRole('button', { name: 'Disable 12 accounts…' }).click();
  const disable = dialog.getByRole('button', { name: 'Disable 12 accounts', exact: true });
  await expect(disable).toHaveAttribute('aria-disabled', 'true');
  await stage.draw('held-deletions-confirm');
  await dialog.getByRole('textbox', { name: 'Type 12 to go on' }).fill('12');
  await disable.click();
  await expect(dialog).toHaveCount(0);
  expect(stage.asked.filter(({ verb }) => verb === 'deletions.decide')).toEqual([
    { verb: 'deletions.decide', request: { job, decision: 'allow', people: held.map((person) => person.sourceId) } },
  ]);
});

test('Escape leaves the held deletions undecided and gives the focus back', async ({ stage }) => {
  await stage.open(overview, answersFor(state({ kind: 'deletions-held', people: 12, limit: 5 }), twelveHeld));
  const review = stage.page.getByRole('button', { name: 'Review 12 people' });
  await review.click();
  await expect(stage.page.getByRole('alertdialog')).toBeVisible();
  await stage.page.keyboard.press('Escape');
  await expect(stage.page.getByRole('alertdialog')).toHaveCount(0);
  await expect(review).toBeFocused();
  expect(stage.asked.some(({ verb }) => verb === 'deletions.decide')).toBe(false);
});

for (const limit of [null, 5, 50]) {
  test(`3 held beside a limit of ${limit ?? 'none'} are explained without a number that explains nothing`, async ({
    stage,
  }) => {
    await stage.open(
      overview,
      answersFor(state({ kind: 'deletions-held', people: 3, limit: limit ?? 0 }), {
        'deletions.list': () => ({ people: held.slice(0, 3), limit }),
      }),
    );
    await expect(
      stage.page.getByText(
        'Yesterday’s 08:42 cycle would have disabled more accounts than your limit allowed. 3 are still held; none was sent.',
      ),
    ).toBeVisible();
    await stage.page.getByRole('button', { name: 'Review 3 people' }).click();
    const dialog = stage.page.getByRole('alertdialog', { name: '3 accounts would be disabled' });
    await expect(dialog).toContainText(
      'more people than your limit allowed, so nothing was sent. 3 people are still held and have access.',
    );
    await expect(dialog).not.toContainText(String(limit));
    if (limit === 50) await stage.draw('held-deletions-below-limit');
  });
}

test('ten thousand held people open at once and are shown by the portion', async ({ stage }) => {
  const many: HeldPerson[] = Array.from({ length: 10_000 }, (_, index) => ({
    sourceId: personId(index),
    name: `Person ${index}`,
    mail: `person${index}@oxbow.example`,
    action: 'disable',
    reason: 'No longer assigned',
    since: at('08:42', 1),
  }));
  await stage.open(
    overview,
    answersFor(state({ kind: 'deletions-held', people: 10_000, limit: 5 }), {
      'deletions.list': () => ({ people: many, limit: 5 }),
    }),
  );
  await stage.page.getByRole('button', { name: 'Review 10,000 people' }).click();
  const dialog = stage.page.getByRole('alertdialog', { name: '10,000 accounts would be disabled' });
  await dialog.getByRole('button', { name: 'Show 200 more' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(206);
});

test('past eight people in need the rest is one click away, and never more than can be drawn', async ({ stage }) => {
  const many = Array.from({ length: 300 }, (_, index) => ({
    sourceId: personId(index),
    name: `Person ${index}`,
    mail: `person${index}@oxbow.example`,
    status: 'failed' as const,
    problem: { title: 'BlueJeans answered 500', meaning: '', nextStep: '', action: null },
    nextTryAt: null,
  }));
  await stage.open(
    overview,
    answersFor(state({ kind: 'people-fail', people: 300 }), {
      'people.attention': ({ offset, limit }) => ({ total: 300, rows: many.slice(offset, offset + limit) }),
    }),
  );
  const section = stage.page.getByRole('region', { name: /Needs attention/ });
  await expect(section.getByRole('listitem')).toHaveCount(8);
  await section.getByRole('button', { name: 'See all 300' }).click();
  await expect(section.getByRole('listitem')).toHaveCount(200);
  await expect(section.getByText('The first 200 of 300 people.')).toBeVisible();
});

test('odd names and values keep their places', async ({ stage }) => {
  const names = [
    'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Third of Oxbow',
    'عبد الرحمن بن محمد الخطيب',
    '山田 花子',
    'Line\nBreak',
    'X',
  ];
  const rows = names.map((name, index) =>
    row(index, name, 'update', '14:02', '', [
      {
        attribute: index === 0 ? 'x'.repeat(120) : 'title',
        from: index === 1 ? null : `old\nvalue ${'of everything '.repeat(index === 2 ? 20 : 1)}`,
        to: index === 3 ? '' : `عنوان ${'new '.repeat(40)}`,
      },
    ]),
  );
  await stage.open(
    overview,
    answersFor(state({ kind: 'people-fail', people: 5 }, { people: { ...needed, needAttention: 5 } }), {
      'log.latestChanges': () => ({ rows }),
      'people.attention': () => ({
        total: 5,
        rows: names.map((name, index) => ({
          sourceId: personId(index),
          name,
          mail: '',
          status: 'failed' as const,
          problem: {
            title: `${name} and ${names[(index + 1) % 5]} would share ${'a.very.long.mail.address.'.repeat(4)}@oxbow.example`,
            meaning: '',
            nextStep: '',
            action: index % 2 === 0 ? null : ('open-mapping' as const),
          },
          nextTryAt: null,
        })),
      }),
    }),
  );
  await expect(stage.page.getByText('山田 花子').first()).toBeVisible();
  await stage.draw('overview-odd');
  // Of a path that is far too long half a line is seen, and the values with it.
  await expect(stage.page.getByText('old ⏎ value of everything').first()).toBeInViewport();
  for (const item of await stage.page.getByRole('main').getByRole('listitem').all()) {
    const box = await item.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1280);
    expect(box?.height).toBeLessThanOrEqual(53);
  }
});

test('where people say “2:06 PM” the window does too, and the clocks fit their columns', async ({ stage }) => {
  const devtools = await stage.page.context().newCDPSession(stage.page);
  const userAgent = await stage.page.evaluate(() => navigator.userAgent);
  await devtools.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'en-US' });
  try {
    await stage.open(
      overview,
      answersFor(state({ kind: 'deletions-held', people: 12, limit: 5 }), {
        ...twelveHeld,
        'log.latestChanges': () => ({ rows: latest.map((one) => ({ ...one, at: at('22:42', 1) })) }),
      }),
    );
    await expect(
      stage.page.getByText('Yesterday’s 8:42 AM cycle would have disabled 12 accounts.', { exact: false }),
    ).toBeVisible();
    await expect(stage.page.getByText('10:42 PM').first()).toBeVisible();
    await stage.page.getByRole('button', { name: 'Choose how long to pause' }).click();
    await expect(stage.page.getByRole('menuitem', { name: 'Until tomorrow 8:00 AM' })).toBeVisible();
    await stage.page.keyboard.press('Escape');
    const short = stage.page.getByTitle('12 deletions held');
    expect(await short.evaluate((words) => words.scrollWidth - words.clientWidth)).toBeLessThanOrEqual(0);
    await stage.draw('overview-american');
    await stage.open(`#/${job}/activity?row=row-0`, answersFor(state({ kind: 'in-step' })));
    await expect(stage.page.getByText('Updated in BlueJeans today at 2:02:11 PM, in 0.6 s.')).toBeVisible();
    const next = stage.page.getByTitle('In step, next 2:42 PM');
    expect(await next.evaluate((words) => words.scrollWidth - words.clientWidth)).toBeLessThanOrEqual(0);
    await stage.draw('activity-american');
  } finally {
    await devtools.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'en-GB' });
    await devtools.detach();
  }
});

test('changes of another day say which', async ({ stage }) => {
  const days = [at('14:02'), at('22:42', 1), at('09:22', 3), at('09:22', 30), at('09:22', 400)];
  await stage.open(
    overview,
    answersFor(state({ kind: 'in-step' }), {
      'log.latestChanges': () => ({ rows: latest.map((one, index) => ({ ...one, at: days[index] ?? one.at })) }),
    }),
  );
  await expect(stage.page.getByRole('region', { name: 'Latest changes' }).getByRole('time')).toHaveText([
    '14:02',
    'yesterday 22:42',
    'Saturday 09:22',
    '1 February',
    '27 January 2025',
  ]);
  await stage.draw('overview-old-changes');
});

test('one person reads “1 person”, ten thousand are counted with their comma', async ({ stage }) => {
  await stage.open(
    overview,
    answersFor(state({ kind: 'in-step' }, { people: { directory: 1, inScope: 1, linked: 1, needAttention: 0 } })),
  );
  await expect(stage.page.getByRole('heading', { level: 1, name: '1 person is in step' })).toBeVisible();
  await expect(stage.page.getByText('1 linked account · answers in 180 ms')).toBeVisible();
  await stage.tell({
    kind: 'job.state',
    state: state(
      { kind: 'in-step' },
      { people: { directory: 10_412, inScope: 10_000, linked: 10_000, needAttention: 0 } },
    ),
  });
  await expect(stage.page.getByRole('heading', { level: 1, name: 'All 10,000 people are in step' })).toBeVisible();
  await stage.draw('overview-ten-thousand');
});

test('what cannot be read says so in its place, with the rest of the page there', async ({ stage }) => {
  const refused = { title: 'The disk is full', meaning: '', nextStep: 'Free 200 MB and try again.', action: null };
  await stage.open(
    overview,
    answersFor(state({ kind: 'in-step' }), {
      'cycle.list': () => ({ refused }),
      'people.attention': () => ({ refused }),
    }),
  );
  await expect(stage.page.getByText('This could not be read.').first()).toBeVisible();
  await expect(stage.page.getByText('Nguyễn Thị Minh Anh')).toBeVisible();
  await expectHeadingsInOrder(stage.page);
  await stage.draw('overview-unreadable');
  await stage.resize('small');
  await expect(stage.page.getByText('This could not be read.')).toHaveCount(2);
  await stage.resize('usual');
  stage.change(answersFor(state({ kind: 'in-step' })));
  await stage.page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(stage.page.getByRole('toolbar', { name: /Changes in each/ })).toBeVisible();
});

test('what is not there yet is drawn grey in the final layout', async ({ stage }) => {
  await stage.open(
    overview,
    answersFor(state({ kind: 'in-step' }), {
      'cycle.list': () => 'silence',
      'people.attention': () => 'silence',
      'log.latestChanges': () => 'silence',
    }),
  );
  await expect(stage.page.locator('.fui-SkeletonItem').first()).toBeVisible();
  await stage.draw('overview-loading');
});

test('high contrast shows state and selection without colour', async ({ stage }) => {
  await stage.open(overview, answersFor(state({ kind: 'in-step' })), { forced: true });
  await expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible();
  await stage.picture('overview-contrast');
});
