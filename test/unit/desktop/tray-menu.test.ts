import { describe, expect, test } from 'vitest';
import { pauseEnd, type TrayEntry, trayMenu } from '../../../electron/desktop/tray-menu';
import type { JobState } from '../../../shared/health/job-state';
import { at, jobState, now, runningState } from './job-states';

const labels = (entries: readonly TrayEntry[]): readonly string[] =>
  entries.map((entry) =>
    entry.kind === 'separator' ? '—' : entry.kind === 'submenu' ? `${entry.label} ▸` : entry.label,
  );

const find = (entries: readonly TrayEntry[], label: string): TrayEntry | undefined =>
  entries.find((entry) => entry.kind !== 'separator' && entry.label === label);

const refusesToken: JobState['condition'] = {
  kind: 'quarantined',
  since: at(9, 22),
  nextTryAt: null,
  problem: { kind: 'target-unauthorized', detail: '' },
};

describe('the tray says what is wanted of one job', () => {
  test.each<[string, readonly JobState[], string, string, readonly string[]]>([
    ['no job', [], 'calm', 'Not set up yet', ['Set up a connection…', 'Try it with a sample company']],
    [
      'a wizard not finished',
      [jobState({ kind: 'not-set-up', step: 3 })],
      'calm',
      'Not set up yet',
      ['Continue setting up BlueJeans…'],
    ],
    [
      'in step',
      [jobState({ kind: 'in-step' })],
      'calm',
      'In step. Last cycle 14:02 changed 2',
      ['Sync now', 'Pause ▸', 'Open activity'],
    ],
    [
      'syncing',
      [runningState(23)],
      'running',
      'Syncing: 23 of 38 people done',
      ['Stop after this person', 'Pause after this cycle ▸', 'Open activity'],
    ],
    [
      'stopping',
      [runningState(23, true)],
      'running',
      'Syncing: 23 of 38 people done',
      ['Stopping after this person…', 'Open activity'],
    ],
    [
      'paused',
      [jobState({ kind: 'paused', until: new Date(2026, 10, 25, 8).toISOString() })],
      'paused',
      'Paused until tomorrow 08:00',
      ['Resume', 'Sync once now', 'Open activity'],
    ],
    ['offline', [jobState({ kind: 'offline', since: at(13, 0) })], 'paused', 'Offline. Goes on by itself', ['Try now']],
    [
      'keychain locked',
      [jobState({ kind: 'keychain-locked' })],
      'paused',
      'Waiting: the keychain is locked',
      ['Unlock keychain…', 'Pause ▸'],
    ],
    [
      'people fail',
      [
        jobState(
          { kind: 'people-fail', people: 3 },
          { people: { directory: 40, inScope: 38, linked: 38, needAttention: 3 } },
        ),
      ],
      'attention',
      '3 people need attention',
      ['Review 3 people…', 'Sync now', 'Pause ▸'],
    ],
    [
      'deletions held',
      [jobState({ kind: 'deletions-held', people: 12, limit: 5 })],
      'attention',
      '12 deletions are held',
      ['Review 12 people…', 'Sync now', 'Pause ▸'],
    ],
    [
      'stopped by a token',
      [jobState(refusesToken)],
      'stopped',
      'Stopped: BlueJeans refuses the token',
      ['Enter a new token…', 'Try again now', 'Open activity'],
    ],
    [
      'first cycle not reviewed',
      [jobState({ kind: 'review-pending', planned: null })],
      'attention',
      'Ready: the first cycle waits for your review',
      ['Review the first cycle…', 'Open activity'],
    ],
    [
      'a changed mapping not reviewed',
      [jobState({ kind: 'review-pending', planned: null, changed: true })],
      'attention',
      'Ready: the changed mapping or scope waits for your review',
      ['Review the plan…', 'Open activity'],
    ],
    [
      'schedule off',
      [jobState({ kind: 'schedule-off' }, { nextCycleAt: null })],
      'calm',
      'In step. Last cycle 14:02 changed 2',
      ['Sync now', 'Open activity'],
    ],
  ])('%s', (_name, states, picture, line, wanted) => {
    const view = trayMenu(states, now);
    expect(view.picture).toBe(picture);
    expect(labels(view.entries)).toEqual([line, '—', ...wanted, '—', 'Open Inseam', 'Quit Inseam']);
    expect(view.tooltip).toMatch(/^Inseam – ./);
  });

  test('the line that says the state cannot be chosen', () => {
    expect(trayMenu([jobState({ kind: 'in-step' })], now).entries[0]?.kind).toBe('line');
  });

  test('a job’s name in an address keeps its strange characters', () => {
    const entry = find(trayMenu([jobState({ kind: 'in-step' }, { job: 'a/b c' })], now).entries, 'Open activity');
    expect(entry).toMatchObject({ command: { kind: 'open', address: '#/a%2Fb%20c/activity' } });
  });

  test('pausing is offered for an hour, until tomorrow and until resumed', () => {
    const entry = find(trayMenu([jobState({ kind: 'in-step' })], now).entries, 'Pause');
    expect(entry?.kind === 'submenu' && labels(entry.entries)).toEqual([
      'For 1 hour',
      'Until tomorrow 08:00',
      'Until I resume',
    ]);
  });
});

