import type { Link } from '../../shared/decision/link';
import type { Operation } from '../../shared/decision/operation';
import { type TargetId, targetId } from '../../shared/ids';
import type { Action, LogRow, LogStatus } from '../../shared/log/log-row';
import type { Problem } from '../../shared/log/problem';
import { traitsOf } from '../../shared/log/problem-traits';
import type { ActionStory } from '../../shared/log/steps';
import { readPath } from '../../shared/mapping/target-path';
import type { ScimResource, TargetValue } from '../../shared/mapping/target-value';
import { clearFailure, recordFailure } from '../ledger/escrows';
import { intentOf, removeIntent } from '../ledger/intents';
import { recordLeaving } from '../ledger/leaving';
import { ownerOfAccount, releaseClaim, saveLink } from '../ledger/links';
import { addLogRow } from '../ledger/log-rows';
import { forgetPerson, type Standing, settlePerson } from '../ledger/people';
import { awaitsReference, forgetAccount, seeReference, wantReference } from '../ledger/references';
import { dropCounted, dropOpenRemoval, dropRemoval } from '../ledger/removals';
import { forgetVanished, rememberVanished } from '../ledger/vanished';
import type { Cycle } from './cycle';
import type { Evaluated } from './evaluate-person';
import type { Sent } from './export-operation';
import { type FoundDone, foundDone } from './found-done';
import { isLeftOut } from './guard-person';
import { hiderFor } from './hide-redacted';
import { keepArrivedImage, keepBeforeImage } from './keep-before-image';
import { adviceFor, logRow, modifiedBy, withoutSecrets } from './log-entry';
import { tellsOfJob } from './quarantine';
import { removalCause } from './removal-cause';
import { leftAlone, putBack, recordDrift } from './settle-drift';

/** Writes what came of one person: link, escrow, log row, work list. Called inside the transaction of a slice. */
export function recordResult(cycle: Cycle, evaluated: Evaluated, sent: Sent): LogRow {
  const { database } = cycle.job.ledger;
  const { person, verdict } = evaluated.story;
  const found = foundDone(cycle.job, intentOf(database, person.id), evaluated);
  if (evaluated.stillLost !== true) removeIntent(database, person.id);
  cycle.claims.releaseAccountOf(person.id);
  const row =
    sent.kind === 'failed' || evaluated.operation.action === 'refuse'
      ? recordProblem(cycle, evaluated, sent.kind === 'failed' ? sent.problem : problemOf(evaluated.operation))
      : recordDone(cycle, evaluated, sent, found);
  recordDrift(cycle, evaluated, sent);
  addLogRow(database, cycle.number, row);
  count(cycle, row, verdict.inScope);
  if (tellsOfJob(cycle, evaluated.item)) cycle.failures.person(row.status === 'failure' ? row.problem : null);
  return row;
}

const problemOf = (operation: Operation): Problem =>
  operation.action === 'refuse' ? operation.problem : { kind: 'defect', detail: 'No problem' };

function recordProblem(cycle: Cycle, evaluated: Evaluated, said: Problem): LogRow {
  const { database } = cycle.job.ledger;
  const hide = hiderFor(cycle.job, evaluated);
  const problem = withoutSecrets(said, (text) => cycle.job.redact(hide?.(text) ?? text));
  const { item, story, operation, link, mapped } = evaluated;
  const { person, verdict } = story;
  const skipped = traitsOf(problem).effect === 'skip';
  const advice = adviceFor(cycle.job, problem, person);
  if (skipped) clearFailure(database, person.id);
  else recordFailure(database, person.id, problem, cycle.job.now());
  // Matched or created again when its next try is due.
  if (problem.kind === 'account-gone') {
    forgetAccount(database, person.id);
    rememberVanished(database, person.id, targetId(problem.targetId));
  }
  if (item.hasRemoval) dropCounted(database, person.id);
  if (link === null && problem.kind !== 'duplicate-source') releaseClaim(database, person.id);
  if (link !== null && mapped !== null) wantReferences(cycle, evaluated, null);
  settlePerson(database, person.id, { inScope: verdict.inScope, standing: skipped ? 'skipped' : 'failed', problem });
  const action = actionOf(operation, link);
  return logRow(cycle, story, {
    action,
    status: skipped ? 'skipped' : 'failure',
    staged: false,
    target: link?.targetId ?? ('target' in operation ? operation.target : null),
    problem,
    story: skipped ? { kind: 'skipped', advice } : { kind: 'failed', action, advice },
    modified: modifiedBy(operation),
  });
}

