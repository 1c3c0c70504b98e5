import { stateSentence } from '../../shared/health/state-sentence';
import type { Command } from './command';
import { countsSentence } from './print-cycle';
import { printProblem } from './print-problem';

/** The longest time without looking at the clock: settings may have changed, and the machine may have slept. */
const longestWaitMs = 30_000;

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
    const engine = invocation.engine();
    if (!engine.ok) return printProblem(invocation, engine.problem, null);
    const runner = invocation.runner(engine.value);
    const { settings, now } = engine.value;
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
    for (const name of scheduled()) {
      const state = runner.state(name);
      if (state.ok) say(`${name}: ${stateSentence(state.value, now()).sentence}`);
    }
    runner.listen((event) => {
      if (event.kind !== 'state') return;
      const state = runner.state(event.job);
      if (!state.ok || runner.isRunning(event.job)) return;
      const { lastCycle } = state.value;
      if (json) voice.out(JSON.stringify({ job: event.job, state: state.value }));
      else
        say(
          `${event.job}: ${stateSentence(state.value, now()).sentence}${lastCycle === null ? '' : ` (${countsSentence(lastCycle.counts)})`}`,
        );
    });
    while (!signal.aborted) {
      const next = await runner.runDue();
      if (scheduled().length === 0) {
        say('No schedule is on any more.');
        return 0;
      }
      const wait = next === null ? longestWaitMs : Math.max(250, Math.min(longestWaitMs, next - now()));
      await pause(wait, signal);
    }
    await runner.shutDown(20_000);
    say('Stopped.');
    return 0;
  },
};

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
