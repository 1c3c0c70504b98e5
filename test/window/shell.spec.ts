import type { CycleProgress } from '../../shared/health/job-state';
import { expectHeadingsInOrder } from './heading-order';
import { answersFor, at, attention, held, job, progress, state } from './stage/oxbow';
import { type Answers, expect, stageNow, test } from './stage/stage';

const overview = `#/${job}/overview`;
const inStep = state({ kind: 'in-step' });
const wiki = state({ kind: 'people-fail', people: 3 }, { job: 'wiki', profileId: 'scim', targetName: 'Wiki' });
const twoJobs: Answers = { 'job.list': () => ({ jobs: [inStep, wiki] }) };

test('the first Tab offers to skip to the content', async ({ stage }) => {
  await stage.open(overview, answersFor(inStep));
  await expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible();
  await stage.page.keyboard.press('Tab');
  await expect(stage.page.getByRole('button', { name: 'Go to content' })).toBeFocused();
  await stage.picture('shell-skip');
  await stage.page.keyboard.press('Enter');
  await expect(stage.page.getByRole('main')).toBeFocused();
});

test('the navigation lists the pages that exist, and says where one is', async ({ stage }) => {
  await stage.open(overview, answersFor(inStep));
  const links = stage.page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(links).toHaveText(['Overview', 'Plan', 'Activity', 'People', 'History', 'Scope', 'Mapping', 'Settings']);
  await expect(links.first()).toHaveAttribute('aria-current', 'page');
  await links.nth(2).click();
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Activity' })).toBeFocused();
  await expect(stage.page).toHaveTitle('Activity – BlueJeans – Inseam');
});

test('Ctrl and a number goes to a page, and the heading takes the focus', async ({ stage }) => {
  await stage.open(overview, answersFor(inStep));
  await expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible();
  await stage.page.keyboard.press('Control+3');
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Activity' })).toBeFocused();
  await stage.page.keyboard.press('Control+1');
  await expect(stage.page.getByRole('heading', { level: 1, name: 'All 38 people are in step' })).toBeFocused();
});

test('F6 walks from the navigation to the page and to the pane', async ({ stage }) => {
  await stage.open(`#/${job}/activity?row=row-0`, answersFor(inStep));
  await expect(stage.page.getByRole('complementary').getByText('Lead designer')).toBeVisible();
  await stage.page.keyboard.press('F6');
  await expect(stage.page.getByRole('button', { name: /BlueJeans/ })).toBeFocused();
  await stage.page.keyboard.press('F6');
  await expect(stage.page.getByRole('heading', { level: 1 })).toBeFocused();
  await stage.page.keyboard.press('F6');
  await expect(stage.page.getByRole('heading', { level: 2 }).first()).toBeFocused();
});

