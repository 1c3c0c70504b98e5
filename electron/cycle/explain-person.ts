import type { Operation } from '../../shared/decision/operation';
import { type ConclusionFacts, conclude, plannedStep } from '../../shared/explain/conclude';
import { explainAttributes } from '../../shared/explain/explain-attributes';
import type { AskedMatch, Explanation, Reading } from '../../shared/explain/explanation';
import { scopeChecks, scopeStepText, waysOf } from '../../shared/explain/scope-checks';
import { sourceId, targetId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { matchStep, scopeStep } from '../../shared/log/steps';
import { mapPerson } from '../../shared/mapping/map-person';
import { redactedBy } from '../../shared/mapping/redacted';
import { redactedText } from '../../shared/mapping/shown-value';
import { readPath } from '../../shared/mapping/target-path';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import { type Person, personName } from '../../shared/person';
import { readAttribute } from '../../shared/schema/attribute-names';
import { scopeSentence } from '../../shared/scoping/decide-scope';
import { evaluateFilters } from '../../shared/scoping/filter-groups';
import type { Target } from '../edges';
import { ownerOfAccount } from '../ledger/links';
import { peopleNamed } from '../ledger/people-named';
import { exportedReference, nameOfPerson, personFacts } from '../ledger/person-facts';
import { unseen, type WorkItem, workOf } from '../ledger/work-list';
import type { Cycle, Job } from './cycle';
import { learnDefaultDomain } from './default-domain';
import { type Evaluated, evaluatePerson, scopeOf, subjectOf } from './evaluate-person';
import { hiderFor } from './hide-redacted';
import { adviceFor, modifiedBy, withoutSecrets } from './log-entry';
import { openLook } from './open-cycle';
import { type ReadOne, readOne } from './read-one';
import { recordOnly } from './record-only';
import { referenceIn } from './record-result';
import { problemIn } from './run-cycle';

/** As many are listed when a name fits several people. */
const mostNamed = 10;

/**
 * Why a person is or is not provisioned: the pipeline of a cycle for this one person, fed with what both sides say now, and
 * stopped before it writes. Nothing reaches the ledger or the target, and no lock is taken. A side that cannot be reached is
 * answered for by what the ledger knows, and named.
 */
export async function explainPerson(job: Job, text: string, signal: AbortSignal): Promise<Outcome<Explanation>> {
  const meant = await personMeant(job, text, signal);
  if (!meant.ok) return meant;
  const known = workOf(job.ledger.database, sourceId(meant.value));
  const now = await tryTo(job, signal, () => readOne(job, meant.value, signal));
  if (now.ok && now.value === null && known === null) return failure({ kind: 'person-unknown', person: text });
  if (!now.ok && known === null) return now;
  const item = now.ok && now.value !== null ? itemNow(now.value, known) : known;
  if (item === null) return failure({ kind: 'person-unknown', person: text });
  const source: Reading = now.ok ? { from: 'now' } : { from: 'ledger', because: adviceFor(job, now.problem, null) };
  return success(await explain(job, item, source, signal));
}

/** The id of who is meant: known to the ledger, or found by Entra. */
async function personMeant(job: Job, text: string, signal: AbortSignal): Promise<Outcome<string>> {
  const wanted = text.trim();
  const known = peopleNamed(job.ledger.database, wanted, mostNamed + 1);
  if (known.length === 1) return success(String(known[0]?.id));
  if (known.length > 1) return failure(ambiguous(wanted, known));
  if (wanted.includes('@') || /^[0-9a-f-]{36}$/i.test(wanted)) {
    const found = await tryTo(job, signal, () => job.source.findPerson(wanted, job.properties, signal));
    if (!found.ok) return found;
    if (found.value !== null) return success(found.value.id);
  }
  const found = await tryTo(job, signal, () => job.source.searchPeople(wanted, job.properties, mostNamed + 1, signal));
  if (!found.ok) return found;
  const people = found.value.flatMap((read): Person[] =>
    read.state === 'present'
      ? [{ id: read.id, properties: read.properties, managerId: null, directoryState: 'present' }]
      : [],
  );
  const exact = people.filter((person) =>
    [personName(person), person.properties['mail']].some((name) => same(name, wanted)),
  );
  const fitting = exact.length > 0 ? exact : people;
  if (fitting.length > 1) return failure(ambiguous(wanted, fitting));
  return fitting[0] === undefined ? failure({ kind: 'person-unknown', person: wanted }) : success(fitting[0].id);
}

const same = (one: unknown, other: string): boolean =>
  typeof one === 'string' && one.toLowerCase() === other.toLowerCase();

const ambiguous = (text: string, people: readonly Person[]): Problem => ({
  kind: 'person-ambiguous',
  person: text,
  people: [
    ...people.slice(0, mostNamed).map((person) => `${personName(person)} <${mailOf(person)}>, ${person.id}`),
    ...(people.length > mostNamed ? ['…'] : []),
  ],
});

const textOf = (person: Person, property: string): string => {
  const value = person.properties[property];
  return typeof value === 'string' ? value : '';
};
const mailOf = (person: Person): string => textOf(person, 'mail') || textOf(person, 'userPrincipalName');

async function tryTo<T>(job: Job, signal: AbortSignal, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return success(await work());
  } catch (error) {
    if (!(error instanceof ProblemError) && !signal.aborted) throw error;
    return failure(withoutSecrets(problemIn(error, { signal }), job.redact));
  }
}

