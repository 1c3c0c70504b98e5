import { stateSentence } from '../../shared/health/state-sentence';
import { adviseOn } from '../../shared/log/advice';
import type { Problem } from '../../shared/log/problem';
import type { Engine } from '../compose';
import type { Command } from './command';
import { countsSentence } from './print-cycle';
import { printProblem } from './print-problem';

/** The longest time without looking at the clock: settings may have changed, and the machine may have slept. */
const longestWaitMs = 30_000;
/** So long may requests under way take to end; systemd gives 90 seconds. */
const stopLimitMs = 20_000;

export const serve: Command = {
  name: 'serve',
  usage: '',
  mostWords: 0,
  takesJob: false,
  help: 'Runs the schedule of all jobs without a window, until stopped.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json, signal } = invocation;
    const opened = invocation.engine();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const engine = opened.value;
    const runner = invocation.runner(engine);
    const { settings, now } = engine;
    const say = (line: string): void => voice.err(`${new Date(now()).toISOString()}  ${line}`);
    const scheduled = (): readonly string[] =>
      Object.entries(settings.read().jobs)
        .filter(([, job]) => job.schedule.enabled && job.setupStep === null)
        .map(([name]) => name);
    if (scheduled().length === 0) {
      voice.err('No schedule is on: there is nothing to run.');
      voice.err('  Switch one on in the window (Settings, Schedule and safety) or in settings.json.');
      return 0;
    }

    // Each finished cycle is told of once, and a trouble once until a cycle runs again.
    const toldCycle = new Map<string, string>();
    const toldTrouble = new Map<string, string>();
    for (const name of scheduled()) {
      const state = runner.state(name);
      if (!state.ok) continue;
      toldCycle.set(name, state.value.lastCycle?.id ?? '');
      say(`${name}: ${stateSentence(state.value, now()).sentence}`);
    }
    runner.listen((event) => {
      if (event.kind === 'trouble') {
        const words = `${event.with === 'mail' ? 'the mail about it could not be sent. ' : ''}${troubleWords(engine, event.job, event.problem)}`;
        if (toldTrouble.get(event.job) !== words) say(`${event.job}: ${words}`);
        toldTrouble.set(event.job, words);
      }
      if (event.kind !== 'state' || runner.isRunning(event.job)) return;
      const state = runner.state(event.job);
      if (!state.ok) return;
      const { lastCycle } = state.value;
      if (lastCycle === null || toldCycle.get(event.job) === lastCycle.id) return;
      toldCycle.set(event.job, lastCycle.id);
      toldTrouble.delete(event.job);
      if (json) voice.out(JSON.stringify({ job: event.job, state: state.value }));
      else say(`${event.job}: ${stateSentence(state.value, now()).sentence} (${countsSentence(lastCycle.counts)})`);
    });

    while (!signal.aborted) {
      if (scheduled().length === 0) {
        say('No schedule is on any more.');
        break;
      }
      const next = runner.startDue();
      const wait = next === null ? longestWaitMs : Math.max(250, Math.min(longestWaitMs, next - now()));
      await pause(wait, signal);
    }
    await runner.shutDown(stopLimitMs);
    say('Stopped.');
    return 0;
  },
};

function troubleWords(engine: Engine, job: string, problem: Problem): string {
  const known = engine.known(job);
  const { title, meaning, nextStep } = adviseOn(problem, {
    targetName: known.ok ? known.value.profile.name : 'The target',
    profile: known.ok ? known.value.profile.advice : null,
    personName: null,
  });
  return `${title}. ${meaning} ${nextStep}`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
