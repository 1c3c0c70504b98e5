import type { CheckResult, ProblemWords } from '../../shared/ipc/contract';
import type { Problem } from '../../shared/log/problem';
import type { Outcome } from '../../shared/outcome';
import { type CheckedSide, checkSourceOf, checkTargetOf } from '../check-job';
import { writeFact } from '../ledger/facts';
import type { ChosenCertificates } from './chosen-certificates';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { withSource } from './with-source';

const longestMs = 60_000;
const foundAtOnce = 20;

/** Test Connection of both sides, and the searches of the source that the wizard's pickers ask. */
export function checkHandlers(
  desk: Desk,
  chosen: ChosenCertificates,
): GroupHandlers<'target'> & GroupHandlers<'source'> {
  const { engine, tell } = desk;

  /** Where a cycle would try again by itself, a test only says that it did no harm. */
  function testedWords(job: string, problem: Problem): ProblemWords {
    const words = desk.problemWords(job, problem);
    const waits = problem.kind === 'name-not-found' || problem.kind === 'unreachable';
    return waits ? { ...words, meaning: 'Nothing was changed.' } : words;
  }

  function result(job: string, checked: Outcome<CheckedSide>, passed: (count: number | null) => string): CheckResult {
    if (!checked.ok) return { rungs: [], problem: desk.problemWords(job, checked.problem), summary: '', durationMs: 0 };
    const { rungs, problem, count, durationMs } = checked.value;
    return {
      rungs: rungs.map((rung) => ({ ...rung })),
      problem: problem === null ? null : testedWords(job, problem),
      summary: problem === null ? passed(count) : '',
      durationMs,
    };
  }

  return {
    async 'target.test'({ job, baseUrl, token }) {
      const known = desk.known(job);
      const checked = await checkTargetOf(
        {
          engine,
          job: known,
          signal: AbortSignal.timeout(longestMs),
          onRungs: (rungs) => tell({ kind: 'check.rungs', job, side: 'target', rungs }),
        },
        { baseUrl, token },
      );
      const signIn = checked.ok ? checked.value.rungs.find(({ name }) => name === 'Sign-in')?.durationMs : null;
      if (typeof signIn === 'number') writeFact(desk.database(job), 'answers-in-ms', String(Math.round(signIn)));
      return result(job, checked, (count) =>
        count === null
          ? `${known.profile.name} is ready.`
          : `${known.profile.name} is ready. It has ${accounts(count)}.`,
      );
    },
    async 'source.test'({ job, source, secret }) {
      const known = desk.known(job);
      const unsaved = secret?.kind === 'file' ? (chosen.pem(job)?.reveal() ?? '') : (secret?.value ?? null);
      const checked = await checkSourceOf(
        {
          engine,
          job: { ...known, settings: { ...known.settings, source: { ...known.settings.source, ...source } } },
          signal: AbortSignal.timeout(longestMs),
          onRungs: (rungs) => tell({ kind: 'check.rungs', job, side: 'source', rungs }),
        },
        unsaved,
      );
      return result(job, checked, (count) =>
        count === null
          ? 'Microsoft Entra ID is ready.'
          : `Microsoft Entra ID is ready. It has ${count === 1 ? '1 person' : `${count} people`}.`,
      );
    },
    async 'source.searchGroups'({ job, text }) {
      const found = await withSource(desk, job, (source, signal) => source.searchGroups(text, signal));
      return found.ok
        ? { groups: found.value.slice(0, foundAtOnce).map((group) => ({ ...group })), problem: null }
        : { groups: [], problem: desk.problemWords(job, found.problem) };
    },
    async 'source.searchApplications'({ job, text }) {
      const found = await withSource(desk, job, (source, signal) => source.searchApplications(text, signal));
      return found.ok
        ? { applications: found.value.slice(0, foundAtOnce).map((application) => ({ ...application })), problem: null }
        : { applications: [], problem: desk.problemWords(job, found.problem) };
    },
    async 'source.scopeNames'({ job }) {
      const { scope } = desk.known(job).settings;
      const found = await withSource(desk, job, async (source, signal) => ({
        application: nameIn(
          await source.searchApplications(scope.servicePrincipalId, signal),
          scope.servicePrincipalId,
        ),
        groups: await Promise.all(
          scope.groupIds.map(async (id) => ({ id, name: nameIn(await source.searchGroups(id, signal), id) })),
        ),
      }));
      return found.ok
        ? { ...found.value, problem: null }
        : {
            application: null,
            groups: scope.groupIds.map((id) => ({ id, name: null })),
            problem: desk.problemWords(job, found.problem),
          };
    },
  };
}

const accounts = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`);

/** null: Entra does not know the id (any more). */
const nameIn = (found: readonly { readonly id: string; readonly name: string }[], id: string): string | null =>
  found.find((one) => one.id === id)?.name ?? null;
