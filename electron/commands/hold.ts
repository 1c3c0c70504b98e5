import { dayText } from '../../shared/log/guard-words';
import { type HeldPerson, holdOf, listHolds, putOnHold } from '../ledger/holds';
import { personMeant } from '../ledger/person-meant';
import type { Command } from './command';
import { printProblem } from './print-problem';

const longestReason = 500;

/** Somebody on hold, as `hold --json` and `status --json` print them. */
export const holdJson = ({ person, name, mail, reason, since }: HeldPerson) => ({
  sourceId: person,
  name,
  mail,
  reason,
  since,
});

export const holdLine = ({ name, mail, reason, since }: HeldPerson): string =>
  `${name}${mail === '' ? '' : `  <${mail}>`}  since ${dayText(since)}${reason === '' ? '' : `: “${reason}”`}`;

export const hold: Command = {
  name: 'hold',
  usage: '[USER] [--reason TEXT]',
  mostWords: 1,
  takesJob: true,
  help: 'Never touches this person’s account until released (object id, userPrincipalName, mail or name). Without a name: lists everybody on hold.',
  flags: [],
  options: ['reason'],
  async run(invocation) {
    const { voice, json, options } = invocation;
    const [user] = invocation.words;
    const reason = (options['reason'] ?? '').trim();
    const usage = (detail: string) => printProblem(invocation, { kind: 'usage', detail }, null);
    if (user === undefined && options['reason'] !== undefined)
      return usage('A reason is for one person: inseam hold USER --reason TEXT');
    if (user?.trim() === '') return usage('Which person? Give an object id, a userPrincipalName, a mail or a name');
    if (reason.length > longestReason) return usage(`A reason has at most ${longestReason} characters`);
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job, database } = opened.value;
    if (user === undefined) {
      const holds = listHolds(database);
      if (json) voice.out(JSON.stringify({ job: job.name, holds: holds.map(holdJson) }));
      else if (holds.length === 0) voice.out('Nobody is on hold.');
      else for (const one of holds) voice.out(holdLine(one));
      return 0;
    }
    const meant = personMeant(database, user);
    if (!meant.ok) return printProblem(invocation, meant.problem, null);
    const { id, name, mail } = meant.value;
    const before = holdOf(database, id);
    putOnHold(database, id, reason, new Date(engine.now()).toISOString());
    const held: HeldPerson = { person: id, name, mail, ...(holdOf(database, id) ?? { reason, since: '' }) };
    if (json) voice.out(JSON.stringify({ job: job.name, hold: holdJson(held) }));
    else {
      voice.out(`${before === null ? 'On hold' : 'On hold already; the reason is kept anew'}: ${holdLine(held)}`);
      voice.out(`  ${job.profile.name} hears nothing about them until inseam release ${mail === '' ? id : mail}.`);
    }
    return 0;
  },
};