test('the switcher names the job and its state, and leads to others and to a new one', async ({ stage }) => {
  await stage.open(overview, answersFor(inStep, twoJobs));
  await stage.page.getByRole('button', { name: 'BlueJeans In step, next 14:42' }).click();
  await expect(stage.page.getByRole('menuitemradio', { name: 'BlueJeans In step, next 14:42' })).toBeChecked();
  await expect(stage.page.getByRole('menuitem', { name: 'Add a connection…' })).toBeVisible();
  await stage.draw('shell-switcher');
  await stage.expectAccessible();
  await stage.page.getByRole('menuitemradio', { name: 'Wiki 3 need attention' }).click();
  await expect(stage.page).toHaveURL(/#\/wiki\/overview$/);
  await expect(stage.page).toHaveTitle('Overview – Wiki – Inseam');
});

test('the tray and notifications open places in the window', async ({ stage }) => {
  await stage.open(overview, answersFor(inStep));
  await expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible();
  await stage.tell({ kind: 'navigate', route: `#/${job}/activity?row=row-0` });
  await expect(stage.page.getByRole('complementary', { name: 'Entry details' })).toBeVisible();
});

test('what the main process tells is drawn at once, and the end of a cycle is said aloud', async ({ stage }) => {
  await stage.open(overview, answersFor(inStep));
  await expect(stage.page.getByRole('heading', { level: 1, name: 'All 38 people are in step' })).toBeVisible();
  await stage.tell({ kind: 'job.state', state: state({ kind: 'running', progress }) });
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Syncing: 23 of 38 people done' })).toBeVisible();
  await expect(stage.page.getByRole('progressbar', { name: 'People done' })).toHaveAttribute('aria-valuenow', '23');
  await expect(stage.page.getByRole('status')).toHaveText('Syncing: 23 of 38 people done');
  await stage.tell({ kind: 'job.state', state: inStep });
  await expect(stage.page.getByRole('status')).toHaveText('All 38 people are in step');
});

test('a running cycle is told in stages, quarters and waits, five seconds apart at most often', async ({ stage }) => {
  const running = (more: Partial<CycleProgress>) => state({ kind: 'running', progress: { ...progress, ...more } });
  const people = (done: number) => ({ done, expected: 40, exact: true });
  const said = stage.page.getByRole('status');
  await stage.open(overview, answersFor(inStep));
  await expect(stage.page.getByRole('heading', { level: 1, name: 'All 38 people are in step' })).toBeVisible();
  try {
    await stage.tell({ kind: 'job.state', state: running({ stage: 'read', people: people(2) }) });
    await expect(said).toHaveText('Syncing: 2 of 40 people done');
    await stage.page.clock.setFixedTime(stageNow + 3000);
    await stage.tell({ kind: 'job.state', state: running({ stage: 'read', people: people(11) }) });
    await expect(stage.page.getByRole('heading', { level: 1, name: 'Syncing: 11 of 40' })).toBeVisible();
    await expect(said).toHaveText('Syncing: 2 of 40 people done');
    await stage.page.clock.setFixedTime(stageNow + 6000);
    await stage.tell({ kind: 'job.state', state: running({ stage: 'read', people: people(12) }) });
    await expect(said).toHaveText('Syncing: 12 of 40 people done');
    await stage.page.clock.setFixedTime(stageNow + 12_000);
    await stage.tell({ kind: 'job.state', state: running({ stage: 'read', people: people(13) }) });
    await expect(stage.page.getByRole('heading', { level: 1, name: 'Syncing: 13 of 40' })).toBeVisible();
    await expect(said).toHaveText('Syncing: 12 of 40 people done');
    await stage.tell({ kind: 'job.state', state: running({ stage: 'write', people: people(14) }) });
    await expect(said).toHaveText('Write. Syncing: 14 of 40 people done');
    await stage.page.clock.setFixedTime(stageNow + 20_000);
    const until = new Date(stageNow + 60_000).toISOString();
    const waiting = { side: 'target', until } as const;
    await stage.tell({ kind: 'job.state', state: running({ stage: 'write', people: people(14), waiting }) });
    await expect(said).toHaveText('BlueJeans asked us to wait 40 seconds. The cycle goes on by itself.');
    // The end waits for nothing.
    await stage.tell({ kind: 'job.state', state: state({ kind: 'deletions-held', people: 12, limit: 5 }) });
    await expect(said).toHaveText('12 deletions are held');
  } finally {
    await stage.page.clock.setFixedTime(stageNow);
  }
});

for (const { page, title, key } of [
  { page: 'overview', title: 'Overview', key: 'S' },
  { page: 'plan', title: 'Plan', key: '*' },
  { page: 'activity', title: 'Activity', key: '/' },
]) {
  test(`? on ${title} shows its keys and gives the focus back`, async ({ stage }) => {
    await stage.open(`#/${job}/${page}`, answersFor(inStep));
    const heading = stage.page.getByRole('heading', { level: 1 });
    await expect(heading).toBeVisible();
    await heading.focus();
    await stage.page.keyboard.press('?');
    const dialog = stage.page.getByRole('dialog', { name: 'Keys' });
    await expect(dialog.getByRole('heading', { level: 3 })).toHaveText([title, 'Everywhere']);
    await expect(dialog.getByText(key, { exact: true })).toBeVisible();
    await stage.draw(`shell-keys-${page}`);
    await stage.expectAccessible();
    // The page behind keeps quiet.
    await stage.page.keyboard.press('s');
    expect(stage.asked.some(({ verb }) => verb === 'cycle.start')).toBe(false);
    await stage.page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(heading).toBeFocused();
  });
}

test('with single-letter keys switched off, letters, / and ? do nothing', async ({ stage }) => {
  const known = answersFor(inStep)['app.info']?.({});
  if (known === undefined || known === 'silence' || 'refused' in known) throw new Error('the stage knows no app');
  await stage.open(
    overview,
    answersFor(inStep, {
      'app.info': () => ({ ...known, settings: { ...known.settings, singleKeyShortcuts: false } }),
    }),
  );
  await expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const key of ['s', 'p', '?']) await stage.page.keyboard.press(key);
  await expect(stage.page.getByRole('dialog')).toHaveCount(0);
  await stage.page.keyboard.press('Control+3');
  await stage.page.keyboard.press('/');
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Activity' })).toBeFocused();
  expect(stage.asked.some(({ verb }) => verb === 'cycle.start' || verb === 'job.pause')).toBe(false);
});

