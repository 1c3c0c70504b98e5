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
  help: 'Says how the job stands: state, last and next cycle, quarantine, held deletions, people tried again. Needs no network.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const engine = invocation.engine();
    if (!engine.ok) return printProblem(invocation, engine.problem, null);
    const job = invocation.job(engine.value);
    if (!job.ok) return printProblem(invocation, job.problem, null);
    const known = engine.value.known(job.value);
    const ledger = engine.value.ledger(job.value);
    const state = invocation.runner(engine.value).state(job.value);
    if (!known.ok) return printProblem(invocation, known.problem, null);
    if (!ledger.ok) return printProblem(invocation, ledger.problem, null);
    if (!state.ok) return printProblem(invocation, state.problem, known.value.profile);
    const { database } = ledger.value;
    const held = heldRemovals(database);
    const escrows = listEscrows(database);
    const quarantine = readQuarantine(database);
    if (json) {
      voice.out(
        JSON.stringify({
          job: job.value,
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
    const words = stateSentence(state.value, engine.value.now());
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
        targetName: known.value.profile.name,
        profile: known.value.profile.advice,
        personName: escrow.name,
      });
      voice.out(
        `  Failed ${escrow.attempts} time${escrow.attempts === 1 ? '' : 's'}: ${escrow.name}. ${advice.title}. Next try ${escrow.nextTryAt}.`,
      );
    }
    return 0;
  },
};
