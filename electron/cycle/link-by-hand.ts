import { type TargetId, targetId } from '../../shared/ids';
import { readPath } from '../../shared/mapping/target-path';
import type { TargetValue } from '../../shared/mapping/target-value';
import { failure, type Outcome, success } from '../../shared/outcome';
import { type Person, personName } from '../../shared/person';
import { accountsNamed, noteLink } from '../ledger/census';
import { clearFailure } from '../ledger/escrows';
import { removeIntent } from '../ledger/intents';
import { ownerOfAccount, saveLink } from '../ledger/links';
import { personMeant } from '../ledger/person-meant';
import { forgetAccount } from '../ledger/references';
import { putOnWorkList, workOf } from '../ledger/work-list';
import type { Job } from './cycle';
import { scopeOf } from './evaluate-person';

export interface LinkedByHand {
  readonly person: Person;
  readonly account: TargetId;
  /** Out of scope: the next cycle disables the account. */
  readonly inScope: boolean;
}

/** Links a person to an account that matching does not find. Nothing is written at the target; the next cycle updates it. */
export async function linkByHand(
  job: Job,
  who: string,
  which: string,
  signal: AbortSignal,
): Promise<Outcome<LinkedByHand>> {
  const { database } = job.ledger;
  const meant = personMeant(database, who);
  if (!meant.ok) return meant;
  const item = workOf(database, meant.value.id);
  if (item === null) return failure({ kind: 'person-unknown', person: who });
  const { person } = item;
  const refuse = (because: 'account-missing' | 'account-taken' | 'person-has-account', account: string, other = '') =>
    failure({ kind: 'link-refused', because, person: personName(person), account, other });
  if (item.link !== null) return refuse('person-has-account', item.link.targetId);
  const named = accountsNamed(database, which);
  if (named.length > 1) return refuse('account-missing', which);
  const account = named[0] ?? targetId(which);
  const owner = ownerOfAccount(database, account);
  if (owner !== null) return refuse('account-taken', account, owner.name);
  const read = await job.target.read(account, signal);
  if (!read.ok) return read;
  if (read.value === null) return refuse('account-missing', which);
  const { resource } = read.value;
  const known = job.rules.mappings.flatMap(({ target: path }): [string, TargetValue][] => {
    const value = readPath(resource, path);
    return value === null ? [] : [[path, value]];
  });
  const now = new Date(job.now()).toISOString();
  database.transaction(() => {
    saveLink(
      database,
      {
        sourceId: person.id,
        targetId: account,
        enabled: readPath(resource, 'active') !== false,
        known: Object.fromEntries(known),
        origin: 'adopted',
        linkedAt: now,
        leftBecause: null,
      },
      now,
    );
    removeIntent(database, person.id);
    clearFailure(database, person.id);
    putOnWorkList(database, person.id, 'full');
    noteLink(database, account, { id: person.id, name: personName(person) });
  });
  return success({ person, account, inScope: scopeOf(job, item).inScope });
}

/** Forgets whose account it is. Nothing is written at the target; the next cycle matches the person again. */
export function unlinkByHand(job: Job, who: string): Outcome<LinkedByHand> {
  const { database } = job.ledger;
  const meant = personMeant(database, who);
  if (!meant.ok) return meant;
  const item = workOf(database, meant.value.id);
  if (item === null) return failure({ kind: 'person-unknown', person: who });
  const { link, person } = item;
  if (link === null)
    return failure({ kind: 'link-refused', because: 'no-account', person: personName(person), account: '', other: '' });
  database.transaction(() => {
    forgetAccount(database, person.id);
    removeIntent(database, person.id);
    putOnWorkList(database, person.id, 'full');
    noteLink(database, link.targetId, null);
  });
  return success({ person, account: link.targetId, inScope: scopeOf(job, item).inScope });
}