test('Tab walks Overview from the skip link to the links at its foot, always seen, and nothing holds it', async ({
  stage,
}) => {
  await stage.open(
    overview,
    answersFor(
      state(
        { kind: 'people-fail', people: 3 },
        { people: { directory: 41, inScope: 38, linked: 38, needAttention: 3 } },
      ),
      {
        'people.attention': () => ({ total: 3, rows: [...attention] }),
        'deletions.list': () => ({ people: [...held], limit: 5 }),
      },
    ),
  );
  await expect(stage.page.getByRole('button', { name: 'Review 12 people' })).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Try again: Mateus Gonçalves' })).toBeVisible();
  const names: string[] = [];
  while (names.length < 40 && (names.length < 2 || names[names.length - 1] !== names[0])) {
    await stage.page.keyboard.press('Tab');
    const focused = stage.page.locator(':focus');
    names.push(
      await focused.evaluate((element) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''),
    );
    const seen = await focused.evaluate((element) => {
      const style = getComputedStyle(element);
      const ring = [style, getComputedStyle(element, '::after')];
      return ring.some(
        ({ outlineStyle, outlineWidth, borderTopWidth, boxShadow, textDecorationStyle }) =>
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          borderTopWidth === '2px' ||
          boxShadow !== 'none' ||
          // Links in a line are underlined twice.
          textDecorationStyle === 'double',
      );
    });
    expect(seen, `${names[names.length - 1]} shows that it has the focus`).toBe(true);
  }
  expect(names).toEqual([
    'Go to content',
    'BlueJeans3 need attention',
    'Overview4, 4 decisions wait for you',
    'Plan',
    'Activity',
    'People',
    'History',
    'Scope',
    'Mapping',
    'Settings',
    'Pause',
    'Choose how long to pause',
    'Sync now',
    'Review 12 people',
    'Cycle 14:02: 2 updated',
    'Show as a table',
    'Siobhán Ní Bhriain',
    'Open mapping: Siobhán Ní Bhriain',
    'Daniel Kim (Sales)',
    'Details: Daniel Kim (Sales)',
    'Mateus Gonçalves',
    'Try again: Mateus Gonçalves',
    'Open activity',
    'Go to content',
  ]);
});

test('offline is said on every page but Overview, where the sentence says it', async ({ stage }) => {
  const offline = state({ kind: 'offline', since: at('13:58') });
  await stage.open(`#/${job}/activity`, answersFor(offline));
  await expect(stage.page.getByText('This computer is offline.', { exact: false })).toBeVisible();
  await stage.draw('shell-offline');
  await stage.page.keyboard.press('Control+1');
  await expect(stage.page.getByText('This computer is offline.', { exact: false })).toHaveCount(0);
});

