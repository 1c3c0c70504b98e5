import { createdWords, leftWords, putBackWords, type UndoRow } from '../../shared/decision/undo-plan';
import { instantWords } from '../../shared/health/instant-words';
import type { ExitStatus } from '../../shared/log/problem-traits';
import type { PlannedUndo } from '../cycle/plan-undo';
import type { Undone } from '../cycle/undo-cycle';
import type { Command, Invocation, OpenedJob } from './command';
import { countsSentence, cycleJson, cycleLines } from './print-cycle';
import { printProblem } from './print-problem';
import { clearProgress, drawProgress } from './progress-bar';
import { exitOf } from './sync';

export const revert: Command = {
  name: 'revert',
  usage: 'CYCLE|last [--plan] [--user U] [--pause]',
  mostWords: 1,
  takesJob: true,
  help: 'Undoes what a cycle did, as a cycle of its own. --plan only shows it; --user: one person of it; --pause also pauses the schedule, whose next cycle would do it again.',
  flags: ['plan', 'pause'],
  options: ['user'],
  async run(invocation) {
    const { voice, json, flags, options } = invocation;
    const [cycle] = invocation.words;
    if (cycle === undefined || cycle.trim() === '')
      return printProblem(
        invocation,
        {
          kind: 'usage',
          detail: 'Which cycle? Give its id (inseam status --json, inseam logs --json), or the word last',
        },
        null,
      );
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const request = { cycle, person: options['user'] ?? null };
    return flags.has('plan')
      ? showPlan(invocation, opened.value, request)
      : undo(invocation, opened.value, request, flags.has('pause'), (line) => voice[json ? 'err' : 'out'](line));
  },
};

interface Request {
  readonly cycle: string;
  readonly person: string | null;
}

async function showPlan(invocation: Invocation, { engine, job }: OpenedJob, request: Request): Promise<ExitStatus> {
  const { voice, json } = invocation;
  const outcome = await invocation.runner(engine).planUndo(job.name, request);
  if (!outcome.ok) return printProblem(invocation, outcome.problem, job.profile);
  const planned = outcome.value;
  if (json) voice.out(JSON.stringify({ job: job.name, ...undoJson(planned), cycle: null }));
  else {
    for (const line of undoLines(planned, engine.now())) voice.out(line);
    voice.out('Nothing has been written.');
  }
  return planned.plan.limit === null ? 0 : 5;
}

async function undo(
  invocation: Invocation,
  { engine, job }: OpenedJob,
  request: Request,
  pause: boolean,
  say: (line: string) => void,
): Promise<ExitStatus> {
  const { voice, json } = invocation;
  const { name, profile } = job;
  const runner = invocation.runner(engine);
  runner.listen((event) => {
    if (event.kind === 'progress' && !json) drawProgress(voice, event.progress, profile.name, engine.now());
  });
  const stop = (): void => runner.stop(name);
  invocation.signal.addEventListener('abort', stop, { once: true });
  const outcome = await runner.undo(name, request, {
    pause,
    planned: (planned) => {
      if (!json) for (const line of undoLines(planned, engine.now())) say(line);
    },
  });
  invocation.signal.removeEventListener('abort', stop);
  if (!json) clearProgress(voice);
  if (!outcome.ok) return printProblem(invocation, outcome.problem, profile);
  const { planned, cycle } = outcome.value;
  if (json) voice.out(JSON.stringify(doneJson(name, outcome.value)));
  else if (cycle === null) voice.out('Nothing has been written.');
  else {
    const [end = '', ...rest] = cycleLines(cycle);
    // What the limit stops is left, and waits for nobody's decision.
    voice.out(cycle.state === 'held' ? `Done as far as the limit goes: ${countsSentence(cycle.counts)}.` : end);
    for (const line of rest) voice.out(line);
    if (cycle.problem !== null) printProblem({ voice, json: false }, cycle.problem, profile);
    voice.err(
      pause
        ? 'Syncing is paused: the next cycle would make the same changes again. Correct the rules, then resume.'
        : 'The next cycle makes the same changes again, unless the rules or the people are corrected first; --pause also pauses the schedule.',
    );
  }
  if (cycle === null) return planned.plan.limit === null ? 0 : 5;
  return exitOf(cycle);
}

const doneJson = (job: string, { planned, cycle }: Undone) => ({
  job,
  ...undoJson(planned),
  ...(cycle === null ? { cycle: null } : cycleJson(job, cycle)),
});

const undoJson = ({ plan, rows }: PlannedUndo) => ({
  undone: { id: plan.cycleId, startedAt: plan.startedAt, accounts: plan.accounts },
  overThreshold: plan.limit !== null,
  operations: rows
    .filter(({ action }) => action !== 'none')
    .map(({ action, sourceId, name, targetId, changes, changedSince, created }) => ({
      action,
      sourceId,
      sourceName: name,
      targetId,
      changes,
      changedSince,
      reason: created ? createdWords : 'changed by this cycle',
    })),
  leftAsIs: rows.flatMap(({ left, sourceId, name, targetId, changedSince, changedAgainAt }) =>
    left === null
      ? []
      : [
          {
            sourceId,
            sourceName: name,
            targetId,
            why: left.kind,
            reason: leftWords(left, changedAgainAt),
            changedSince,
            ...(left.kind === 'deleted' ? { known: left.known } : {}),
          },
        ],
  ),
});

const words = { disable: 'disable', enable: 'enable', update: 'update', none: 'left as is' } as const;

/** The plan of an undo, account by account, and what it comes to. */
function undoLines({ plan, rows }: PlannedUndo, now: number): readonly string[] {
  const times = instantWords();
  const when = times.moment(Date.parse(plan.startedAt), now);
  if (plan.accounts === 0) return [`The cycle of ${when} changed nothing here: there is nothing to undo.`];
  const lines = rows.flatMap((row) =>
    rowLines(row, row.changedAgainAt === null ? null : times.dayAt(Date.parse(row.changedAgainAt), now)),
  );
  return [
    ...lines,
    '',
    `Undo of the cycle of ${when}. ${putBackWords(plan, times.number)}.`,
    ...(plan.limit === null
      ? []
      : [
          `It would disable ${plan.removals} accounts and your limit is ${plan.limit}: none of them is disabled. Everything else is put back; nobody loses access.`,
          '  To disable them as well, raise the limit (Hold deletions above) and undo again, or undo one person with --user.',
        ]),
  ];
}

function rowLines(row: UndoRow, changedAgain: string | null): readonly string[] {
  const indent = '           ';
  const why = row.left === null ? (row.created ? createdWords : null) : leftWords(row.left, changedAgain);
  return [
    `${words[row.action].padEnd(10)} ${row.name}${row.mail === '' ? '' : `  <${row.mail}>`}`,
    ...(why === null ? [] : [`${indent}${why}`]),
    ...(row.left?.kind === 'deleted'
      ? row.left.known.map(({ path, value }) => `${indent}it had ${path}: ${String(value)}`)
      : []),
    ...(row.created
      ? []
      : row.changes.map(
          ({ attribute, from, to }) => `${indent}${attribute}: ${from === null ? '' : `${from} → `}${to ?? '(none)'}`,
        )),
    ...row.changedSince.map(
      ({ attribute, from, to }) =>
        `${indent}${attribute}: changed since; the cycle wrote ${from ?? '(none)'}, now ${to ?? '(none)'}`,
    ),
  ];
}