/** What was just read, laid over what the ledger knows of the person, as an import would. */
function itemNow({ read, ways }: ReadOne, known: WorkItem | null): WorkItem {
  const before = known?.person ?? null;
  const person: Person =
    read.state === 'present'
      ? {
          id: read.id,
          properties: { ...before?.properties, ...read.properties },
          managerId: read.managerId === undefined ? (before?.managerId ?? null) : read.managerId,
          directoryState: 'present',
        }
      : {
          id: read.id,
          properties: before?.properties ?? {},
          managerId: before?.managerId ?? null,
          directoryState: read.state,
        };
  const entitlements = (ways ?? []).map(({ via, groupName, appRole }) => ({
    via,
    groupName: groupName ?? '',
    role: appRole,
  }));
  return { ...(known ?? unseen(person)), person, entitlements };
}

async function explain(job: Job, item: WorkItem, source: Reading, signal: AbortSignal): Promise<Explanation> {
  const { database } = job.ledger;
  const { person } = item;
  const { mode } = job.settings.scope;
  const asked: AskedMatch[] = [];
  // That it cannot be asked for is told by the attributes that need it.
  await tryTo(job, signal, () => learnDefaultDomain(job, signal));
  const look = openLook({ ...job, target: noting(job.target, asked) }, signal);
  const evaluated = await tryTo(job, signal, () => evaluatePerson(look, item, 'on-demand'));
  // The target is silent: what can be told without asking it.
  const silent = evaluated.ok ? null : evaluated.problem;
  const quiet = silent === null ? null : await withoutTarget(look, item, signal);
  const one = evaluated.ok ? evaluated.value : quiet;

  const verdict = scopeOf(job, item);
  const subject = subjectOf(job, item, verdict);
  const read = (attribute: string) => readAttribute(subject, attribute);
  const filters = [evaluateFilters(job.rules.filters, read), evaluateFilters(job.scopeFilters, read)];
  const ways = mode === 'all' ? [] : waysOf(mode, item.entitlements, await nestedPaths(job, item, source, signal));
  const checks = scopeChecks({ person, mode, ways, filters });
  const link = one?.link ?? item.link;
  const operation = one?.operation ?? null;
  const found = operation !== null && 'target' in operation ? operation.target : null;
  const hasAccount = link !== null || found !== null;
  const problem = problemOf(operation) ?? silent;
  const advice = problem === null ? null : adviceFor(job, problem, person);
  const { lastRow, ...kept } = personFacts(database, person.id);
  const facts: ConclusionFacts = {
    person,
    verdict,
    ways,
    checks,
    operation,
    problem: advice,
    ...kept,
    targetName: job.profile.name,
    hasAccount,
  };
  const sentence = scopeSentence(person, verdict.reason);
  const resource = one?.resource ?? null;
  const mapped =
    !verdict.inScope && !hasAccount
      ? null
      : mapPerson(job.compiled, subject, job.profile, hasAccount ? 'update' : 'create');
  const explanation: Explanation = {
    person: {
      id: person.id,
      name: personName(person),
      mail: mailOf(person),
      title: textOf(person, 'jobTitle') || null,
      department: textOf(person, 'department') || null,
      directoryState: person.directoryState,
    },
    targetName: job.profile.name,
    checkedAt: new Date(job.now()).toISOString(),
    source,
    target:
      silent !== null
        ? { from: link === null ? 'nowhere' : 'ledger', because: adviceFor(job, silent, null) }
        : resource !== null || asked.length > 0
          ? { from: 'now' }
          : { from: link === null ? 'nowhere' : 'ledger', because: null },
    steps: [
      importStepOf(person, source),
      scopeStep(verdict.inScope, scopeStepText(sentence, checks, ways), verdict.checks),
      one === null
        ? {
            step: 'match',
            status: 'notReached',
            text: `Not asked: ${advice?.title ?? 'the service is silent'}.`,
            details: {},
          }
        : matchStep(one.story.match, job.profile.name),
      plannedStep(facts),
    ],
    inScope: verdict.inScope,
    scopeSentence: sentence,
    checks,
    ways,
    link: link === null ? null : { targetId: link.targetId, linkedAt: link.linkedAt, enabled: link.enabled },
    asked: asked.map((one) => (redactedBy(job.rules).target(one.attribute) ? { ...one, value: redactedText } : one)),
    attributes: explainAttributes({
      mappings: job.rules.mappings,
      subject,
      surroundings: job.surroundings,
      mapped,
      leaving: !verdict.inScope,
      seen: resource === null ? null : (path) => readPath(resource, path),
      known: link?.known ?? null,
      silent: silent !== null,
      profile: job.profile,
      reference: (path) => ({
        wanted: nameOfPerson(database, person.managerId) ?? person.managerId,
        ready: person.managerId !== null && (workOf(database, person.managerId)?.link ?? null) !== null,
        has: ownerName(
          job,
          resource === null ? exportedReference(database, person.id, path) : referenceIn(resource, path),
        ),
      }),
    }),
    operation: {
      action: operation?.action ?? 'unknown',
      reason: operation?.action === 'none' ? operation.reason.kind : null,
      targetId: found ?? link?.targetId ?? null,
      changes: operation === null ? [] : [...modifiedBy(operation)],
    },
    problem: advice,
    ...kept,
    last:
      lastRow === null
        ? null
        : { at: lastRow.at, action: lastRow.action, status: lastRow.status, reason: lastRow.reason },
    conclusion: conclude(facts),
  };
  const hide = one === null ? null : hiderFor(job, one);
  return withoutSecrets(explanation, (text) => job.redact(hide?.(text) ?? text));
}