/** What was being tried, for a row whose operation came to nothing. */
function actionOf(operation: Operation, link: Link | null): Action {
  if (operation.action !== 'refuse') return operation.action;
  return link === null && operation.target === null ? 'create' : 'update';
}

function recordDone(
  cycle: Cycle,
  evaluated: Evaluated,
  sent: Extract<Sent, { kind: 'done' }>,
  found: FoundDone | null,
): LogRow {
  const { database } = cycle.job.ledger;
  const { item, story, operation, link } = evaluated;
  const { person, verdict } = story;
  const gone = link !== null && sent.target === null;
  if (found !== null) keepArrivedImage(cycle, evaluated, found);
  if (gone) {
    keepBeforeImage(cycle, evaluated, sent);
    forgetAccount(database, person.id);
  } else if (sent.target !== null && operation.action !== 'refuse') {
    const other = linkAccount(cycle, evaluated, sent, sent.target);
    if (other !== null) return recordProblem(cycle, evaluated, other);
    keepBeforeImage(cycle, evaluated, sent);
    if (verdict.inScope) wantReferences(cycle, evaluated, sent.resource);
  } else releaseClaim(database, person.id);
  const isNext = (): boolean => cycle.job.rules.actions.update && awaitsReference(database, person.id);
  if (item.hasEscrow && !isNext()) clearFailure(database, person.id);
  const guardedBy = isLeftOut(operation);
  if (item.hasRemoval) (guardedBy ? dropOpenRemoval : dropRemoval)(database, person.id);
  const leftOut = 'leftOut' in operation ? (operation.leftOut ?? null) : null;
  // With Delete switched off a hard delete is ignored for good: nobody waits for it, and the name is free again.
  const letGo =
    operation.action === 'none' &&
    (operation.reason.kind === 'let-go' ||
      (operation.reason.kind === 'delete-off' && person.directoryState === 'hard-deleted'));
  if (gone && person.directoryState === 'hard-deleted') forgetPerson(database, person.id);
  else if (letGo) {
    forgetAccount(database, person.id);
    forgetPerson(database, person.id);
  } else if (person.directoryState === 'hard-deleted' && link === null) forgetPerson(database, person.id);
  else
    settlePerson(database, person.id, {
      inScope: verdict.inScope,
      standing: guardedBy && verdict.inScope ? 'skipped' : standingOf(verdict.inScope, leftOut),
      problem: leftOut,
    });
  const { action, status, ending } = found === null ? endingOf(operation, sent, leftOut) : endingOfFound(found);
  return logRow(cycle, story, {
    action,
    status,
    staged: false,
    target: sent.target ?? link?.targetId ?? null,
    problem: leftOut,
    story: byHand(ending, evaluated),
    reason: removalCause(evaluated)?.sentence ?? null,
    notSent: verdict.inScope && found === null && modifiedBy(operation).length > 0 ? evaluated.mapped?.blank : [],
    modified: found?.modified ?? modifiedBy(operation).filter(({ attribute }) => !sent.refused.includes(attribute)),
  });
}

/** Links the account that was written; a service that answers with somebody else's account is not believed. */
function linkAccount(
  cycle: Cycle,
  evaluated: Evaluated,
  sent: Extract<Sent, { kind: 'done' }>,
  account: TargetId,
): Problem | null {
  const { database } = cycle.job.ledger;
  const { story, operation, link } = evaluated;
  const { person } = story;
  const now = new Date(cycle.job.now()).toISOString();
  const known = knownAfter(cycle, evaluated, sent);
  const saved = saveLink(
    database,
    {
      sourceId: person.id,
      targetId: account,
      enabled: known['active'] !== false,
      known,
      origin: link?.origin ?? (operation.action === 'create' && !sent.adopted ? 'created' : 'adopted'),
      linkedAt: link?.linkedAt ?? now,
      leftBecause: leftBecause(evaluated),
    },
    now,
  );
  if (saved) {
    recordLeaving(database, person.id, now, operation.action === 'disable');
    if (evaluated.item.vanished !== null) forgetVanished(database, person.id);
    return null;
  }
  const owner = ownerOfAccount(database, account);
  return {
    kind: 'account-taken',
    targetId: account,
    otherId: owner?.id ?? '',
    otherName: owner?.name ?? 'somebody else',
  };
}

/** The directory drops the assignments of a deleted person: what was so before the deletion counts (entra-provisioning 5.1). */
function leftBecause({ story, link }: Evaluated): Link['leftBecause'] {
  const { person, verdict } = story;
  if (verdict.inScope) return null;
  const before = person.directoryState === 'present' ? null : (link?.leftBecause ?? null);
  return verdict.leftScope ?? before ?? verdict.reason.kind;
}

