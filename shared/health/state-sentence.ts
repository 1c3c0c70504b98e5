import { adviseOn } from '../log/advice';
import type { Problem } from '../log/problem';
import { assertNever } from '../outcome';
import { type InstantWords, instantWords } from './instant-words';
import { type CycleProgress, type CycleSummary, changedAccounts, type JobState } from './job-state';
import { waitWords } from './progress';

/** The icon's shape alone tells the states apart: tick, arrows, triangle, cross, two bars, empty ring. */
export type StateIconName = 'calm' | 'running' | 'attention' | 'stopped' | 'paused' | 'waiting';

/** What is most wanted in a state; the window draws it as buttons, the tray as its first entries. */
export type StateAction =
  | 'set-up'
  | 'unlock-keychain'
  | 'review-first-cycle'
  | 'review-deletions'
  | 'stop'
  | 'try-now'
  | 'resume'
  | 'pause'
  | 'sync-now'
  | 'open-scope';

export interface StateSentence {
  /** The h1 of Overview, a mail's first line, `status`. */
  readonly sentence: string;
  readonly secondLine: string;
  /** Under the job's name: "In step, next 14:42". */
  readonly short: string;
  /** The tray menu's first line: "In step. Last cycle 14:02 changed 2". */
  readonly menuLine: string;
  /** The tray's tooltip: "Inseam – in step, next 14:42". */
  readonly tooltip: string;
  readonly icon: StateIconName;
  readonly actions: readonly StateAction[];
}

const plurals = new Intl.PluralRules('en-GB');

/**
 * The one sentence of state, for window, tray, mail and command line alike: the first condition that applies, in words.
 * `now` is in milliseconds since 1970; `times` carries the reader's region and time zone.
 */
