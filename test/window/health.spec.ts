import type { Condition } from '../../shared/health/job-state';
import { answersFor, at, attention, job, state } from './stage/oxbow';
import { type Answers, expect, type Stage, test } from './stage/stage';
import { draftAnswers, job as draftJob } from './wizard-answers';

const overview = `#/${job}/overview`;
const settings = `#/${draftJob}/settings/schedule`;
const needed = { directory: 41, inScope: 38, linked: 38, needAttention: 3 };
const asked = (stage: Stage, verb: string) =>
  stage.asked.filter((one) => one.verb === verb).map(({ request }) => request);

const token = { kind: 'target-unauthorized', detail: '401' } as const;
const failures = {
  kind: 'too-many-failures',
  reason: 'EncounteredEscrowProportionThreshold',
  failed: 24,
  evaluated: 38,
  limit: 40,
  commonest: { cause: { kind: 'target-refused', status: 400, attribute: 'userName' }, people: 20 },
} as const;
const quarantined = (more: Partial<Extract<Condition, { kind: 'quarantined' }>>): Condition => ({
  kind: 'quarantined',
  since: at('09:22', 1),
  nextTryAt: at('21:12'),
  problem: token,
  ...more,
});

const stopped: readonly {
  name: string;
  condition: Condition;
  sentence: string;
  says: readonly string[];
  buttons: readonly string[];
}[] = [
  {
    name: 'quarantine',
    condition: quarantined({ end: { at: '2026-03-30T09:22:00Z', over: false } }),
    sentence: 'Stopped: BlueJeans refuses the token',
    says: [
      'In quarantine since yesterday 09:22',
      'BlueJeans does not accept this token. No account is changed while it lasts.',
      'Inseam tries every 7 hours and gives up on 30 March.',
      'Generate a new token',
      'The next try is today at 21:12.',
    ],
    buttons: ['Try again', 'Enter a new token'],
  },
  {
    name: 'quarantine-given-up',
    condition: quarantined({
      since: '2026-02-02T09:22:00Z',
      nextTryAt: null,
      end: { at: '2026-03-02T09:22:00Z', over: true },
    }),
    sentence: 'Stopped: BlueJeans refuses the token',
    says: ['Inseam gave up yesterday at 09:22, after 4 weeks. Try again begins anew.'],
    buttons: ['Try again', 'Enter a new token'],
  },
  {
    name: 'too-many-failures',
    condition: quarantined({ problem: failures, end: { at: '2026-03-30T09:22:00Z', over: false } }),
    sentence: 'Stopped: 24 of 38 people failed',
    says: [
      '24 of 38 people failed in one cycle.',
      'Most often, for 20 people: BlueJeans refused userName (400).',
      'Correct the mapping, or the values in Entra ID; then try again.',
    ],
    buttons: ['Try again', 'Open mapping'],
  },
];
for (const { name, condition, sentence, says, buttons } of stopped) {
  test(`a job that stopped (${name}) says cause, cure, next try and end`, async ({ stage }) => {
    const of = state(condition, { people: needed, readAt: at('09:22', 1), nextCycleAt: at('21:12') });
    await stage.open(overview, answersFor(of, { 'people.attention': () => ({ total: 3, rows: [...attention] }) }));
    await expect(stage.page.getByRole('heading', { level: 1 })).toHaveText(sentence);
    for (const words of says) await expect(stage.page.getByText(words)).toBeVisible();
    for (const button of buttons)
      await expect(stage.page.getByRole('button', { name: button, exact: true })).toBeVisible();
    await stage.draw(`health-${name}`);
    await stage.expectAccessible();
  });
}

test('a restarted job says that everyone comes next', async ({ stage }) => {
  await stage.open(
    overview,
    answersFor(state({ kind: 'restarted', everyone: true }, { people: { ...needed, needAttention: 0 } })),
  );
  await expect(stage.page.getByRole('heading', { level: 1 })).toHaveText(
    'Restarted: everyone is checked in the next cycle',
  );
  await expect(stage.page.getByRole('button', { name: 'Sync now' })).toBeVisible();
  await stage.draw('health-restarted');
});

