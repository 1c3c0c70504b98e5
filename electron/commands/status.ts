import { instantWords } from '../../shared/health/instant-words';
import { stateSentence } from '../../shared/health/state-sentence';
import { synchronizationStatus } from '../../shared/health/synchronization-status';
import { adviseOn } from '../../shared/log/advice';
import { personName } from '../../shared/person';
import { progressElsewhere } from '../cycle/progress-elsewhere';
import { readQuarantine } from '../cycle/quarantine';
import { readJobState } from '../cycle/read-job-state';
import { lastCycles } from '../ledger/cycles';
import { listEscrows } from '../ledger/escrows';
import { readFact } from '../ledger/facts';
import { listHolds } from '../ledger/holds';
import { peopleNeedingAttention } from '../ledger/people';
import { heldRemovals } from '../ledger/removals';
import type { Command } from './command';
import { heldDeletion } from './deletions';
import { holdJson, holdLine } from './hold';
import { countsSentence } from './print-cycle';
import { printProblem } from './print-problem';

/** Only so many of those who need attention are named. */
const namedAtMost = 20;

export const status: Command = {
  name: 'status',
  usage: '',
  mostWords: 0,
  takesJob: true,
  help: 'Says how the job stands: state, last and next cycle, quarantine, held deletions, people tried again. Needs no network.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job, database } = opened.value;
    const elsewhere = progressElsewhere(engine.folder, job.name, database);
    const state = readJobState({
      ...job,
      database,
      running: elsewhere?.progress ?? null,
      keychainLocked: false,
      now: engine.now(),
    });
    const held = heldRemovals(database);
    const holds = listHolds(database);
    const escrows = listEscrows(database);
    if (json) {
      voice.out(
        JSON.stringify({
          job: job.name,
          state,
          synchronizationStatus: synchronizationStatus(state, {
            ...lastCycles(database),
            quarantine: readQuarantine(database),
            heldSince: held.map(({ since }) => since).sort()[0] ?? null,
            escrows: escrows.length,
            steadyFirst: readFact(database, 'steady-first'),
            steadyLast: readFact(database, 'steady-last'),
            now: engine.now(),
            messageOf: (problem) =>
              adviseOn(problem, { targetName: job.profile.name, profile: job.profile.advice, personName: null }).title,
          }),
          heldDeletions: held.map(heldDeletion),
          holds: holds.map(holdJson),
          escrows: escrows.map(({ personId, name, attempts, firstFailedAt, nextTryAt, problem }) => ({
            sourceId: personId,
            name,
            attempts,
            firstFailedAt,
            nextTryAt,
            kind: problem.kind,
          })),
        }),
      );
      return 0;
    }
    const words = stateSentence(state, engine.now());
    voice.out(words.sentence);
    if (words.secondLine !== '') voice.out(`  ${words.secondLine}`);
    const { condition } = state;
    const times = instantWords();
    const moment = (at: string): string => times.moment(Date.parse(at), engine.now());
    if (condition.kind === 'quarantined') {
      const advice = adviseOn(condition.problem, {
        targetName: job.profile.name,
        profile: job.profile.advice,
        personName: null,
      });
      voice.out(`  In quarantine since ${moment(condition.since)}. ${advice.meaning} ${advice.nextStep}`);
      if (condition.end !== undefined)
        voice.out(
          condition.end.over
            ? `  Given up ${times.dayAt(Date.parse(condition.end.at), engine.now())}: inseam sync tries again, inseam restart begins anew.`
            : `  It is given up ${times.dayAt(Date.parse(condition.end.at), engine.now())}.`,
        );
    }
    if (elsewhere !== null) voice.out(`  Run by ${elsewhere.owner}.`);
    const { lastCycle, people } = state;
    voice.out(
      state.readAt === null && people.directory === 0
        ? '  Nobody has been read from Microsoft Entra ID yet.'
        : `  ${people.directory} people in Microsoft Entra ID, ${people.inScope} in scope, ${people.linked} linked accounts.`,
    );
    if (lastCycle !== null)
      voice.out(`  Last cycle: ${moment(lastCycle.startedAt)}, ${countsSentence(lastCycle.counts)}.`);
    const isStopped = condition.kind === 'quarantined';
    const next = state.nextCycleAt ?? (isStopped ? condition.nextTryAt : null);
    if (next !== null) voice.out(`  Next ${isStopped ? 'try' : 'cycle'}: ${moment(next)}.`);
    for (const one of held) voice.out(`  Held: ${one.action} ${one.name} <${one.mail}>. ${one.reason}`);
    if (held.length > 0) voice.out('  inseam deletions allow or reject decides about them, for all or by name.');
    for (const one of holds) voice.out(`  On hold: ${holdLine(one)}`);
    const attention = peopleNeedingAttention(database, 0, namedAtMost + 1);
    const skipped = attention.filter(({ standing }) => standing === 'skipped');
    for (const { person, problem } of skipped.slice(0, namedAtMost)) {
      const advice = adviseOn(problem, {
        targetName: job.profile.name,
        profile: job.profile.advice,
        personName: personName(person),
      });
      voice.out(`  Skipped: ${personName(person)}. ${advice.title}. ${advice.nextStep}`);
    }
    for (const { person, problem, standing, nextTryAt } of attention.slice(0, namedAtMost)) {
      if (standing !== 'failed' || nextTryAt !== null) continue;
      const advice = adviseOn(problem, {
        targetName: job.profile.name,
        profile: job.profile.advice,
        personName: personName(person),
      });
      voice.out(`  Failed, not tried again by itself: ${personName(person)}. ${advice.title}. ${advice.nextStep}`);
    }
    if (attention.length > namedAtMost) voice.out('  More are in inseam logs --status failure and --status skipped.');
    for (const escrow of escrows) {
      const advice = adviseOn(escrow.problem, {
        targetName: job.profile.name,
        profile: job.profile.advice,
        personName: escrow.name,
      });
      voice.out(
        `  Failed ${escrow.attempts} time${escrow.attempts === 1 ? '' : 's'}: ${escrow.name}. ${advice.title}. Next try ${moment(escrow.nextTryAt)}.`,
      );
    }
    return 0;
  },
};