test('something the admin must hear at start stays until it is dismissed', async ({ stage }) => {
  const notice = {
    title: 'The record of this job was damaged and has been set aside',
    meaning: 'Nobody is created twice: the next cycle finds everyone again by matching.',
    nextStep: '',
    action: null,
  };
  const info = answersFor(inStep)['app.info'];
  const known = info?.({});
  if (known === undefined || known === 'silence' || 'refused' in known) throw new Error('the stage knows no app');
  await stage.open(overview, answersFor(inStep, { 'app.info': () => ({ ...known, notices: [notice] }) }));
  await expect(stage.page.getByText(notice.title)).toBeVisible();
  await stage.draw('shell-notice');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(stage.page.getByText(notice.title)).toHaveCount(0);
});

test('a main process that does not answer is told after five seconds, with the time of what is on screen', async ({
  stage,
}) => {
  await stage.open(overview, answersFor(inStep, { 'cycle.list': () => 'silence' }));
  await expect(stage.page.getByText('Inseam is busy. This page shows what it knew at 14:06.')).toBeVisible();
  await stage.draw('shell-busy');
});

test('a window that learns nothing says so and tries again when asked', async ({ stage }) => {
  const refused = {
    title: 'The record of this job is newer than this Inseam',
    meaning: 'Nothing was changed.',
    nextStep: 'Install the newer Inseam.',
    action: 'try-again' as const,
  };
  await stage.open(overview, answersFor(inStep, { 'job.list': () => ({ refused }) }));
  await expect(stage.page.getByText(refused.title)).toBeVisible();
  await expectHeadingsInOrder(stage.page);
  await stage.draw('shell-unreadable');
  stage.change(answersFor(inStep));
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect(stage.page.getByRole('heading', { level: 1, name: 'All 38 people are in step' })).toBeVisible();
});

test('a link to a connection that was removed leads back to what is there', async ({ stage }) => {
  await stage.open('#/gone/overview', answersFor(inStep));
  await expect(stage.page.getByRole('heading', { name: 'This connection is not there any more' })).toBeVisible();
  await stage.draw('shell-job-gone');
  await stage.page.getByRole('button', { name: 'Go to the start' }).click();
  await expect(stage.page).toHaveURL(/#\/bluejeans\/overview$/);
});

test('in the rail every icon has its name', async ({ stage }) => {
  await stage.open(overview, answersFor(inStep), { size: 'small' });
  await expect(stage.page.getByRole('link', { name: 'Activity', exact: true })).toBeVisible();
  // A pointer that is there before the page listens is not seen to come.
  await expect(async () => {
    await stage.page.mouse.move(600, 300);
    await stage.page.getByRole('link', { name: 'Activity', exact: true }).hover();
    await expect(stage.page.getByRole('tooltip', { name: 'Activity' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(stage.page.getByRole('button', { name: 'BlueJeans In step, next 14:42' })).toBeVisible();
});

for (const page of ['overview', 'activity', 'activity?row=row-0']) {
  test(`at 200 % nothing of ${page} lies outside the window`, async ({ stage }) => {
    const failing = state(
      { kind: 'people-fail', people: 3 },
      { people: { directory: 41, inScope: 38, linked: 38, needAttention: 3 } },
    );
    await stage.open(
      `#/${job}/${page}`,
      answersFor(failing, {
        'people.attention': () => ({ total: 3, rows: [...attention] }),
        'deletions.list': () => ({ people: [...held], limit: 5 }),
      }),
      { size: 'zoomed' },
    );
    await expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(stage.page.getByText('Nguyễn Thị Minh Anh').first()).toBeVisible();
    await stage.picture(`zoomed-${page.replace(/\W.*/, '')}${page.includes('row') ? '-row' : ''}`);
    const outside = await stage.page
      .getByRole('main')
      .evaluate((main) =>
        [...main.querySelectorAll('button, a, input, h1')]
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
          .map((element) => element.textContent),
      );
    expect(outside).toEqual([]);
  });
}
