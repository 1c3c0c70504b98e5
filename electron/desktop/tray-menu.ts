import type { JobState } from '../../shared/health/job-state';
import { type StateIconName, type StateSentence, stateSentence } from '../../shared/health/state-sentence';
import type { Problem } from '../../shared/log/problem';
import type { trayIcons } from './tray-icons';

/** What the tray shows, as data; tray.ts makes Electron's menu of it. */

export type TrayPicture = keyof typeof trayIcons.light;
export type PauseSpan = 'hour' | 'tomorrow' | 'resume';

export type TrayCommand =
  | { readonly kind: 'sync'; readonly jobs: readonly string[] }
  | { readonly kind: 'pause'; readonly jobs: readonly string[]; readonly span: PauseSpan }
  | { readonly kind: 'resume'; readonly jobs: readonly string[] }
  | { readonly kind: 'stop'; readonly job: string }
  /** An address of the window, `#/…`; null: wherever it was. */
  | { readonly kind: 'open'; readonly address: string | null }
  | { readonly kind: 'sample' }
  | { readonly kind: 'quit' };

export type TrayEntry =
  /** Says something and cannot be chosen. */
  | { readonly kind: 'line'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'item'; readonly label: string; readonly command: TrayCommand }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] };

export interface TrayView {
  readonly picture: TrayPicture;
  readonly tooltip: string;
  readonly entries: readonly TrayEntry[];
  /**
   * The same as long as nothing but a count went on. The menu is redrawn at once when this changes, and now and then
   * when it does not: a menu that is open must not flicker.
   */
  readonly shape: string;
}

const pictures: Readonly<Record<StateIconName, TrayPicture>> = {
  calm: 'calm',
  waiting: 'calm',
  running: 'running',
  paused: 'paused',
  attention: 'attention',
  stopped: 'stopped',
};
const mostSeriousFirst: readonly StateIconName[] = ['stopped', 'attention', 'running', 'paused', 'calm', 'waiting'];

const item = (label: string, command: TrayCommand): TrayEntry => ({ kind: 'item', label, command });
const separator: TrayEntry = { kind: 'separator' };
const pauseMenu = (label: string, jobs: readonly string[]): TrayEntry => ({
  kind: 'submenu',
  label,
  entries: [
    item('For 1 hour', { kind: 'pause', jobs, span: 'hour' }),
    item('Until tomorrow 08:00', { kind: 'pause', jobs, span: 'tomorrow' }),
    item('Until I resume', { kind: 'pause', jobs, span: 'resume' }),
  ],
});
const foot: readonly TrayEntry[] = [
  separator,
  item('Open Inseam', { kind: 'open', address: null }),
  item('Quit Inseam', { kind: 'quit' }),
];

/** Tray of all jobs at a moment (`now` in milliseconds since 1970): picture, tooltip and menu. */
export function trayMenu(states: readonly JobState[], now: number): TrayView {
  const views = states.map((state) => ({ state, words: stateSentence(state, now) }));
  const [first, ...others] = [...views].sort((a, b) => seriousness(a.words) - seriousness(b.words));
  const shape = JSON.stringify(states.map(shapeOf));
  if (first === undefined) {
    return {
      picture: 'calm',
      tooltip: 'Inseam – not set up yet',
      entries: [
        { kind: 'line', label: 'Not set up yet' },
        separator,
        item('Set up a connection…', { kind: 'open', address: '#/welcome' }),
        item('Try it with a sample company', { kind: 'sample' }),
        ...foot,
      ],
      shape,
    };
  }
  const picture = pictures[first.words.icon];
  if (others.length === 0) {
    return {
      picture,
      tooltip: first.words.tooltip,
      entries: [{ kind: 'line', label: first.words.menuLine }, separator, ...wanted(first.state), ...foot],
      shape,
    };
  }
  const jobs = states.filter(({ condition }) => condition.kind !== 'not-set-up').map(({ job }) => job);
  return {
    picture,
    tooltip: `Inseam – ${first.state.targetName}: ${lowerFirst(first.words.short)}`,
    entries: [
      { kind: 'line', label: withName(first.state.targetName, first.words.menuLine) },
      separator,
      ...views.map(
        ({ state, words }): TrayEntry => ({
          kind: 'submenu',
          label: `${state.targetName}: ${lowerFirst(words.short)}`,
          entries: wanted(state),
        }),
      ),
      ...(jobs.length === 0 ? [] : [item('Sync all now', { kind: 'sync', jobs }), pauseMenu('Pause all', jobs)]),
      ...foot,
    ],
    shape,
  };
}

