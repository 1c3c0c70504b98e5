import type { CycleSummary } from '../../shared/health/job-state';
import type { Problem } from '../../shared/log/problem';
import { mapPerson } from '../../shared/mapping/map-person';
import { readPath } from '../../shared/mapping/target-path';
import type { ScimResource } from '../../shared/mapping/target-value';
import { foldMatchingValue } from '../../shared/matching/match-account';
import { sortAccount } from '../../shared/matching/sort-accounts';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import { personName } from '../../shared/person';
import type { Account } from '../edges';
import {
  adoptCensus,
  type Census,
  type CensusCandidate,
  clearStaging,
  keepCensus,
  keepCensusFailure,
  type ListedAccount,
  stageAccounts,
  stagePeople,
} from '../ledger/census';
import { saveCycle } from '../ledger/cycles';
import { readFact } from '../ledger/facts';
import { countPeople } from '../ledger/people';
import { everyoneAfter, type WorkItem } from '../ledger/work-list';
import type { Job } from './cycle';
import { scopeOf, subjectOf } from './evaluate-person';
import { withoutSecrets } from './log-entry';

const peopleAtOnce = 400;

export interface CensusOptions {
  readonly stopping: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * Lists the target and compares it with the people as last read. Nothing is written at the target, and nothing is kept
 * of a list that was refused or did not come to its end: the census before stays, with why this one came to nothing.
 */
export async function takeCensus(job: Job, { stopping, signal }: CensusOptions): Promise<Outcome<Census>> {
  const { database } = job.ledger;
  const { directory } = countPeople(database);
  if (directory === 0) return failure({ kind: 'nobody-read' });
  const attribute = matchingAttribute(job);
  const stop = (): void => {
    if (stopping()) throw new ProblemError({ kind: 'cycle-stopped' });
  };
  try {
    database.transaction(() => clearStaging(database));
    for (let after = ''; ; ) {
      const items = everyoneAfter(database, after, peopleAtOnce);
      const last = items.at(-1);
      if (last === undefined) break;
      after = last.person.id;
      database.transaction(() =>
        stagePeople(
          database,
          items.flatMap((item) => candidate(job, item, attribute)),
        ),
      );
      await new Promise((resolve) => setImmediate(resolve));
      stop();
    }
    for await (const page of job.target.list(signal)) {
      const accounts = page.map((account) => listedAccount(account, attribute));
      database.transaction(() => stageAccounts(database, accounts, foldMatchingValue));
      stop();
    }
    const takenAt = new Date(job.now()).toISOString();
    const census: Census = { takenAt, peopleReadAt: readFact(database, 'read-at'), attribute };
    database.transaction(() => {
      adoptCensus(database, sortAccount);
      keepCensus(database, census);
    });
    return success(census);
  } catch (error) {
    database.transaction(() => clearStaging(database));
    if (signal.aborted) return failure({ kind: 'cycle-stopped' });
    if (!(error instanceof ProblemError)) throw error;
    const problem: Problem = withoutSecrets(error.problem, job.redact);
    if (problem.kind !== 'cycle-stopped') keepCensusFailure(database, new Date(job.now()).toISOString(), problem);
    return failure(problem);
  }
}

/**
 * After everybody was read and looked at, the target is listed as well; not where what the ledger knows was enough. What
 * comes of it is no matter of the cycle's.
 */
export async function censusAfter(job: Job, cycle: CycleSummary, options: CensusOptions): Promise<CycleSummary> {
  const readInFullAt = readFact(job.ledger.database, 'read-in-full-at');
  const isFull = cycle.kind === 'initial' && readInFullAt !== null && readInFullAt >= cycle.startedAt;
  if (!isFull || cycle.problem !== null || cycle.state === 'stopped') return cycle;
  try {
    await takeCensus(job, options);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    keepCensusFailure(job.ledger.database, new Date(job.now()).toISOString(), { kind: 'defect', detail });
  }
  // Its requests are the cycle's: what is counted is what the services see.
  const { sent, retried } = job.target.requests;
  const requests = { ...cycle.requests, target: sent, retried: job.source.requests.retried + retried };
  const counted = { ...cycle, requests };
  saveCycle(job.ledger.database, counted);
  return counted;
}

/** The attribute that is asked for first when accounts are matched. */
function matchingAttribute({ rules }: Job): string {
  const [first] = rules.mappings
    .filter(({ matchingPriority }) => matchingPriority > 0)
    .sort((left, right) => left.matchingPriority - right.matchingPriority);
  return first?.target ?? 'userName';
}

/** Somebody in scope; nobody who is not: their accounts are no concern of Inseam's, save by a link. */
function candidate(job: Job, item: WorkItem, attribute: string): readonly CensusCandidate[] {
  const { person } = item;
  const verdict = scopeOf(job, item);
  if (!verdict.inScope) return [];
  const subject = subjectOf(job, item, verdict);
  const { matching, problems } = mapPerson(job.compiled, subject, job.profile, 'create');
  // A value that the target cannot hold is nobody's name there.
  const isWrong = problems.some((problem) => 'attribute' in problem && problem.attribute === attribute);
  const value = isWrong ? null : (matching.find(({ path }) => path === attribute)?.value ?? null);
  const folded = value === null ? null : foldMatchingValue(value);
  return [{ id: person.id, name: personName(person), value: folded, wanted: value }];
}

function listedAccount({ id, resource }: Account, attribute: string): ListedAccount {
  const text = (path: string): string => {
    const value = readPath(resource, path);
    return typeof value === 'string' ? value.trim() : '';
  };
  const value = text(attribute);
  const userName = text('userName');
  return {
    id,
    name: nameOf(text) || userName || id,
    userName,
    active: isActive(resource),
    value: value === '' ? null : value,
  };
}

const nameOf = (text: (path: string) => string): string =>
  text('displayName') || text('name.formatted') || `${text('name.givenName')} ${text('name.familyName')}`.trim();

const isActive = (resource: ScimResource): boolean => readPath(resource, 'active') !== false;
