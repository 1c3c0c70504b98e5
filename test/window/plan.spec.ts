import { noCounts } from '../../shared/health/job-state';
import { expectHeadingsInOrder } from './heading-order';
import { known, manyRows, planAnswers, planned, summaryOf } from './plan-answers';
import { at, job, progress, state } from './stage/oxbow';
import { type Answers, expect, type Stage, test } from './stage/stage';

const plan = `#/${job}/plan`;
const inStep = state({ kind: 'in-step' });
const open = (stage: Stage, more: Answers = {}, rows = planned) => stage.open(plan, planAnswers(inStep, rows, more));
const asked = (stage: Stage, verb: string) =>
  stage.asked.filter((one) => one.verb === verb).map(({ request }) => request);
const row = (stage: Stage, name: string | RegExp) => stage.page.getByRole('row', { name });
const runButton = (stage: Stage) => stage.page.getByRole('button', { name: 'Run exactly this…' });

test('what takes access away comes first; each person has why, and each attribute old and new', async ({ stage }) => {
  await open(stage);
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Plan' })).toBeVisible();
  await expect(
    stage.page.getByText('The next cycle would change 8 accounts. 28 stay as they are and 2 people are skipped.'),
  ).toBeVisible();
  await expect(stage.page.getByText('Made at 14:06 from 41 people. Nothing has been written.')).toBeVisible();
  const groups = stage.page.getByRole('row', { name: /^(Delete|Disable|Create|Update|Enable|Skipped) / });
  await expect(groups).toHaveText([
    /^Disable1 persontakes access away$/,
    /^Create2 peoplenew accounts$/,
    /^Update4 peopleexisting accounts$/,
    /^Enable1 persongives access back$/,
    /^Skipped2 peoplenothing is sent$/,
  ]);
  await expect(row(stage, /Tomás Ó Súilleabháin No longer assigned active true becomes false/)).toBeVisible();
  await expect(row(stage, /Chloé Lefèvre .*chloe.lefevre@oxbow.example.* and 5 more/)).toBeVisible();
  // What comes to an empty text is said not to be sent: it does not become anything.
  await expect(row(stage, /Thandiwe Nkosi .*title empty becomes Senior analyst .*empty, not sent/)).toBeVisible();
  await expect(stage.page.getByRole('group', { name: 'Show' }).getByRole('button')).toHaveText([
    'All changes 8',
    'Disable 1',
    'Create 2',
    'Update 4',
    'Enable 1',
    'Skipped 2',
  ]);
  await stage.draw('plan');
  await stage.expectAccessible();
  await expectHeadingsInOrder(stage.page);
  for (const [name, how] of [
    ['plan-zoomed', { size: 'zoomed' }],
    ['plan-forced', { forced: true }],
  ] as const) {
    await stage.open(plan, planAnswers(inStep, planned), how);
    await expect(row(stage, /Tomás/)).toBeVisible();
    await stage.picture(name);
  }
});