/** What is most wanted of one job, in the order of the tray's table. */
function wanted({ job, targetName, condition, people }: JobState): readonly TrayEntry[] {
  const jobs = [job];
  const place = (page: string, ...path: readonly string[]): TrayCommand => ({
    kind: 'open',
    address: `#/${[job, page, ...path].map(encodeURIComponent).join('/')}`,
  });
  const activity = item('Open activity', place('activity'));
  const syncNow = item('Sync now', { kind: 'sync', jobs });
  const pause = pauseMenu('Pause', jobs);
  const review = (amount: number) => item(`Review ${amount} ${amount === 1 ? 'person' : 'people'}…`, place('overview'));

  switch (condition.kind) {
    case 'not-set-up':
      return [
        item(`Continue setting up ${targetName}…`, {
          kind: 'open',
          address: `#/setup/${encodeURIComponent(job)}/${condition.step}`,
        }),
      ];
    case 'running':
      return condition.progress.stopping
        ? [{ kind: 'line', label: 'Stopping after this person…' }, activity]
        : [item('Stop after this person', { kind: 'stop', job }), pauseMenu('Pause after this cycle', jobs), activity];
    case 'paused':
      return [item('Resume', { kind: 'resume', jobs }), item('Sync once now', { kind: 'sync', jobs }), activity];
    case 'offline':
      return [item('Try now', { kind: 'sync', jobs })];
    case 'keychain-locked':
      return [item('Unlock keychain…', { kind: 'sync', jobs }), pause];
    case 'people-fail':
      return [review(people.needAttention || condition.people), syncNow, pause];
    case 'deletions-held':
      return [review(condition.people), syncNow, pause];
    case 'review-pending':
      return [
        item(condition.changed === true ? 'Review the plan…' : 'Review the first cycle…', place('plan')),
        activity,
      ];
    case 'quarantined':
      if (condition.problem.kind === 'too-many-failures')
        return [item('See why…', place('overview')), item('Try again now', { kind: 'sync', jobs }), activity];
      return [
        item(cureOf(condition.problem), place('settings', 'connections')),
        item('Try again now', { kind: 'sync', jobs }),
        activity,
      ];
    case 'schedule-off':
      return [syncNow, activity];
    case 'in-step':
    case 'no-cycle-yet':
    case 'restarted':
    case 'nobody-in-scope':
    case 'stopped-by-admin':
      return [syncNow, pause, activity];
  }
}

function cureOf(problem: Problem): string {
  const { kind } = problem;
  if (kind === 'target-unauthorized' || kind === 'target-forbidden') return 'Enter a new token…';
  if (kind === 'source-certificate-out-of-date') return 'Replace the certificate…';
  if (kind === 'source-credentials-refused')
    return problem.reason === 'certificate' ? 'Replace the certificate…' : 'Replace the client secret…';
  return 'Look at the connections…';
}

const seriousness = (words: StateSentence): number => mostSeriousFirst.indexOf(words.icon);

const shapeOf = ({ job, condition, nextCycleAt, lastCycle }: JobState): unknown =>
  condition.kind === 'running'
    ? [job, 'running', condition.progress.stopping]
    : [job, condition, nextCycleAt, lastCycle?.id];

/** "In step" after a name; "Microsoft …" and other names keep their capital. */
const lowerFirst = (text: string): string =>
  /^(Not|In|No|Nobody|Syncing|Paused|Offline|Stopped|Restarted|Keychain|Waits|Waiting|Ready)\b/.test(text)
    ? `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
    : text;

/** "Wiki: 3 people need attention"; a sentence that names the service already stays as it is. */
const withName = (name: string, sentence: string): string =>
  sentence.includes(name) ? sentence : `${name}: ${lowerFirst(sentence)}`;

/** The end of a pause, an ISO instant, on this computer's clock; null: until resumed. */
export function pauseEnd(span: PauseSpan, now: number): string | null {
  if (span === 'resume') return null;
  if (span === 'hour') return new Date(now + 3_600_000).toISOString();
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1, 8).toISOString();
}
