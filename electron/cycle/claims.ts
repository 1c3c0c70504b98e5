import type { SourceId } from '../../shared/ids';
import { type Person, personName } from '../../shared/person';
import { holderOfValue, saveClaim } from '../ledger/links';
import type { Ledger } from '../ledger/open-ledger';

/**
 * Matching values claimed by the people of one slice, on top of those in the ledger. They are written together with the
 * slice's intents, so that a value is never taken without the intent that needs it.
 */
export interface Claims {
  /** Who holds the value already, or null: it is this person's now. */
  claim(value: string, person: Person): { readonly id: SourceId; readonly name: string } | null;
  save(): void;
}

export function openClaims(ledger: Ledger): Claims {
  const taken = new Map<string, { readonly id: SourceId; readonly name: string }>();
  return {
    claim(value, person) {
      const holder = taken.get(value) ?? holderOfValue(ledger.database, value);
      if (holder !== null && holder.id !== person.id) return holder;
      if (holder === null) taken.set(value, { id: person.id, name: personName(person) });
      return null;
    },
    save() {
      for (const [value, { id }] of taken) saveClaim(ledger.database, value, id);
      taken.clear();
    },
  };
}
