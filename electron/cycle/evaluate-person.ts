import { decideLinked, decideUnlinked } from '../../shared/decision/decide-operation';
import type { Drift } from '../../shared/decision/drift';
import { leftToAdmin } from '../../shared/decision/left-to-admin';
import type { Link } from '../../shared/decision/link';
import type { Operation } from '../../shared/decision/operation';
import type { TargetId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { traitsOf } from '../../shared/log/problem-traits';
import type { ImportedAs, MatchStory } from '../../shared/log/steps';
import { type MappedPerson, mapPerson } from '../../shared/mapping/map-person';
import { redactedText } from '../../shared/mapping/shown-value';
import type { MappingSubject } from '../../shared/mapping/subject';
import { readPath } from '../../shared/mapping/target-path';
import type { ScimResource, TargetValue } from '../../shared/mapping/target-value';
import { type AskedAttribute, foldMatchingValue, judgeMatch } from '../../shared/matching/match-account';
import { ProblemError } from '../../shared/outcome';
import type { Person } from '../../shared/person';
import { readAttribute } from '../../shared/schema/attribute-names';
import { decideScope, rolesOf, type ScopeVerdict } from '../../shared/scoping/decide-scope';
import { evaluateFilters } from '../../shared/scoping/filter-groups';
import type { WorkItem } from '../ledger/work-list';
import { chooseUnique } from './choose-unique';
import type { Cycle, Job } from './cycle';
import { guarded } from './guard-person';
import { hideRedacted } from './hide-redacted';
import { calendarOf, isDue } from './leaving';
import { adviceFor, type Story } from './log-entry';
import { settleDrift } from './settle-drift';

/** A person decided on, and what the decision rests on. Nothing has been sent that changes anything. */
export interface Evaluated {
  readonly item: WorkItem;
  readonly story: Story;
  readonly operation: Operation;
  readonly link: Link | null;
  readonly mapped: MappedPerson | null;
  /** The account as just read, where it was read. */
  readonly resource: ScimResource | null;
  /** What was changed by hand at the account; absent: it was not read, or is not of somebody in scope. */
  readonly drift?: readonly Drift[];
  /** An account that was perhaps made could not be looked for: its intent stays open. */
  readonly stillLost?: true;
}

export function scopeOf(
  job: Pick<Job, 'settings' | 'rules' | 'scopeFilters'>,
  item: Pick<WorkItem, 'person' | 'entitlements'>,
): ScopeVerdict {
  const { scope } = job.settings;
  return decideScope({
    person: item.person,
    mode: scope.mode,
    entitlements: scope.mode === 'all' ? [] : item.entitlements,
    filters: filtersFor(job, item),
  });
}

/** What the mappings of a person read from. Without an assignment nobody knows which roles they would have. */
export const subjectOf = (
  job: Pick<Job, 'settings'>,
  { person, entitlements }: Pick<WorkItem, 'person' | 'entitlements'>,
  { isSoftDeleted }: ScopeVerdict,
): MappingSubject => ({
  person,
  isSoftDeleted,
  appRoles: rolesOf(entitlements),
  rolesAreKnown: job.settings.scope.mode === 'assigned' && entitlements.length > 0,
});

/** What the schema's filters and those of the settings say of a person, condition by condition. */
export function filtersFor(
  job: Pick<Job, 'rules' | 'scopeFilters'>,
  { person, entitlements }: Pick<WorkItem, 'person' | 'entitlements'>,
) {
  const subject = { person, isSoftDeleted: false, appRoles: rolesOf(entitlements) };
  const read = (attribute: string) => readAttribute(subject, attribute);
  return [evaluateFilters(job.rules.filters, read), evaluateFilters(job.scopeFilters, read)];
}

/** One person decided on, and the decision guarded: what may not be done is not wanted any more. */
export const evaluatePerson = async (
  cycle: Cycle,
  item: WorkItem,
  importedAs: ImportedAs,
  readsAccount = false,
): Promise<Evaluated> =>
  guarded(cycle.job, hideRedacted(cycle.job, await decideOnPerson(cycle, item, importedAs, readsAccount)));

/**
 * Scope, mapping, matching and decision for one person. The target is asked only about somebody in scope without an
 * account, and about everybody when everyone is checked again.
 */
async function decideOnPerson(
  cycle: Cycle,
  item: WorkItem,
  importedAs: ImportedAs,
  readsAccount: boolean,
): Promise<Evaluated> {
  const { job, claims } = cycle;
  const { person } = item;
  const startedAt = job.now();
  const verdict = scopeOf(job, item);
  const subject = subjectOf(job, item, verdict);
  const story = (match: MatchStory): Story => ({ person, importedAs, verdict, match, startedAt });

  const lost =
    item.link === null && item.lostCreation !== null ? await findLost(cycle, person, item.lostCreation) : null;
  if (lost?.kind === 'problem')
    return {
      item,
      story: story({ kind: 'failed', advice: adviceFor(job, lost.problem, person) }),
      operation: { action: 'refuse', target: null, problem: lost.problem },
      link: null,
      mapped: null,
      resource: null,
      stillLost: true,
    };
  const link = lost?.link ?? item.link;

  if (link !== null) {
    const mapped = mapPerson(job.compiled, subject, job.profile, 'update');
    const linked: MatchStory = { kind: 'linked', targetId: link.targetId };
    // Whoever failed is read again: what was sent then may have arrived. So is whoever may be deleted.
    const isRead = readsAccount || cycle.readAccounts || importedAs === 'full' || item.hasEscrow || isDue(job, link);
    const seen = lost !== null ? lost : isRead ? await readAccount(cycle, link) : null;
    if (seen?.kind === 'problem' && seen.problem.kind === 'account-gone' && !verdict.inScope)
      return { item, story: story(linked), operation: nothingHere, link, mapped, resource: null };
    if (seen?.kind === 'problem')
      return {
        item,
        story: story(linked),
        operation: { action: 'refuse', target: link.targetId, problem: seen.problem },
        link,
        mapped,
        resource: null,
      };
    const resource = seen?.resource ?? null;
    const known = (path: string): TargetValue | null =>
      resource === null ? (link.known[path] ?? null) : readPath(resource, path);
    const taken = verdict.inScope ? claimFirst(cycle, mapped, person) : null;
    const decided: Operation =
      taken !== null
        ? { action: 'refuse', target: link.targetId, problem: taken }
        : decideLinked({
            verdict,
            link,
            mapped,
            known,
            actions: job.rules.actions,
            skipOutOfScopeDeletions: job.settings.safety.skipOutOfScopeDeletions,
            profile: job.profile,
            calendar: calendarOf(job),
          });
    const operation: Operation =
      lost !== null && decided.action === 'none' ? { action: 'link', target: link.targetId, leftOut: null } : decided;
    return settleDrift(job, { item, story: story(linked), operation, link, mapped, resource });
  }

  if (!verdict.inScope)
    return {
      item,
      story: story({ kind: 'not-reached' }),
      operation: nothingHere,
      link,
      mapped: null,
      resource: null,
    };

  const toCreate = mapPerson(job.compiled, subject, job.profile, 'create');
  const refuse = (problem: Problem, match: MatchStory): Evaluated => ({
    item,
    story: story(match),
    operation: { action: 'refuse', target: null, problem },
    link,
    mapped: toCreate,
    resource: null,
  });

  // A matching value that the target cannot hold is not asked about: it would find nobody, or somebody else.
  const tooLong = toCreate.problems.find(
    (problem) => 'attribute' in problem && toCreate.matching.some(({ path }) => path === problem.attribute),
  );
  if (tooLong !== undefined) return refuse(tooLong, { kind: 'not-reached' });
  const asked = toCreate.matching.flatMap(({ path, value }) => (value === null ? [] : [{ path, value }]));
  if (asked.length === 0)
    return refuse(
      { kind: 'matching-value-missing', attributes: toCreate.matching.map(({ path }) => path) },
      { kind: 'not-reached' },
    );
  const taken = claimFirst(cycle, toCreate, person);
  if (taken !== null) return refuse(taken, { kind: 'not-reached' });

  const found = await findAccount(cycle, asked);
  const match = judgeMatch(found.answers, person.id, claims.ownerOf);
  if (found.problem !== null)
    return refuse(found.problem, { kind: 'failed', advice: adviceFor(job, found.problem, person) });
  if (match.kind === 'one') claims.takeAccount(match.id, person);
  const creates = match.kind === 'none' && toCreate.problems.length === 0 && job.rules.actions.create;
  const unique = creates ? await chooseUnique(cycle, toCreate, person) : { mapped: toCreate };
  if ('problem' in unique) return refuse(endOrKeep(unique.problem), { kind: 'none', asked });
  const resource = match.kind === 'one' ? (found.resources.get(match.id) ?? null) : null;
  const operation = decideUnlinked({
    match,
    toCreate: unique.mapped,
    toUpdate: () => mapPerson(job.compiled, subject, job.profile, 'update'),
    known: (path) => (resource === null ? null : readPath(resource, path)),
    actions: job.rules.actions,
    profile: job.profile,
  });
  const forAdmin = leftToAdmin(
    { vanished: item.vanished, onDemand: importedAs === 'on-demand', creates: operation.action === 'create' },
    job.settings.safety,
  );
  if (forAdmin !== null) return refuse(forAdmin, { kind: 'none', asked });
  const matchStory: MatchStory =
    match.kind === 'one'
      ? { kind: 'found', targetId: match.id, attribute: match.attribute, value: match.value }
      : match.kind === 'none'
        ? { kind: 'none', asked }
        : { kind: 'failed', advice: adviceFor(job, match.problem, person) };
  return { item, story: story(matchStory), operation, link, mapped: unique.mapped, resource };
}

const nothingHere: Operation = { action: 'none', target: null, reason: { kind: 'never-provisioned' } };

/**
 * The account of a creation that was not recorded: found by what it was to be made with, whatever became of the person
 * since. null: it was not made, or cannot be told from others.
 */
async function findLost(cycle: Cycle, person: Person, lostCreation: NonNullable<WorkItem['lostCreation']>) {
  const { job, claims } = cycle;
  const { answers, resources, problem } = await findAccount(cycle, lostCreation);
  if (problem !== null) return { kind: 'problem', problem } as const;
  const match = judgeMatch(answers, person.id, claims.ownerOf);
  const resource = match.kind === 'one' ? resources.get(match.id) : undefined;
  if (match.kind !== 'one' || resource === undefined) return null;
  claims.takeAccount(match.id, person);
  const known = job.rules.mappings.flatMap(({ target }): [string, TargetValue][] => {
    const value = readPath(resource, target);
    return value === null ? [] : [[target, value]];
  });
  const link: Link = {
    sourceId: person.id,
    targetId: match.id,
    enabled: readPath(resource, 'active') !== false,
    known: Object.fromEntries(known),
    origin: 'created',
    linkedAt: new Date(job.now()).toISOString(),
    leftBecause: null,
  };
  return { kind: 'seen', link, resource } as const;
}

/** Claims the first matching value; another person who claimed it before keeps it. */
function claimFirst({ claims }: Cycle, mapped: MappedPerson, person: Person): Problem | null {
  const first = mapped.matching.find(({ value }) => value !== null);
  if (first === undefined || first.value === null) return null;
  const holder = claims.claimValue(foldMatchingValue(first.value), person);
  return holder === null
    ? null
    : {
        kind: 'duplicate-source',
        attribute: first.path,
        value: first.redacted === true ? redactedText : first.value,
        otherId: holder.id,
        otherName: holder.name,
      };
}

async function readAccount(cycle: Cycle, link: Link) {
  const answer = await cycle.job.target.read(link.targetId, cycle.signal);
  if (!answer.ok) return { kind: 'problem', problem: endOrKeep(answer.problem) } as const;
  if (answer.value === null)
    return { kind: 'problem', problem: { kind: 'account-gone', targetId: link.targetId } } as const;
  return { kind: 'seen', resource: answer.value.resource } as const;
}

async function findAccount(cycle: Cycle, asked: readonly { readonly path: string; readonly value: string }[]) {
  const answers: AskedAttribute[] = [];
  const resources = new Map<TargetId, ScimResource>();
  for (const { path, value } of asked) {
    const answer = await cycle.job.target.find(path, value, cycle.signal);
    if (!answer.ok) return { answers, resources, problem: endOrKeep(answer.problem) };
    for (const account of answer.value) resources.set(account.id, account.resource);
    answers.push({ path, value, found: answer.value.map((account) => account.id) });
    if (answer.value.length > 0) break;
  }
  return { answers, resources, problem: null };
}

/** A problem that is nobody's own (a dead connection, refused credentials) ends the cycle instead of failing people. */
export function endOrKeep<P extends Parameters<typeof traitsOf>[0]>(problem: P): P {
  const { effect } = traitsOf(problem);
  if (effect === 'cycle' || effect === 'quarantine') throw new ProblemError(problem);
  return problem;
}
