import { closeSync, openSync, writeSync } from 'node:fs';
import type { LiveEvent } from '../shared/ipc/contract';
import { type Outcome, success } from '../shared/outcome';
import { openEngine } from './compose';
import type { DesktopEdges, DesktopEngine } from './desktop/engine-interface';
import { writeStore } from './desktop/store-file';
import { createHandlers } from './ipc/create-handlers';
import { openDesk } from './ipc/desk';
import type { ChooseFile } from './ipc/log-handlers';
import { wordsOf } from './ipc/words';
import { openSampleJob } from './sample-job';
import { openRunner } from './schedule/runner';

/** A running cycle tells the window of its progress no more often than this. */
const progressEveryMs = 250;
const longestSleepMs = 5 * 60_000;

/** The engine of the desktop: the same as the command line's, with its schedule running and its events told on. */
export async function openDesktopEngine(edges: DesktopEdges): Promise<Outcome<DesktopEngine>> {
  const opened = openEngine({
    folder: edges.dataFolder,
    env: process.env,
    what: 'the Inseam window',
    resolveSystemProxy: edges.resolveProxy,
    writeSettings: writeStore,
    ...(edges.spawnKeychain === undefined ? {} : { spawnKeychain: edges.spawnKeychain }),
  });
  if (!opened.ok) return opened;
  const engine = opened.value;
  const runner = openRunner(engine);
  const listeners = new Set<(event: LiveEvent) => void>();
  const tell = (event: LiveEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const desk = openDesk(engine, runner, tell);
  const sample = openSampleJob(engine, edges.spawnSample);

  let toldAt = 0;
  let lastStage = '';
  runner.listen((event) => {
    switch (event.kind) {
      case 'state':
        return desk.tellState(event.job);
      case 'row':
        return tell({ kind: 'log.appended', job: event.job, added: 1 });
      case 'trouble':
        return;
      case 'plan-progress':
        return tell({ kind: 'plan.progress', job: event.job, done: event.done, expected: event.expected });
      case 'progress': {
        const stage = `${event.job} ${event.progress.stage} ${event.progress.waiting?.until ?? ''}`;
        if (stage === lastStage && engine.now() - toldAt < progressEveryMs) return;
        lastStage = stage;
        toldAt = engine.now();
        return desk.tellState(event.job);
      }
    }
  });

  const chooseFile: ChooseFile = async (suggested) => {
    const file = await edges.askWhereToSave(suggested);
    if (file === null) return null;
    const handle = openSync(file, 'w', 0o600);
    return { file, write: (text) => void writeSync(handle, text), close: () => closeSync(handle) };
  };
  const handlers = createHandlers(desk, {
    startSample: () => sample.create(),
    chooseFile,
    askWhichFiles: edges.askWhichFiles,
  });

  // One timer to the next due instant, armed again after each run, each change of settings and each waking.
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  function look(): void {
    if (closed) return;
    const next = runner.startDue();
    arm(next === null ? longestSleepMs : Math.max(1000, next - engine.now()));
  }
  function arm(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    if (!closed) timer = setTimeout(look, Math.min(ms, longestSleepMs));
  }

  const jobs = (): readonly string[] => Object.keys(engine.settings.read().jobs);
  await sample.resume();
  arm(startDelayMs);

  return success({
    handlers,
    info: () => {
      const { app, network } = engine.settings.read();
      return {
        jobs: [...jobs()],
        settings: { ...app },
        network: { ...network },
        notices: engine.settings.notices.map((problem) => wordsOf(problem, null)),
      };
    },
    states: () =>
      jobs().flatMap((job) => {
        const state = runner.state(job);
        return state.ok ? [state.value] : [];
      }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async syncNow(job) {
      const outcome = await runner.cycle(job, { full: false, approve: false, trigger: 'admin' });
      if (!outcome.ok && outcome.problem.kind !== 'cycle-running') desk.reportFailure(job, outcome.problem);
      arm(0);
    },
    async pause(job, until) {
      await handlers['job.pause']({ job, until });
    },
    async resume(job) {
      await handlers['job.resume']({ job });
      arm(0);
    },
    async stop(job) {
      runner.stop(job);
    },
    wake: () => arm(0),
    async shutDown() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await runner.shutDown(15_000);
      await sample.stop();
      await engine.close();
    },
  });
}

/** After the start the network and the keychain come up late: the first look is not at once. */
const startDelayMs = 5_000;
