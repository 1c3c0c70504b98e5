import { limitText } from '../../shared/guard/deletion-threshold';
import { dayText } from '../../shared/log/guard-words';
import type { Problem } from '../../shared/log/problem';
import type { ExitStatus } from '../../shared/log/problem-traits';
import { failure, type Outcome, success } from '../../shared/outcome';
import { leavingList } from '../cycle/leaving-list';
import type { Database } from '../ledger/database';
import { readHeldLimit } from '../ledger/held-limit';
import { isLeaving, keepLeaver } from '../ledger/leaving';
import { type Meant, personMeant } from '../ledger/person-meant';
import { type HeldRemoval, heldRemovals, removalOfPerson, saveRemoval } from '../ledger/removals';
import { putOnWorkList } from '../ledger/work-list';
import type { Command, Invocation, OpenedJob } from './command';
import { printProblem } from './print-problem';

export type DeletionDecision = 'allow' | 'reject';

/** Carries out the admin's word about held removals: an allowance serves once; a rejection stays until the cause is new. */
export function decideDeletions(
  database: Database,
  decision: DeletionDecision,
  people: readonly string[] | null,
): { readonly decided: number; readonly problem: Problem | null } {
  const held = heldRemovals(database);
  const chosen: (typeof held)[number][] = [];
  for (const wanted of people ?? held.map(({ person }) => person)) {
    const removal = heldFor(database, held, wanted);
    if (!removal.ok) return { decided: 0, problem: removal.problem };
    if (!chosen.includes(removal.value)) chosen.push(removal.value);
  }
  database.transaction(() => {
    for (const { person } of chosen) {
      const removal = removalOfPerson(database, person);
      if (removal === null) continue;
      saveRemoval(database, '', { ...removal, state: decision === 'allow' ? 'allowed' : 'rejected' });
      if (decision === 'allow') putOnWorkList(database, person, 'retry');
      else
        database.run(
          `UPDATE people SET standing = CASE WHEN in_scope = 1 THEN 'skipped' ELSE 'out' END WHERE id = ?`,
          person,
        );
    }
  });
  return { decided: chosen.length, problem: null };
}

/** The held removal of whom the admin names. Of several with one name, those whose removal is not held are not meant. */
function heldFor(database: Database, held: readonly HeldRemoval[], wanted: string): Outcome<HeldRemoval> {
  const folded = wanted.trim().toLowerCase();
  const named = held.filter((one) =>
    [one.person, one.userPrincipalName, one.mail, one.name].some((text) => text.toLowerCase() === folded),
  );
  const exact = named.filter((one) =>
    [one.person, one.userPrincipalName].some((text) => text.toLowerCase() === folded),
  );
  const [only, another] = exact.length > 0 ? exact : named;
  if (only !== undefined && another === undefined) return success(only);
  if (another !== undefined)
    return failure({
      kind: 'person-ambiguous',
      person: wanted,
      people: named.map(({ name, mail, person }) => `${name} <${mail}>, ${person}`),
    });
  const meant = personMeant(database, wanted);
  return meant.ok
    ? failure({ kind: 'usage', detail: `No deletion is held for ${wanted}; inseam deletions lists those that are` })
    : meant;
}

/** A held deletion as `deletions --json` and `status --json` print it. */
export const heldDeletion = ({ person, name, mail, action, reason, since }: HeldRemoval) => ({
  sourceId: person,
  name,
  mail,
  action,
  reason,
  since,
});

export const deletions: Command = {
  name: 'deletions',
  usage: '[allow|reject [USER…] | calendar | keep USER…]',
  mostWords: Number.POSITIVE_INFINITY,
  takesJob: true,
  help: 'Lists held deletions. allow lets them go out with the next cycle, reject discards them; without names: all of them. An allowance serves once. calendar: whose disabled account is deleted when; keep: never this one, until its person comes back and leaves again.',
  flags: [],
  options: [],
  async run(invocation) {
    const [word, ...people] = invocation.words;
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    switch (word) {
      case undefined:
        return printHeld(invocation, opened.value);
      case 'allow':
      case 'reject':
        return decide(invocation, opened.value, word, people);
      case 'calendar':
        return people.length === 0
          ? printCalendar(invocation, opened.value)
          : usage(invocation, 'deletions calendar takes no name');
      case 'keep':
        return people.length === 0
          ? usage(invocation, 'deletions keep needs a person')
          : keep(invocation, opened.value, people);
      default:
        return usage(invocation, `deletions takes allow, reject, calendar or keep, not ${word}`);
    }
  },
};