test('the keyboard alone moves, opens, leaves out, copies, and runs', async ({ stage }) => {
  await open(stage, { 'app.copyText': () => ({}) });
  const { keyboard } = stage.page;
  await row(stage, /^Disable/).focus();
  await keyboard.press('ArrowDown');
  await expect(row(stage, /Tomás/)).toBeFocused();
  await keyboard.press('Control+c');
  expect(asked(stage, 'app.copyText')).toEqual([
    { text: expect.stringContaining('Disable: No longer assigned\nactive: true → false') },
  ]);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(row(stage, /^Create/)).toHaveAttribute('aria-expanded', 'false');
  await expect(row(stage, /Chloé/)).toHaveCount(0);
  await keyboard.press('*');
  await expect(row(stage, /Chloé/)).toBeVisible();
  await keyboard.press('ArrowDown');
  await expect(row(stage, /Chloé/)).toBeFocused();
  await keyboard.press('Enter');
  await expect(row(stage, /Chloé.*Show fewer/)).toBeVisible();
  await stage.picture('plan-opened');
  await keyboard.press('Shift+F10');
  await expect(stage.page.getByRole('menuitem', { name: 'Leave out of this run' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(row(stage, /Chloé Lefèvre Left out of this run/)).toBeVisible();
  await expect(stage.page.getByText(/1 person left out\./)).toBeVisible();

  await keyboard.press('Control+Enter');
  const dialog = stage.page.getByRole('alertdialog', { name: 'Run this plan?' });
  await expect(dialog).toContainText(
    '1 account is disabled, 1 created, 4 updated and 1 enabled. Anyone who has changed since 14:06 is left for the next cycle.',
  );
  await expect(dialog).toContainText('1 person is left out of this run.');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await stage.draw('plan-run');
  await stage.expectAccessible();
  await keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Run 7 changes' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(stage.page).toHaveURL(/overview/);
  expect(asked(stage, 'plan.run')).toEqual([{ job, leaveOut: ['id-Chloé Lefèvre'] }]);
});

test('somebody can be put on hold from the plan, with the reason, by the keyboard', async ({ stage }) => {
  await open(stage, { 'holds.put': () => ({ problem: null }) });
  const { keyboard } = stage.page;
  await row(stage, /^Disable/).focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+F10');
  await keyboard.press('ArrowDown');
  await expect(stage.page.getByRole('menuitem', { name: 'Put on hold…' })).toBeFocused();
  await keyboard.press('Enter');
  const dialog = stage.page.getByRole('alertdialog', { name: 'Never touch this account until you release it?' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await keyboard.type('board member, ask first');
  await stage.picture('plan-hold');
  await stage.expectAccessible();
  await keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect(asked(stage, 'holds.put')).toEqual([expect.objectContaining({ job, reason: 'board member, ask first' })]);
});

test('a refusal is told in the dialog, and nothing was started', async ({ stage }) => {
  const problem = {
    title: 'A cycle has begun since this plan was made',
    meaning: 'Nothing has been written.',
    nextStep: 'Make a plan.',
    action: 'make-plan',
  } as const;
  await open(stage, { 'plan.run': () => ({ started: false, problem }) });
  await runButton(stage).click();
  const dialog = stage.page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Run 8 changes' }).click();
  await expect(dialog.getByRole('alert')).toContainText('A cycle has begun since this plan was made');
});

test('chips show one group, the search finds people, and both can be cleared', async ({ stage }) => {
  await open(stage);
  await stage.page.getByRole('button', { name: 'Update 4' }).click();
  await expect(row(stage, /Tomás/)).toHaveCount(0);
  await expect(row(stage, /Thandiwe Nkosi.*empty becomes Senior analyst/)).toBeVisible();
  await stage.page.getByRole('button', { name: 'All changes 8' }).click();
  await stage.page.keyboard.press('/');
  await stage.page.keyboard.type('wojcik');
  await expect(row(stage, /Tomás/)).toHaveCount(0);
  await stage.page.getByRole('searchbox', { name: 'Find in plan' }).fill('nobody at all');
  await expect(stage.page.getByText('Nobody in the plan matches “nobody at all”.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(row(stage, /Tomás/)).toBeVisible();
});

test('none yet: it is made when asked, with a bar that can be cancelled', async ({ stage }) => {
  await open(stage, { 'plan.summary': () => known(null), 'plan.make': () => 'silence' });
  await expect(stage.page.getByRole('heading', { level: 2 })).toHaveText('See what the next cycle would do');
  await expect(
    stage.page.getByText('Inseam reads both sides and writes nothing. About 3 seconds for 41 people.'),
  ).toBeVisible();
  await stage.draw('plan-none');
  await stage.expectAccessible();
  await stage.page.getByRole('checkbox', { name: 'Check everyone, not only what changed' }).check();
  await stage.page.getByRole('button', { name: 'Make a plan' }).click();
  expect(asked(stage, 'plan.make')).toEqual([{ job, full: true }]);
  await stage.tell({ kind: 'plan.progress', job, done: 23, expected: 41 });
  await expect(stage.page.getByText('23 of 41 people done')).toBeVisible();
  await stage.draw('plan-planning');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Cancel' }).click();
  expect(asked(stage, 'plan.cancel')).toEqual([{ job }]);
  await expect(stage.page.getByRole('button', { name: 'Make a plan' })).toBeVisible();
});

test('a first one that is made is shown, with the focus in it', async ({ stage }) => {
  let made = false;
  await open(stage, {
    'plan.summary': () => known(made ? summaryOf(planned) : null),
    'plan.make': () => {
      made = true;
      return { summary: summaryOf(planned), problem: null };
    },
  });
  await stage.page.getByRole('button', { name: 'Make a plan' }).press('Enter');
  await expect(row(stage, /Tomás/)).toBeVisible();
  await stage.page.keyboard.press('F5');
  await expect.poll(() => asked(stage, 'plan.make').length).toBe(2);
});

test('one that failed says why, and that nothing was written', async ({ stage }) => {
  const problem = {
    title: 'api.bluejeans.com does not answer (tried for 30 seconds)',
    meaning: 'Changes wait and are made when it does.',
    nextStep: 'Check the network, the firewall and the proxy (none).',
    action: 'try-again',
  } as const;
  await open(stage, { 'plan.summary': () => known(null), 'plan.make': () => ({ summary: null, problem }) });
  await stage.page.getByRole('button', { name: 'Make a plan' }).click();
  await expect(stage.page.getByRole('alert')).toContainText('does not answer');
  await expect(stage.page.getByRole('alert')).toContainText('Nothing was written.');
  await stage.draw('plan-failed');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked(stage, 'plan.make').length).toBe(2);
});

test('everyone in step: nothing is to be run', async ({ stage }) => {
  await open(stage, {}, []);
  await expect(stage.page.getByText('Everyone is in step. The next cycle would change nothing.')).toBeVisible();
  await expect(runButton(stage)).toHaveAttribute('aria-disabled', 'true');
  await stage.draw('plan-nothing');
  await stage.expectAccessible();
});

test('over the limit: they would be held, and running it does not send them', async ({ stage }) => {
  const rows = planned.map((one) => (one.action === 'disable' ? { ...one, status: 'held' as const } : one));
  await open(stage, { 'plan.summary': () => known(summaryOf(rows, { overThreshold: true, threshold: 0 })) }, rows);
  await expect(stage.page.getByText('This plan disables 1 account; your limit is 0. It would be held.')).toBeVisible();
  await expect(row(stage, /Tomás Ó Súilleabháin Held No longer assigned/)).toBeVisible();
  await stage.draw('plan-over');
  await stage.expectAccessible();
  await runButton(stage).click();
  await expect(stage.page.getByRole('alertdialog')).toContainText('2 accounts are created, 4 updated and 1 enabled.');
  await expect(stage.page.getByRole('button', { name: 'Run 7 changes' })).toBeVisible();
});

for (const { what, summary, since, says } of [
  {
    what: 'people changed',
    summary: summaryOf(planned),
    since: { people: 2, rules: false },
    says: '2 people have changed since this plan was made.',
  },
  {
    what: 'the rules changed',
    summary: summaryOf(planned),
    since: { people: 0, rules: true },
    says: 'The mapping or the scope has changed since this plan was made.',
  },
  {
    what: 'it is older than 15 minutes',
    summary: summaryOf(planned, { madeAt: at('13:51') }),
    since: { people: 0, rules: false },
    says: 'This plan is older than 15 minutes.',
  },
]) {
  test(`out of date because ${what}: it says so and cannot be run`, async ({ stage }) => {
    await open(stage, { 'plan.summary': () => known(summary, { since }) });
    await expect(stage.page.getByText(says)).toBeVisible();
    await expect(runButton(stage)).toHaveAttribute('aria-disabled', 'true');
    await stage.page.keyboard.press('Control+Enter');
    await expect(stage.page.getByRole('alertdialog')).toHaveCount(0);
    if (since.people > 0) {
      await stage.draw('plan-out-of-date');
      await stage.expectAccessible();
    }
    await stage.page.getByRole('button', { name: 'Plan again' }).first().click();
    expect(asked(stage, 'plan.make')).toEqual([{ job, full: false }]);
  });
}

test('out of date as soon as Microsoft Entra ID tells of somebody; where it is silent, nothing is claimed', async ({
  stage,
}) => {
  await open(stage, { 'plan.look': () => ({ people: null }) });
  await expect(runButton(stage)).toBeEnabled();
  await open(stage, { 'plan.look': () => ({ people: 1 }) });
  await expect(stage.page.getByText('1 person has changed since this plan was made.')).toBeVisible();
  await expect(runButton(stage)).toHaveAttribute('aria-disabled', 'true');
  expect(asked(stage, 'plan.look')).toEqual([{ job, madeAt: at('14:06') }]);
});

test('a changed mapping waits here for its review, and running its plan gives it', async ({ stage }) => {
  const pending = state({ kind: 'review-pending', planned: { ...noCounts, updated: 4 }, changed: true });
  await stage.open(
    `#/${job}/overview`,
    planAnswers(pending, planned, { 'plan.summary': () => known(summaryOf(planned), { review: 'changed' }) }),
  );
  await expect(stage.page.getByRole('heading', { level: 1 })).toHaveText(
    'Ready: the changed mapping or scope waits for your review',
  );
  await stage.page.getByRole('button', { name: 'Review…' }).click();
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Plan' })).toBeFocused();
  await runButton(stage).click();
  await expect(stage.page.getByRole('alertdialog')).toContainText('This also approves the changed mapping or scope');
});

test('while a cycle runs nothing is started', async ({ stage }) => {
  await stage.open(plan, planAnswers(state({ kind: 'running', progress }), planned));
  await expect(runButton(stage)).toHaveAttribute('aria-disabled', 'true');
  await expect(stage.page.getByRole('button', { name: 'Plan again' })).toHaveAttribute('aria-disabled', 'true');
});

test('it is exported, and says where to', async ({ stage }) => {
  await open(stage);
  await stage.page.getByRole('button', { name: 'Export' }).click();
  await stage.page.getByRole('menuitem', { name: 'CSV, for a spreadsheet' }).click();
  await expect(stage.page.getByText('Exported 10 people.', { exact: true })).toBeVisible();
  expect(asked(stage, 'plan.export')).toEqual([{ job, format: 'csv' }]);
});

test('ten thousand people: large groups start closed, only what is seen is asked for and drawn', async ({ stage }) => {
  await open(stage, {}, manyRows);
  await expect(row(stage, /^Update 10,000 people/)).toHaveAttribute('aria-expanded', 'false');
  await expect(row(stage, /Leaver 0/)).toBeVisible();
  await row(stage, /^Update/).focus();
  await stage.page.keyboard.press('Enter');
  await expect(row(stage, /Person 00000/)).toBeVisible();
  await stage.page.keyboard.press('End');
  await expect(row(stage, /Person 09999.*Old becomes New 9999/)).toBeFocused();
  expect(await stage.page.getByRole('row').count()).toBeLessThan(60);
  expect(asked(stage, 'plan.rows').length).toBeLessThan(12);
});