/** Decided from the ledger alone; null: the target would have had to be asked. */
async function withoutTarget(look: Cycle, item: WorkItem, signal: AbortSignal): Promise<Evaluated | null> {
  const ledgerOnly = { ...look, readAccounts: false };
  const known = { ...item, hasEscrow: false, lostCreation: null };
  const decided = await tryTo(look.job, signal, () => evaluatePerson(ledgerOnly, known, 'on-demand'));
  return decided.ok ? decided.value : null;
}

function problemOf(operation: Operation | null): Problem | null {
  if (operation === null) return null;
  if (operation.action === 'refuse') return operation.problem;
  return 'leftOut' in operation ? operation.leftOut : null;
}

/** Groups inside assigned groups are told where they make the difference; that they cannot be read takes nothing from the answer. */
async function nestedPaths(job: Job, { person, entitlements }: WorkItem, source: Reading, signal: AbortSignal) {
  const { scope } = job.settings;
  if (source.from !== 'now' || person.directoryState !== 'present' || scope.mode !== 'assigned') return [];
  if (entitlements.length > 0) return [];
  const paths = await tryTo(job, signal, () => job.source.findGroupPaths(person.id, scope.servicePrincipalId, signal));
  return paths.ok ? paths.value : [];
}

function ownerName(job: Job, account: string | null): string | null {
  return account === null ? null : (ownerOfAccount(job.ledger.database, targetId(account))?.name ?? account);
}

function importStepOf(person: Person, source: Reading): Explanation['steps'][number] {
  const step = (status: 'success' | 'skipped' | 'warning', text: string) =>
    ({ step: 'import', status, text, details: {} }) as const;
  if (source.from !== 'now')
    return step('warning', `As last read: ${source.because?.title ?? 'Microsoft Entra ID could not be asked'}.`);
  switch (person.directoryState) {
    case 'present':
      return person.properties['accountEnabled'] === false
        ? step('success', 'Found in Microsoft Entra ID; sign-in is blocked.')
        : step('success', 'Found in Microsoft Entra ID; sign-in is allowed.');
    case 'soft-deleted':
      return step('skipped', 'In Microsoft Entra ID’s recycle bin.');
    case 'hard-deleted':
      return step('skipped', 'Deleted for good in Microsoft Entra ID.');
  }
}

/** A target that only reads, and keeps what it was asked. */
function noting(target: Target, asked: AskedMatch[]): Target {
  const silent = recordOnly(target);
  return {
    ...silent,
    async find(attribute, value, signal) {
      const answer = await target.find(attribute, value, signal);
      if (answer.ok) asked.push({ attribute, value, found: answer.value.map(({ id }) => id) });
      return answer;
    },
  };
}
