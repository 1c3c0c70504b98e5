import type { SourceId, TargetId } from '../../shared/ids';
import { type Person, personName } from '../../shared/person';
import { holderOfValue, ownerOfAccount, saveClaim } from '../ledger/links';
import type { Ledger } from '../ledger/open-ledger';

interface Holder {
  readonly id: SourceId;
  readonly name: string;
}

/**
 * What people of this cycle have claimed and the ledger does not say yet: matching values until their intents are
 * written, accounts until their links are. Two people never get the same, however close together they are decided on.
 */
export interface Claims {
  /** Who holds a folded matching value already, or null: it is this person's now. */
  claimValue(value: string, person: Person): Holder | null;
  /** Whether a value of an attribute is this person's to have: nobody else was given it in this cycle. */
  claimUnique(path: string, value: string, person: Person): boolean;
  /** Writes the values claimed so far: with the intents that need them, in one transaction. */
  saveValues(): void;
  /** Whose account it is, or is about to be. */
  ownerOf(account: TargetId): Holder | null;
  takeAccount(account: TargetId, person: Person): void;
  /** What became of the person's account is in the ledger, or nothing did. */
  releaseAccountOf(person: SourceId): void;
}

export function openClaims({ database }: Ledger): Claims {
  const values = new Map<string, Holder>();
  const accounts = new Map<TargetId, Holder>();
  const unique = new Map<string, SourceId>();
  const accountOf = new Map<SourceId, TargetId>();
  const holder = (person: Person): Holder => ({ id: person.id, name: personName(person) });
  return {
    claimValue(value, person) {
      const held = values.get(value) ?? holderOfValue(database, value);
      if (held !== null && held.id !== person.id) return held;
      if (held === null) values.set(value, holder(person));
      return null;
    },
    claimUnique(path, value, person) {
      const key = `${path} ${value}`;
      const held = unique.get(key) ?? person.id;
      unique.set(key, held);
      return held === person.id;
    },
    saveValues() {
      for (const [value, { id }] of values) saveClaim(database, value, id);
      values.clear();
    },
    ownerOf: (account) => accounts.get(account) ?? ownerOfAccount(database, account),
    takeAccount(account, person) {
      accounts.set(account, holder(person));
      accountOf.set(person.id, account);
    },
    releaseAccountOf(person) {
      const account = accountOf.get(person);
      if (account === undefined) return;
      accounts.delete(account);
      accountOf.delete(person);
    },
  };
}
