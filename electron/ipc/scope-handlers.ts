import { join } from 'node:path';
import { judgeRemovals } from '../../shared/guard/deletion-threshold';
import type { DraftGroup, DraftScope, ScopeCount, ScopeFault } from '../../shared/ipc/scope-calls';
import type { FilterGroup } from '../../shared/mapping/rules';
import { foldPath } from '../../shared/mapping/target-attribute';
import { valueOrThrow } from '../../shared/outcome';
import { sourceAttributes } from '../../shared/schema/attribute-names';
import { draftFaults } from '../../shared/scoping/draft-faults';
import { operators } from '../../shared/scoping/operators';
import type { JobSettings } from '../../shared/settings/settings';
import { type CountedScope, countScope } from '../cycle/count-scope';
import { isProtected } from '../cycle/guard-person';
import { rulesOf } from '../cycle/open-job';
import { jobOwner } from '../ledger/job-lock';
import { countLinks } from '../ledger/links';
import { searchText } from '../ledger/people';
import { ledgerVersion } from '../ledger/scope-people';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { keepScope } from './keep-scope';
import { openScopeBasis, type ScopeBasis } from './scope-basis';

interface Count {
  readonly key: string;
  readonly stop: AbortController;
  readonly counted: Promise<Awaited<ReturnType<typeof count>>>;
}

/** The scope page: who is let in, counted before it is saved. */
export function scopeHandlers(desk: Desk): GroupHandlers<'scope'> {
  const basis = openScopeBasis(desk);
  /** The last count of each job, running or done: pages of its people are turned without counting again. */
  const counts = new Map<string, Count>();

  /** Another program that has the job in its hands; what this one does is no hindrance to itself. */
  const lockedBy = (job: string): string | null =>
    desk.runner.isRunning(job) ? null : jobOwner(join(desk.engine.folder, 'jobs', job));

  function countOnce(job: string, scope: DraftScope): Count {
    const { settings } = desk.known(job);
    const key = JSON.stringify([scope, settings.scope, settings.schema, ledgerVersion(desk.database(job))]);
    const known = counts.get(job);
    if (known?.key === key && !known.stop.signal.aborted) return known;
    known?.stop.abort();
    const stop = new AbortController();
    const begun: Count = { key, stop, counted: count(desk, basis, job, scope, stop.signal) };
    counts.set(job, begun);
    // What failed is asked anew the next time.
    const forget = (): void => {
      if (counts.get(job) === begun) counts.delete(job);
    };
    begun.counted.then((answer) => {
      if (answer?.ok === false) forget();
    }, forget);
    return begun;
  }

  return {
    'scope.get'({ job }) {
      const { settings } = desk.known(job);
      return {
        scope: savedScope(settings),
        attributes: sourceAttributes
          .filter(({ filterable }) => filterable)
          .map(({ name, label, type }) => ({ name, label, type })),
        operators: operators.map(({ name, operand }) => ({ name, operand })),
        lockedBy: lockedBy(job)?.replace(/, since .*$/, '') ?? null,
      };
    },
    async 'scope.count'({ job, scope, search, offset, limit }) {
      const faults = faultsOf(scope);
      if (faults.some(({ severity }) => severity === 'error')) return { counted: null, faults, problem: null };
      const answer = await countOnce(job, scope).counted;
      if (answer === null) return { counted: null, faults, problem: null };
      if (!answer.ok) return { counted: null, faults, problem: desk.problemWords(job, answer.problem) };
      const { counted, readAt } = answer.value;
      return {
        counted: { ...numbersOf(desk, job, scope, counted), ...pageOf(counted, search, offset, limit), readAt },
        faults: [...faults, ...emptyNotes(scope, counted)],
        problem: null,
      };
    },
    'scope.save'({ job, scope }) {
      const faults = faultsOf(scope);
      if (faults.some(({ severity }) => severity === 'error')) return { saved: false, faults, problem: null };
      const owner = lockedBy(job);
      if (owner !== null) return { saved: false, faults, problem: desk.problemWords(job, { kind: 'job-busy', owner }) };
      const problem = keepScope(desk, job, scope);
      return { saved: problem === null, faults, problem };
    },
  };
}

