import { sourceId } from '../../shared/ids';
import { holdOf, releaseHold } from '../ledger/holds';
import { personMeant } from '../ledger/person-meant';
import type { Command } from './command';
import { printProblem } from './print-problem';

export const release: Command = {
  name: 'release',
  usage: 'USER',
  mostWords: 1,
  takesJob: true,
  help: 'Releases somebody who is on hold: the next cycle does what has become due meanwhile.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [user] = invocation.words;
    if (user === undefined || user.trim() === '')
      return printProblem(
        invocation,
        { kind: 'usage', detail: 'Which person? inseam hold lists those on hold.' },
        null,
      );
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { job, database } = opened.value;
    const meant = personMeant(database, user);
    // Somebody may be on hold whom nothing else is known of any more.
    const byId = meant.ok ? null : holdOf(database, sourceId(user.trim()));
    if (!meant.ok && byId === null) return printProblem(invocation, meant.problem, null);
    const { id, name } = meant.ok ? meant.value : { id: sourceId(user.trim()), name: user.trim() };
    if (!releaseHold(database, id)) return printProblem(invocation, { kind: 'not-on-hold', person: name }, null);
    if (json) voice.out(JSON.stringify({ job: job.name, released: { sourceId: id, name } }));
    else voice.out(`Released: ${name}. The next cycle decides about their account (inseam sync).`);
    return 0;
  },
};