export function stateSentence(state: JobState, now: number, times: InstantWords = instantWords()): StateSentence {
  const { condition, targetName, people, lastCycle } = state;
  const count = (amount: number, one: string, many: string) =>
    `${times.number(amount)} ${plurals.select(amount) === 'one' ? one : many}`;
  const persons = (amount: number) => count(amount, 'person', 'people');
  const accounts = (amount: number) => count(amount, 'account', 'accounts');
  const when = (instant: string) => times.moment(Date.parse(instant), now);
  const atClock = (instant: string) => times.at(Date.parse(instant), now);
  const clockOf = (instant: string) => times.clockOrMoment(Date.parse(instant), now);

  const next = state.nextCycleAt === null ? '' : `The next starts ${atClock(state.nextCycleAt)}.`;
  const shortNext = state.nextCycleAt === null ? '' : `, next ${clockOf(state.nextCycleAt)}`;
  const everyone = `${people.inScope === 1 ? '1 person is' : `All ${persons(people.inScope)} are`} in step`;

  switch (condition.kind) {
    case 'not-set-up':
      return words({
        sentence: 'Not set up yet',
        secondLine: `Step ${condition.step} of 7 is next. Nothing is written before you have reviewed the first cycle.`,
        short: 'Not set up yet',
        icon: 'waiting',
        actions: ['set-up'],
      });
    case 'keychain-locked':
      return words({
        sentence: 'Waiting: the keychain is locked',
        secondLine: 'Inseam cannot read the token until you unlock it. No account is changed meanwhile.',
        short: 'Keychain locked',
        icon: 'paused',
        actions: ['unlock-keychain'],
      });
    case 'quarantined':
      return words({
        sentence: `Stopped: ${stopCause(condition.problem, targetName)}`,
        secondLine: sentences(
          condition.end?.over === true
            ? `Inseam gave up ${times.dayAt(Date.parse(condition.end.at), now)} after 4 weeks.`
            : '',
          condition.problem.kind === 'too-many-failures'
            ? 'What was done stays done; nobody who failed was changed.'
            : `No account has been changed since ${when(condition.since)}. ${keepAccess()}`,
        ),
        short: 'Stopped',
        icon: 'stopped',
        actions: ['pause'],
      });
    case 'review-pending': {
      const planned = condition.planned;
      const nothing = condition.changed === true ? 'Nothing has been written since.' : 'Nothing has been written.';
      return words({
        sentence: `Ready: the ${condition.changed === true ? 'changed mapping or scope' : 'first cycle'} waits for your review`,
        secondLine: planned === null ? nothing : `${nothing} It would ${wouldDo(planned)}.`,
        short: 'Waits for review',
        icon: 'attention',
        actions: ['review-first-cycle'],
      });
    }
    case 'running': {
      const { progress } = condition;
      const { done, exact } = progress.people;
      // More may come than were expected; "50 of about 35" says nothing to anybody.
      const expected = Math.max(done, progress.people.expected);
      const of = `${times.number(done)} of ${exact ? '' : 'about '}${times.number(expected)}`;
      const known = expected > 0;
      const started = `${progress.trigger === 'schedule' ? 'The schedule' : 'You'} started this ${atClock(progress.startedAt)}.`;
      const why = progress.why === null ? '' : ` ${progress.why}`;
      return words({
        sentence: known
          ? `Syncing: ${of} ${plurals.select(expected) === 'one' ? 'person' : 'people'} done`
          : 'Syncing: reading people',
        secondLine: progress.stopping
          ? `${started} It stops after the change it is making.`
          : `${started}${why} ${left(progress)}`,
        short: known ? `Syncing, ${of}` : 'Syncing',
        icon: 'running',
        actions: ['stop'],
      });
    }
    case 'deletions-held': {
      const held = condition.people;
      const others =
        people.needAttention > 0
          ? `${count(people.needAttention, 'other person needs', 'other people need')} attention.`
          : 'Everyone else is in step.';
      return words({
        sentence: count(held, 'deletion is held', 'deletions are held'),
        secondLine: `${others} Held people keep their access until you decide.`,
        short: count(held, 'deletion held', 'deletions held'),
        icon: 'attention',
        actions: ['review-deletions', 'pause', 'sync-now'],
      });
    }
    case 'offline':
      return words({
        sentence: `Offline since ${clockOf(condition.since)}`,
        secondLine: 'The next cycle starts when this computer is online again.',
        short: 'Offline',
        menuLine: 'Offline. Goes on by itself',
        icon: 'paused',
        actions: ['try-now'],
      });
    case 'paused': {
      const until = condition.until === null ? 'until you resume' : `until ${when(condition.until)}`;
      return words({
        sentence: `Paused ${until}`,
        secondLine: `Changes made in Entra ID wait.${lastWas()}`,
        short: 'Paused',
        icon: 'paused',
        actions: ['resume'],
      });
    }
    case 'stopped-by-admin':
      return words({
        // In a first cycle those who wait are not known to be in scope yet; later on they are among those who are.
        sentence: `${some(condition.done, Math.max(people.inScope, condition.done + condition.waiting))} in step; ${waits(condition.waiting)}`,
        secondLine: sentences(
          condition.undone === true
            ? `You undid a cycle ${atClock(condition.at)}; the next one would make the same changes again.`
            : `You stopped the cycle ${atClock(condition.at)}.`,
          next,
        ),
        short: waits(condition.waiting),
        icon: 'paused',
        actions: ['sync-now'],
      });
    case 'people-fail': {
      const inStep = Math.max(0, people.inScope - condition.people);
      const need = plurals.select(condition.people) === 'one' ? 'needs attention' : 'need attention';
      return words({
        sentence: `${some(inStep, people.inScope)} in step; ${times.number(condition.people)} ${need}`,
        secondLine: lastChanged(false),
        short: `${times.number(condition.people)} ${need}`,
        menuLine: `${persons(condition.people)} ${need}`,
        icon: 'attention',
        actions: ['pause', 'sync-now'],
      });
    }
    case 'nobody-in-scope':
      return words({
        sentence: 'Nobody is in scope yet',
        secondLine: 'Assign people or groups to the application in Entra ID, or change the scope.',
        short: 'Nobody in scope',
        icon: 'waiting',
        actions: ['open-scope'],
      });
    case 'restarted':
      return words({
        sentence: condition.everyone
          ? 'Restarted: everyone is checked in the next cycle'
          : 'Restarted: the next cycle goes on from the last',
        secondLine: next === '' ? 'Cycles run only when you choose Sync now.' : next,
        short: 'Restarted',
        icon: 'waiting',
        actions: ['pause', 'sync-now'],
      });
    case 'no-cycle-yet':
      return words({
        sentence: 'No cycle has run yet',
        secondLine:
          state.nextCycleAt === null
            ? 'Cycles run only when you choose Sync now.'
            : `The first starts ${atClock(state.nextCycleAt)}.`,
        short: `No cycle yet${shortNext}`,
        icon: 'waiting',
        actions: ['pause', 'sync-now'],
      });
    case 'schedule-off':
      return words({
        sentence: everyone,
        secondLine: 'The schedule is off. Cycles run only when you choose Sync now.',
        short: 'In step, schedule off',
        menuLine: inStepMenuLine(),
        icon: 'calm',
        actions: ['sync-now'],
      });
    case 'in-step':
      return words({
        sentence: everyone,
        secondLine: lastChanged(true),
        short: `In step${shortNext}`,
        menuLine: inStepMenuLine(),
        icon: 'calm',
        actions: ['pause', 'sync-now'],
      });
    default:
      return assertNever(condition);
  }

  function left(progress: CycleProgress): string {
    const wait = waitWords(progress.waiting, targetName, now);
    if (wait !== null) return `${wait.title}. ${wait.meaning}`;
    return progress.remainingMs === null ? 'Estimating…' : `About ${timeLeft(progress.remainingMs)} left.`;
  }

  /** "35 of 38 people are", "0 of 1 person is" */
  function some(amount: number, of: number): string {
    return `${times.number(amount)} of ${persons(of)} ${plurals.select(of) === 'one' ? 'is' : 'are'}`;
  }

  function waits(amount: number): string {
    return `${times.number(amount)} ${plurals.select(amount) === 'one' ? 'waits' : 'wait'}`;
  }

  function keepAccess(): string {
    if (people.linked === 0) return 'Nothing is lost.';
    return people.linked === 1
      ? '1 person keeps the access they had then.'
      : `${persons(people.linked)} keep the access they had then.`;
  }

  function lastWas(): string {
    return lastCycle === null ? '' : ` The last cycle was ${times.dayAt(Date.parse(lastCycle.startedAt), now)}.`;
  }

  function lastChanged(withNext: boolean): string {
    if (lastCycle === null) return withNext ? next : '';
    const ended = Date.parse(lastCycle.finishedAt ?? lastCycle.startedAt);
    const changed = changedAccounts(lastCycle.counts);
    const what = changed === 0 ? 'changed nothing' : `changed ${accounts(changed)}`;
    return sentences(`The last cycle, ${times.ago(ended, now)}, ${what}.`, withNext ? next : '');
  }

  function inStepMenuLine(): string {
    if (lastCycle === null) return 'In step';
    const changed = changedAccounts(lastCycle.counts);
    return `In step. Last cycle ${clockOf(lastCycle.startedAt)} changed ${changed === 0 ? 'nothing' : times.number(changed)}`;
  }

  function wouldDo(planned: CycleSummary['counts']): string {
    const doing = [
      ['delete', planned.deleted],
      ['disable', planned.disabled],
      ['create', planned.created],
      ['update', planned.updated],
      ['enable', planned.enabled],
    ] as const;
    const some = doing.filter(([, amount]) => amount > 0);
    const [first, ...rest] = some;
    if (first === undefined) return 'change nothing';
    const texts = [
      `${first[0]} ${accounts(first[1])}`,
      ...rest.map(([verb, amount]) => `${verb} ${times.number(amount)}`),
    ];
    const last = texts.pop() ?? '';
    return texts.length === 0 ? last : `${texts.join(', ')} and ${last}`;
  }
}