test.describe('a person who failed', () => {
  const open = (stage: Stage, more: Answers) =>
    stage.open(
      overview,
      answersFor(state({ kind: 'people-fail', people: 3 }, { people: needed }), {
        'people.attention': () => ({ total: 3, rows: [...attention] }),
        ...more,
      }),
    );
  const name = 'Try again: Mateus Gonçalves';

  test('is tried again now, and nobody else', async ({ stage }) => {
    await open(stage, { 'people.retryNow': () => ({ problem: null, failed: false }) });
    await stage.page.getByRole('button', { name }).click();
    await expect(stage.page.getByText('Mateus Gonçalves is done.', { exact: true })).toBeVisible();
    expect(asked(stage, 'people.retryNow')).toEqual([{ job, personIds: [attention[2]?.sourceId] }]);
    expect(asked(stage, 'cycle.start')).toEqual([]);
  });

  test('is being tried: no second try meanwhile', async ({ stage }) => {
    await open(stage, { 'people.retryNow': () => 'silence' });
    const button = stage.page.getByRole('button', { name });
    await button.click();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.press('Enter');
    expect(asked(stage, 'people.retryNow')).toHaveLength(1);
  });

  test('cannot be tried while a cycle runs, and the list says so', async ({ stage }) => {
    await open(stage, {
      'people.retryNow': () => ({
        problem: {
          title: 'A cycle is running already',
          meaning: 'Nothing is lost.',
          nextStep: 'Wait until it has finished, or stop it.',
          action: null,
        },
        failed: false,
      }),
    });
    await stage.page.getByRole('button', { name }).press('Enter');
    await expect(stage.page.getByRole('alert')).toContainText('A cycle is running already');
    await stage.draw('health-retry-refused');
    await stage.expectAccessible();
  });
});

test.describe('in settings', () => {
  const answers = (more: Answers = {}) => draftAnswers({ setupStep: null, tokenState: 'set' }, more);
  const restarts: Answers = {
    'job.restart': () => ({ problem: null }),
    'cycle.list': () => ({ cycles: [] }),
    'mapping.get': () => ({
      mappings: [
        {
          target: 'userName',
          source: { kind: 'direct', attribute: 'userPrincipalName' },
          defaultValue: null,
          flowType: 'Always',
          matchingPriority: 1,
        },
      ],
      sourceAttributes: [],
      targetAttributes: [],
      functions: [],
    }),
  };

  test('restart asks first, and keeps the links', async ({ stage }) => {
    await stage.open(settings, answers(restarts));
    const open = stage.page.getByRole('button', { name: 'Restart…' });
    await open.press('Enter');
    const dialog = stage.page.getByRole('alertdialog');
    await expect(dialog.getByRole('heading')).toHaveText('Check everyone again?');
    await expect(dialog).toContainText('Links to accounts are kept; nobody is created twice.');
    await stage.draw('health-restart');
    await stage.expectAccessible();
    await stage.page.keyboard.press('Escape');
    await expect(open).toBeFocused();
    expect(asked(stage, 'job.restart')).toEqual([]);
    await open.press('Enter');
    await dialog.getByRole('button', { name: 'Restart' }).click();
    await expect(stage.page.getByText('Everyone is checked now.', { exact: true })).toBeVisible();
    expect(asked(stage, 'job.restart')).toEqual([{ job: draftJob, reset: ['watermark', 'escrows', 'quarantine'] }]);
  });

  test('breaking all links needs the job’s name', async ({ stage }) => {
    await stage.open(settings, answers(restarts));
    await stage.page.getByRole('button', { name: 'Break all links…' }).press('Enter');
    const dialog = stage.page.getByRole('alertdialog');
    await expect(dialog.getByRole('heading')).toHaveText('Forget which account belongs to whom?');
    await expect(dialog).toContainText(
      'Everyone is matched again by userName. People who no longer match get a second account.',
    );
    const confirm = dialog.getByRole('button', { name: 'Break all links' });
    await expect(confirm).toHaveAttribute('aria-disabled', 'true');
    await confirm.press('Enter');
    expect(asked(stage, 'job.restart')).toEqual([]);
    await stage.draw('health-break-links');
    await stage.expectAccessible();
    await dialog.getByRole('textbox').fill(draftJob);
    await confirm.click();
    await expect(dialog).toHaveCount(0);
    expect(asked(stage, 'job.restart')).toEqual([{ job: draftJob, reset: 'all' }]);
  });

  test('a restart that is refused says why, and nothing is forgotten', async ({ stage }) => {
    await stage.open(
      settings,
      answers({
        ...restarts,
        'job.restart': () => ({
          problem: {
            title: 'A cycle is running already',
            meaning: 'Nothing is lost.',
            nextStep: 'Wait until it has finished, or stop it.',
            action: null,
          },
        }),
      }),
    );
    await stage.page.getByRole('button', { name: 'Restart…' }).click();
    const dialog = stage.page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Restart' }).click();
    await expect(dialog.getByRole('alert')).toContainText('A cycle is running already');
    await stage.draw('health-restart-refused');
  });
});
