import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  compareListed,
  compareScope,
  comparisonText,
  judgeScope,
  type LeaverAccount,
  type ScopeRules,
} from '../../shared/scoping/compare-scope';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import { countEmpty } from '../../shared/scoping/empty-attributes';
import type { ScopePerson } from '../ledger/scope-people';

/** One side of the comparison: the rules, and who is let in by its choice of people. */
export interface ScopeSide {
  readonly rules: ScopeRules;
  waysOf(person: ScopePerson): readonly Entitlement[];
}

export interface CountOptions {
  readonly before: ScopeSide;
  readonly after: ScopeSide;
  /** Everybody, slice by slice: a slice is worked on in one go, and the process is free between two. */
  readonly slices: Iterable<readonly ScopePerson[]>;
  leftAlone(person: ScopePerson): boolean;
  readonly signal: AbortSignal;
}

export interface CountedPerson {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly department: string | null;
  /** Folded for searching. */
  readonly search: string;
  readonly inScope: boolean;
  readonly moves: 'in' | 'out' | null;
  readonly disabled: boolean;
  readonly reason: string;
}

/** Everybody under an edited scope, beside the saved one. */
export interface CountedScope {
  readonly inScope: number;
  readonly outOfScope: number;
  readonly before: { readonly inScope: number; readonly outOfScope: number };
  readonly comesIn: number;
  readonly leaves: number;
  readonly disabled: number;
  /** Who is let in at all, before any filter. */
  readonly ways: { readonly entitled: number; readonly direct: number; readonly groups: number };
  /** Those whose access goes first, then the others who move, then everybody by name. */
  readonly people: readonly CountedPerson[];
  /** For each condition, by group: who is let in so far and has no value for it. */
  readonly empty: {
    readonly filters: readonly (readonly number[])[];
    readonly schemaFilters: readonly (readonly number[])[];
  };
}

/** null: the signal ended it. Nothing is asked and nothing is written: everything was read before. */
export async function countScope(options: CountOptions): Promise<CountedScope | null> {
  const { before, after, signal } = options;
  const people: CountedPerson[] = [];
  const groups = new Set<string>();
  const emptyIn = { filters: countEmpty(after.rules.filters), schemaFilters: countEmpty(after.rules.schemaFilters) };
  const counts = { inScope: 0, was: 0, comesIn: 0, leaves: 0, disabled: 0, entitled: 0, direct: 0 };

  for (const slice of options.slices) {
    for (const one of slice) {
      const { person } = one;
      const ways = after.waysOf(one);
      const judged = judgeScope(after.rules, person, ways);
      const account: LeaverAccount | null =
        one.link === null ? null : { enabled: one.link.enabled, leftAlone: one.onHold || options.leftAlone(one) };
      const compared = compareScope(judgeScope(before.rules, person, before.waysOf(one)), judged, account);
      if (compared.inScope) counts.inScope += 1;
      if (compared.wasInScope) counts.was += 1;
      if (compared.moves === 'in') counts.comesIn += 1;
      if (compared.moves === 'out') counts.leaves += 1;
      if (compared.disabled) counts.disabled += 1;
      if (ways.length > 0) counts.entitled += 1;
      if (ways.some(({ via }) => via === 'direct')) counts.direct += 1;
      for (const { via, groupName } of ways) if (via === 'group') groups.add(groupName);
      const { kind } = judged.verdict.reason;
      if (kind !== 'blocked' && kind !== 'not-assigned') {
        const [schema, settings] = judged.filters;
        emptyIn.schemaFilters.add(schema);
        emptyIn.filters.add(settings);
      }
      const department = person.properties['department'];
      people.push({
        id: person.id,
        name: one.name,
        mail: one.mail,
        department: typeof department === 'string' && department !== '' ? department : null,
        search: one.search,
        inScope: compared.inScope,
        moves: compared.moves,
        disabled: compared.disabled,
        reason: comparisonText(person, judged, compared),
      });
    }
    await nextTurn();
    if (signal.aborted) return null;
  }
  people.sort(compareListed);
  return {
    inScope: counts.inScope,
    outOfScope: people.length - counts.inScope,
    before: { inScope: counts.was, outOfScope: people.length - counts.was },
    comesIn: counts.comesIn,
    leaves: counts.leaves,
    disabled: counts.disabled,
    ways: { entitled: counts.entitled, direct: counts.direct, groups: groups.size },
    people,
    empty: { filters: emptyIn.filters.counts, schemaFilters: emptyIn.schemaFilters.counts },
  };
}