const standingOf = (inScope: boolean, leftOut: Problem | null): Standing =>
  leftOut !== null ? 'skipped' : inScope ? 'in-step' : 'out';

/** What was changed by hand belongs to how the fourth step ended. */
function byHand(ending: ActionStory, evaluated: Evaluated): ActionStory {
  if (ending.kind === 'done') return { ...ending, putBack: putBack(evaluated), leftAlone: leftAlone(evaluated) };
  return ending.kind === 'quiet' ? { ...ending, leftAlone: leftAlone(evaluated) } : ending;
}

const endingOfFound = ({ action, modified }: FoundDone) =>
  ({ action, status: 'success', ending: { kind: 'done', action, attributes: modified.length } }) as const;

function endingOf(
  operation: Operation,
  sent: Extract<Sent, { kind: 'done' }>,
  leftOut: Problem | null,
): { readonly action: Action; readonly status: LogStatus; readonly ending: ActionStory } {
  switch (operation.action) {
    case 'none':
    case 'refuse':
      return {
        action: isLeftOut(operation) ? operation.reason.wanted : 'none',
        status: 'skipped',
        ending: { kind: 'quiet', reason: operation.action === 'none' ? operation.reason : { kind: 'in-step' } },
      };
    case 'link':
      return { action: 'link', status: 'success', ending: { kind: 'done', action: 'link', attributes: 0 } };
    default: {
      const action = operation.action === 'create' && sent.adopted ? 'link' : operation.action;
      return {
        action,
        status: leftOut === null && sent.refused.length === 0 ? 'success' : 'warning',
        ending: { kind: 'done', action, attributes: modifiedBy(operation).length - sent.refused.length },
      };
    }
  }
}

/** What the account has now: what was read, overlaid by what was sent. A value the target stored differently is not sent again. */
function knownAfter(
  cycle: Cycle,
  evaluated: Evaluated,
  sent: Extract<Sent, { kind: 'done' }>,
): Record<string, TargetValue> {
  const { operation, link, resource } = evaluated;
  const known: Record<string, TargetValue> = { ...link?.known };
  const left = new Set(leftAlone(evaluated));
  if (resource !== null)
    for (const { target: path } of cycle.job.rules.mappings) {
      if (left.has(path)) continue;
      const value = readPath(resource, path);
      if (value === null) delete known[path];
      else known[path] = value;
    }
  if (operation.action === 'create') for (const { path, value } of operation.values) known[path] = value;
  if (operation.action === 'update' || operation.action === 'enable' || operation.action === 'disable')
    for (const { path, to } of operation.changes) {
      if (sent.refused.includes(path)) continue;
      if (to === null) delete known[path];
      else known[path] = to;
    }
  return known;
}

/** Keeps the references that the mapping wants; what the account was just seen to have is settled at once. */
function wantReferences(cycle: Cycle, { story, mapped, resource }: Evaluated, answered: ScimResource | null): void {
  const { database } = cycle.job.ledger;
  for (const wanted of mapped?.references ?? []) {
    wantReference(database, story.person.id, wanted);
    const has = referenceIn(answered ?? resource, wanted.path);
    // That there is none is believed of a read alone: an answer to a change need not tell everything.
    if (has !== null) seeReference(database, story.person.id, wanted.path, targetId(has));
    else if (resource !== null && referenceIn(resource, wanted.path) === null)
      seeReference(database, story.person.id, wanted.path, null);
  }
}

/** The id in a reference attribute, whether the service keeps it as text or as an object with `value`. */
export function referenceIn(resource: Evaluated['resource'], path: string): string | null {
  if (resource === null) return null;
  const inObject = readPath(resource, `${path}.value`);
  if (typeof inObject === 'string' && inObject !== '') return inObject;
  const plain = readPath(resource, path);
  return typeof plain === 'string' && plain !== '' ? plain : null;
}

function count(cycle: Cycle, row: LogRow, inScope: boolean): void {
  const { counts } = cycle;
  if (row.status === 'failure') counts.failed += 1;
  else if (row.status === 'skipped' && row.problem !== null) counts.skipped += 1;
  else if (row.status === 'success' || row.status === 'warning') {
    const key = countOf[row.action];
    if (key !== null) counts[key] += 1;
  }
  if (inScope && (row.action === 'none' || row.action === 'link') && row.problem === null) counts.unchanged += 1;
}

const countOf: Readonly<Record<Action, 'created' | 'updated' | 'enabled' | 'disabled' | 'deleted' | null>> = {
  create: 'created',
  update: 'updated',
  enable: 'enabled',
  disable: 'disabled',
  delete: 'deleted',
  link: null,
  none: null,
};
