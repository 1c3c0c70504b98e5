import { stateSentence } from '../../shared/health/state-sentence';
import { synchronizationStatus } from '../../shared/health/synchronization-status';
import { adviseOn } from '../../shared/log/advice';
import { readQuarantine } from '../cycle/quarantine';
import { listEscrows } from '../ledger/escrows';
import { heldRemovals } from '../ledger/removals';
import type { Command } from './command';
import { countsSentence } from './print-cycle';
import { printProblem } from './print-problem';

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
    const state = invocation.runner(engine).state(job.name);
    if (!state.ok) return printProblem(invocation, state.problem, job.profile);
    const held = heldRemovals(database);
    const escrows = listEscrows(database);
    const quarantine = readQuarantine(database);
    if (json) {
      voice.out(
        JSON.stringify({
          job: job.name,
          state: state.value,
          synchronizationStatus: synchronizationStatus(state.value, quarantine),
          heldDeletions: held.map(({ person, name, mail, action, reason, since }) => ({
            sourceId: person,
            name,
            mail,
            action,
            reason,
            since,
          })),
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
    const words = stateSentence(state.value, engine.now());
    voice.out(words.sentence);
    if (words.secondLine !== '') voice.out(`  ${words.secondLine}`);
    const { lastCycle, people } = state.value;
    voice.out(
      `  ${people.directory} people in Microsoft Entra ID, ${people.inScope} in scope, ${people.linked} linked accounts.`,
    );
    if (lastCycle !== null) voice.out(`  Last cycle: ${lastCycle.startedAt}, ${countsSentence(lastCycle.counts)}.`);
    if (state.value.nextCycleAt !== null) voice.out(`  Next cycle: ${state.value.nextCycleAt}.`);
    for (const one of held) voice.out(`  Held: ${one.action} ${one.name} <${one.mail}>. ${one.reason}`);
    for (const escrow of escrows) {
      const advice = adviseOn(escrow.problem, {
        targetName: job.profile.name,
        profile: job.profile.advice,
        personName: escrow.name,
      });
      voice.out(
        `  Failed ${escrow.attempts} time${escrow.attempts === 1 ? '' : 's'}: ${escrow.name}. ${advice.title}. Next try ${escrow.nextTryAt}.`,
      );
    }
    return 0;
  },
};