function savedScope(settings: JobSettings): DraftScope {
  const { rules, scopeFilters } = valueOrThrow(rulesOf(settings));
  const { mode, servicePrincipalId, groupIds } = settings.scope;
  return {
    mode,
    servicePrincipalId: servicePrincipalId === '' ? null : servicePrincipalId,
    groupIds: [...groupIds],
    filters: scopeFilters.map(groupView),
    schemaFilters: rules.filters.map(groupView),
  };
}

const groupView = ({ name, clauses }: FilterGroup): DraftGroup => ({
  name,
  clauses: clauses.map(({ attribute, operator, values }) => ({ attribute, operator, values: [...values] })),
});

const faultsOf = (scope: DraftScope): ScopeFault[] => draftFaults(scope).map((fault) => ({ ...fault }));

async function count(desk: Desk, basis: ScopeBasis, job: string, scope: DraftScope, signal: AbortSignal) {
  const { settings } = desk.known(job);
  const { rules, scopeFilters } = valueOrThrow(rulesOf(settings));
  const read = await basis.of(job, scope);
  if (!read.ok) return read;
  if (signal.aborted) return null;
  const { slices, waysBefore, waysAfter, readAt } = read.value;
  // A leaver's account is disabled by the mapped `active`; without it, or without updates, it stays as it is.
  const staysAsItIs =
    settings.safety.skipOutOfScopeDeletions ||
    !rules.actions.update ||
    !rules.mappings.some(({ target }) => foldPath(target) === 'active');
  const counted = await countScope({
    before: {
      rules: { mode: settings.scope.mode, filters: scopeFilters, schemaFilters: rules.filters },
      waysOf: waysBefore,
    },
    after: {
      rules: { mode: scope.mode, filters: scope.filters, schemaFilters: scope.schemaFilters },
      waysOf: waysAfter,
    },
    slices: slices(),
    leftAlone: ({ person }) => staysAsItIs || isProtected(settings, person.id),
    signal,
  });
  return counted === null ? null : ({ ok: true, value: { counted, readAt } } as const);
}

function numbersOf(
  desk: Desk,
  job: string,
  { mode }: DraftScope,
  counted: CountedScope,
): Omit<ScopeCount, 'rows' | 'matching' | 'readAt'> {
  const { people, inScope, outOfScope, before, comesIn, leaves, disabled, ways } = counted;
  const { safety } = desk.known(job).settings;
  // Nobody let in any more is never believed at once, whatever the limit is.
  const everybody = disabled > 0 && mode !== 'all' && ways.entitled === 0;
  const { held } = judgeRemovals(disabled, countLinks(desk.database(job)), safety);
  return {
    people: people.length,
    inScope,
    outOfScope,
    before,
    comesIn,
    leaves,
    disabled,
    held: everybody || held,
    ways: { direct: ways.direct, groups: ways.groups },
  };
}

function pageOf({ people }: CountedScope, search: string, offset: number, limit: number) {
  const wanted = searchText(search.trim());
  const found = wanted === '' ? people : people.filter((one) => one.search.includes(wanted));
  return {
    matching: found.length,
    rows: found
      .slice(offset, offset + limit)
      .map(({ id, name, mail, department, inScope, moves, disabled, reason }) => ({
        personId: id,
        name,
        mail,
        department,
        inScope,
        moves,
        disabled,
        reason,
      })),
  };
}

/** "department is empty for 6 people; they fail this condition." */
function emptyNotes(scope: DraftScope, { empty }: CountedScope): ScopeFault[] {
  return (['filters', 'schemaFilters'] as const).flatMap((list) =>
    scope[list].flatMap(({ clauses }, group) =>
      clauses.flatMap(({ attribute }, clause): ScopeFault[] => {
        const amount = empty[list][group]?.[clause] ?? 0;
        if (amount === 0) return [];
        const message =
          amount === 1
            ? `${attribute} is empty for 1 person; they fail this condition.`
            : `${attribute} is empty for ${amount} people; they fail this condition.`;
        return [{ list, group, clause, part: 'operand', message, suggestion: null, severity: 'note' }];
      }),
    ),
  );
}