const usage = (invocation: Invocation, detail: string): ExitStatus =>
  printProblem(invocation, { kind: 'usage', detail }, null);

function printHeld({ voice, json }: Invocation, { job, database }: OpenedJob): ExitStatus {
  const held = heldRemovals(database);
  const limit = held.length === 0 ? null : readHeldLimit(database, job.settings);
  if (json) voice.out(JSON.stringify({ job: job.name, heldDeletions: held.map(heldDeletion), ...limit }));
  else for (const one of held) voice.out(`${one.action.padEnd(8)} ${one.name}  <${one.mail}>  ${one.reason}`);
  if (limit !== null && !json) {
    voice.out(
      `Held, since one cycle had more than your limit of ${limitText(limit)}. They keep their access until you decide.`,
    );
    voice.out('  inseam deletions allow or reject decides for all, or for those named after it.');
    voice.out('  A mistake in Entra ID? Put them back and sync: held deletions then go away by themselves.');
  }
  if (limit === null && !json) voice.out('No deletions are held.');
  return limit === null ? 0 : 5;
}

function decide(
  invocation: Invocation,
  { job, database }: OpenedJob,
  word: DeletionDecision,
  people: readonly string[],
): ExitStatus {
  const { voice, json } = invocation;
  const { decided, problem } = decideDeletions(database, word, people.length === 0 ? null : people);
  if (problem !== null) return printProblem(invocation, problem, null);
  if (decided === 0 && !json) {
    voice.out('No deletions are held.');
    return 0;
  }
  const words =
    word === 'allow'
      ? `${decided} allowed: they go out with the next cycle (inseam sync).`
      : `${decided} discarded: these accounts stay as they are until there is a new cause.`;
  voice.out(json ? JSON.stringify({ job: job.name, decision: word, people: decided }) : words);
  return 0;
}

function printCalendar({ voice, json }: Invocation, { engine, job, database }: OpenedJob): ExitStatus {
  const { afterDays, people } = leavingList(database, job.settings, engine.now());
  if (json) {
    voice.out(JSON.stringify({ job: job.name, deleteAfterDays: afterDays, calendar: people }));
    return 0;
  }
  if (afterDays === null)
    voice.out('Disabled accounts are never deleted for leaving (safety.deleteAfterDays is null).');
  else if (people.length === 0) voice.out('No disabled account waits to be deleted.');
  if (afterDays !== null)
    for (const { name, mail, reason, deletedAt, kept } of people) {
      const when = deletedAt !== null ? `deleted on ${dayText(deletedAt)}` : kept ? 'kept' : 'not deleted';
      voice.out(`${when.padEnd(28)} ${name}${mail === '' ? '' : `  <${mail}>`}  ${reason}`);
    }
  return 0;
}

function keep(invocation: Invocation, { job, database }: OpenedJob, people: readonly string[]): ExitStatus {
  const { voice, json } = invocation;
  const kept: Meant[] = [];
  for (const wanted of people) {
    const meant = personMeant(database, wanted);
    if (!meant.ok) return printProblem(invocation, meant.problem, null);
    if (!isLeaving(database, meant.value.id))
      return printProblem(invocation, { kind: 'not-leaving', person: meant.value.name }, null);
    kept.push(meant.value);
  }
  database.transaction(() => {
    for (const { id } of kept) keepLeaver(database, id, true);
  });
  const names = kept.map(({ name }) => name).join(', ');
  if (json) voice.out(JSON.stringify({ job: job.name, kept: kept.map(({ id, name }) => ({ sourceId: id, name })) }));
  else voice.out(`Kept: ${names}. Not deleted until they come back and leave again.`);
  return 0;
}