describe('with several jobs the most serious one wins', () => {
  const wiki = (condition: JobState['condition']): JobState =>
    jobState(condition, {
      job: 'wiki',
      targetName: 'Wiki',
      people: { directory: 9, inScope: 9, linked: 9, needAttention: 3 },
    });
  const calm = jobState({ kind: 'in-step' });

  test.each<[string, readonly JobState[], string, string]>([
    [
      'people fail before in step',
      [calm, wiki({ kind: 'people-fail', people: 3 })],
      'attention',
      'Wiki: 3 people need attention',
    ],
    [
      'stopped before people fail',
      [jobState(refusesToken), wiki({ kind: 'people-fail', people: 3 })],
      'stopped',
      'Stopped: BlueJeans refuses the token',
    ],
    [
      'needs attention before syncing',
      [runningState(3), wiki({ kind: 'deletions-held', people: 2, limit: 1 })],
      'attention',
      'Wiki: 2 deletions are held',
    ],
    [
      'syncing before paused',
      [runningState(3), wiki({ kind: 'paused', until: null })],
      'running',
      'BlueJeans: syncing: 3 of 38 people done',
    ],
    ['paused before in step', [calm, wiki({ kind: 'paused', until: null })], 'paused', 'Wiki: paused until you resume'],
  ])('%s', (_name, states, picture, line) => {
    const view = trayMenu(states, now);
    expect(view.picture).toBe(picture);
    expect(labels(view.entries)[0]).toBe(line);
  });

  test('each job has a menu of its own, and all can be synced and paused at once', () => {
    const view = trayMenu([calm, wiki({ kind: 'people-fail', people: 3 })], now);
    expect(labels(view.entries)).toEqual([
      'Wiki: 3 people need attention',
      '—',
      'BlueJeans: in step, next 14:42 ▸',
      'Wiki: 3 need attention ▸',
      'Sync all now',
      'Pause all ▸',
      '—',
      'Open Inseam',
      'Quit Inseam',
    ]);
    expect(find(view.entries, 'Sync all now')).toMatchObject({
      command: { kind: 'sync', jobs: ['bluejeans', 'wiki'] },
    });
  });

  test('a job that is not set up is not synced with the others', () => {
    const view = trayMenu([calm, wiki({ kind: 'not-set-up', step: 2 })], now);
    expect(find(view.entries, 'Sync all now')).toMatchObject({ command: { jobs: ['bluejeans'] } });
  });
});

test('a count that goes on is no reason to redraw the menu, another state is', () => {
  const shape = (state: JobState) => trayMenu([state], now).shape;
  expect(shape(runningState(23))).toBe(shape(runningState(24)));
  expect(shape(runningState(23))).not.toBe(shape(runningState(23, true)));
  expect(shape(runningState(38))).not.toBe(shape(jobState({ kind: 'in-step' })));
  expect(shape(jobState({ kind: 'deletions-held', people: 2, limit: 1 }))).not.toBe(
    shape(jobState({ kind: 'deletions-held', people: 3, limit: 1 })),
  );
});

test.each([
  ['hour', at(15, 6)],
  ['tomorrow', new Date(2026, 10, 25, 8).toISOString()],
  ['resume', null],
] as const)('a pause "%s" ends at %s', (span, end) => {
  expect(pauseEnd(span, now)).toBe(end);
});
