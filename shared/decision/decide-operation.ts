import type { TargetId } from '../ids';
import type { PersonProblem } from '../log/problem';
import type { MappedPerson } from '../mapping/map-person';
import type { ObjectActions } from '../mapping/rules';
import type { Change } from '../mapping/target-value';
import type { Match } from '../matching/match-account';
import type { Profile } from '../profiles/profile';
import type { ScopeVerdict } from '../scoping/decide-scope';
import { changesFor, type KnownValue } from './changes';
import type { Link } from './link';
import type { Operation } from './operation';
import { quiet } from './quiet';
import { decideDisabled, type LeavingCalendar } from './two-stage-leaving';

export interface LinkedInput {
  readonly verdict: ScopeVerdict;
  readonly link: Link;
  /** Mapped for an update. */
  readonly mapped: MappedPerson;
  /** What the account has: as just read, or as the ledger knows it. */
  readonly known: KnownValue;
  readonly actions: ObjectActions;
  readonly skipOutOfScopeDeletions: boolean;
  /** Two-stage leaving; null or absent: nobody is deleted for leaving. */
  readonly calendar?: LeavingCalendar | null;
  readonly profile: Profile;
}

/** Decides about somebody who has an account of ours. */
export function decideLinked(input: LinkedInput): Operation {
  const { verdict, link } = input;
  if (verdict.reason.kind === 'hard-deleted') return decideHardDeleted(input);
  if (!verdict.inScope) return decideLeaver(input);
  if (!input.actions.update) return quiet(link.targetId, 'update-off');
  const problem = stoppingProblem(input.mapped);
  if (problem !== null) return { action: 'refuse', target: link.targetId, problem };
  return updateOf(link.targetId, input);
}

/** Decides about somebody in scope without an account, after matching. */
export function decideUnlinked(input: {
  readonly match: Match;
  /** Mapped for a creation. */
  readonly toCreate: MappedPerson;
  /** Mapped for an update, and what the matched account has; only asked when one was found. */
  readonly toUpdate: () => MappedPerson;
  readonly known: KnownValue;
  readonly actions: ObjectActions;
  readonly profile: Profile;
}): Operation {
  const { match, toCreate, actions } = input;
  switch (match.kind) {
    case 'problem':
      return { action: 'refuse', target: null, problem: match.problem };
    case 'none': {
      const problem = toCreate.problems[0] ?? null;
      if (problem !== null) return { action: 'refuse', target: null, problem };
      return actions.create ? { action: 'create', values: toCreate.values } : quiet(null, 'create-off');
    }
    case 'one': {
      const mapped = input.toUpdate();
      const problem = stoppingProblem(mapped);
      if (problem !== null) return { action: 'refuse', target: match.id, problem };
      const leftOut = partialProblem(mapped);
      if (!actions.update) return { action: 'link', target: match.id, leftOut };
      const operation = updateOf(match.id, { ...input, mapped });
      return operation.action === 'none' || operation.action === 'refuse'
        ? { action: 'link', target: match.id, leftOut }
        : operation;
    }
  }
}

/** A value that is too long leaves its attribute out; whatever else is wrong stops the person. */
const isPartial = (problem: PersonProblem): boolean => problem.kind === 'value-too-long';
const stoppingProblem = (mapped: MappedPerson): PersonProblem | null =>
  mapped.problems.find((problem) => !isPartial(problem)) ?? null;
const partialProblem = (mapped: MappedPerson): PersonProblem | null => mapped.problems.find(isPartial) ?? null;

const disables = ({ path, from, to }: Change): boolean => path === 'active' && to === false && from !== false;

function updateOf(
  target: TargetId,
  { mapped, known, profile }: { mapped: MappedPerson; known: KnownValue; profile: Profile },
): Operation {
  const leftOut = partialProblem(mapped);
  const changes = changesFor(mapped.values, known, profile, mapped.cleared);
  if (changes.length === 0)
    return leftOut === null ? quiet(target, 'in-step') : { action: 'refuse', target, problem: leftOut };
  const enables = changes.some((change) => change.path === 'active' && change.to === true && change.from === false);
  // Whatever the reason, it takes access away, and is counted as such.
  if (changes.some(disables)) return { action: 'disable', target, changes, leftOut };
  return { action: enables ? 'enable' : 'update', target, changes, leftOut };
}

/**
 * Somebody with an account who is out of scope, blocked or in the recycle bin. The disable is the mapped update of
 * `active`, and nothing else of theirs is sent: a deleted person's other attributes are no longer the person's.
 */
function decideLeaver({
  verdict,
  link,
  mapped,
  known,
  actions,
  skipOutOfScopeDeletions,
  calendar,
  profile,
}: LinkedInput): Operation {
  const outOfScope = verdict.reason.kind === 'not-assigned' || verdict.reason.kind === 'filtered-out';
  if (outOfScope && skipOutOfScopeDeletions) return quiet(link.targetId, 'left-alone');
  if (!actions.update) return quiet(link.targetId, 'update-off');
  if (mapped.leaving.length === 0) return quiet(link.targetId, 'active-not-mapped');
  const changes = changesFor(mapped.leaving, known, profile);
  if (changes.length === 0) return decideDisabled({ link, known, actions, calendar });
  return { action: 'disable', target: link.targetId, changes };
}

/**
 * DELETE, unless the account was let go before: unassigned first and deleted later sends nothing (5.1). With two-stage
 * leaving the account is disabled instead, kept for the days that the admin chose, and nobody is forgotten; one that cannot
 * be disabled (Update switched off, `active` not mapped) is deleted at once, as without it.
 */
function decideHardDeleted(input: LinkedInput): Operation {
  const { link, actions, calendar } = input;
  if (link.kept === true) return quiet(link.targetId, 'kept');
  const leftBefore = link.leftBecause === 'not-assigned' || link.leftBecause === 'filtered-out';
  if (leftBefore && link.enabled && input.skipOutOfScopeDeletions) return quiet(link.targetId, 'let-go');
  if (calendar !== undefined && calendar !== null) {
    if (input.known('active') === false) return decideDisabled({ ...input, calendar });
    const changes = actions.update ? changesFor(input.mapped.leaving, input.known, input.profile) : [];
    if (changes.some(disables)) return { action: 'disable', target: link.targetId, changes };
  }
  if (leftBefore && !link.enabled) return quiet(link.targetId, 'let-go');
  if (!actions.delete) return quiet(link.targetId, 'delete-off');
  return { action: 'delete', target: link.targetId };
}