const sentences = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join(' ');

function words(text: Omit<StateSentence, 'tooltip' | 'menuLine'> & { readonly menuLine?: string }): StateSentence {
  const { short } = text;
  return {
    ...text,
    menuLine: text.menuLine ?? text.sentence,
    tooltip: `Inseam – ${short.slice(0, 1).toLowerCase()}${short.slice(1)}`,
  };
}

/** What stands after "Stopped: ", short enough for a heading and a tray menu. */
function stopCause(problem: Problem, targetName: string): string {
  switch (problem.kind) {
    case 'target-unauthorized':
      return `${targetName} refuses the token`;
    case 'target-forbidden':
      return `${targetName} does not let Inseam manage users`;
    case 'source-credentials-refused':
      return problem.reason === 'certificate'
        ? 'Microsoft Entra ID refuses the certificate'
        : problem.reason === 'secret'
          ? 'Microsoft Entra ID refuses the client secret'
          : problem.reason === 'clock'
            ? 'this computer’s clock is wrong for Microsoft Entra ID'
            : 'Microsoft Entra ID refuses to sign in';
    case 'source-certificate-out-of-date': {
      const { title } = adviseOn(problem, { targetName, profile: null, personName: null });
      return `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;
    }
    case 'too-many-failures':
      return `${problem.failed} of ${problem.evaluated} people failed`;
    case 'source-permission-missing':
      return `the permission ${problem.permission} is missing`;
    default:
      return adviseOn(problem, { targetName, profile: null, personName: null }).title.replace(
        /^(The|An|A)\b/,
        (article) => article.toLowerCase(),
      );
  }
}

/** Rounded as people round: seconds in tens, minutes, then hours. */
function timeLeft(ms: number): string {
  const seconds = Math.max(10, Math.round(ms / 10_000) * 10);
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 90) return minutes <= 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(ms / 3_600_000);
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
