import type { TargetId } from '../../shared/ids';
import { missingIn } from '../../shared/mapping/target-list';
import { isEmpty, readMember, readPath, sameTargetValue } from '../../shared/mapping/target-path';
import type { Change, ReferenceChange, ScimResource } from '../../shared/mapping/target-value';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { UpdatedAccount } from '../edges';
import { isCaseExact } from './find-account';
import type { PlannedOperation } from './patch-body';
import { readAccountById } from './read-account';
import { refusedAttribute } from './refused-attribute';
import { isScimError, isSuccess, readAccount, type ScimAnswer } from './scim-answer';
import type { Connection, Sent } from './send-request';

/**
 * One user's changes in one request. A refusal is answered with the one thing that may cure it, each tried once: the
 * other form of an operation, of `active` or of the manager, the attribute left out, PUT for PATCH (scim-interop 1.13).
 */
export interface Update {
  readonly id: TargetId;
  changes: readonly Change[];
  references: readonly ReferenceChange[];
  current: ScimResource | null;
  readonly refused: { path: string; detail: string }[];
  readonly tried: Set<Cure>;
  otherForm: boolean;
  /** Whether `current` was read in the course of this update. */
  isFresh: boolean;
  lostAnswers: number;
}

type Cure =
  | 'other-form'
  | 'op-case'
  | 'active-form'
  | 'reference-form'
  | 'put'
  | 'patch'
  | 'read-again'
  | 'no-entity-tags'
  | 'settled';

/** `again`: something was learnt, the rest of the update is worth another request. */
export type Step = { readonly kind: 'done'; readonly outcome: Outcome<UpdatedAccount> } | { readonly kind: 'again' };

export const again: Step = { kind: 'again' };
export const done = (outcome: Outcome<UpdatedAccount>): Step => ({ kind: 'done', outcome });

/** The account as it is now, with what is already so struck off the update; an outcome where there is nothing to go on with. */
export async function readAgain(
  connection: Connection,
  update: Update,
  signal: AbortSignal,
): Promise<Outcome<UpdatedAccount> | null> {
  const read = await readAccountById(connection, update.id, signal);
  if (!read.ok) return read;
  if (read.value === null) return failure({ kind: 'account-gone', targetId: update.id });
  const { resource } = read.value;
  update.current = resource;
  update.isFresh = true;
  update.changes = update.changes.flatMap((change) => {
    const { path, to, added } = change;
    const found = readPath(resource, path);
    const exact = isCaseExact(connection.profile, path);
    if (added !== undefined) {
      const missing = typeof found === 'object' && found !== null ? missingIn(added, found, exact) : added;
      return missing.length === 0 ? [] : [{ ...change, added: missing }];
    }
    if (to === null || isEmpty(to)) return found === null ? [] : [change];
    return found === null || !sameTargetValue(path, found, to, exact) ? [change] : [];
  });
  update.references = update.references.filter(({ path, to }) => readPath(resource, path) !== to);
  return null;
}

export const readOn = async (connection: Connection, update: Update, signal: AbortSignal): Promise<Step | null> => {
  const problem = await readAgain(connection, update, signal);
  return problem === null ? null : done(problem);
};

/** Marks a cure as tried; false: it was tried before. */
export function first(update: Update, name: Cure): boolean {
  if (update.tried.has(name)) return false;
  update.tried.add(name);
  return true;
}

/** `If-Match` with the version last read, where the service declares that it means something (RFC 7644 section 3.14). */
export function precondition(
  { findings, entityTags }: Connection,
  current: ScimResource | null,
): Readonly<Record<string, string>> {
  if (!findings.usesEntityTags || current === null) return {};
  const version = readMember(readMember(current, 'meta'), 'version') ?? entityTags.get(current);
  return typeof version === 'string' && version !== '' ? { 'if-match': version } : {};
}

/** Only a whole resource says what was stored; anything less is success and no more (scim-interop 1.7). */
export function storedResource(answer: ScimAnswer): ScimResource | null {
  const account = readAccount(answer.json);
  return account !== null && readMember(account.resource, 'userName') !== undefined ? account.resource : null;
}

export const finish = (
  { refused }: Update,
  resource: ScimResource | null,
  status: number | null = null,
): Outcome<UpdatedAccount> => success({ resource, refused, ...(status === null ? {} : { status }) });

export const pathsOf = (planned: readonly PlannedOperation[]): readonly string[] =>
  planned.flatMap(({ paths }) => paths);

/** What came of it, where the service took it; null: it did not. */
export const taken = (update: Update, sent: Sent): Step | null =>
  sent.kind === 'answer' && isSuccess(sent.answer)
    ? done(finish(update, storedResource(sent.answer), sent.answer.status))
    : null;

export function refuse(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
): Step {
  const { detail } = connection.readError(answer);
  const paths = planned.length === 0 ? update.changes.map(({ path }) => path) : pathsOf(planned);
  const attribute = refusedAttribute(detail, paths);
  const userName = update.changes.find(({ path }) => path.toLowerCase() === 'username')?.to;
  if (answer.status === 409 && typeof userName === 'string')
    return done(failure({ kind: 'conflict', attribute: 'userName', value: userName, detail }));
  return done(failure(connection.problemOf(answer, attribute)));
}

/** Refusals of the request as such, by PATCH and PUT alike; null: it is what was asked for that is refused. */
export async function cureRequest(
  connection: Connection,
  update: Update,
  { method, planned }: { readonly method: 'patch' | 'put'; readonly planned: readonly PlannedOperation[] },
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Step | null> {
  switch (answer.status) {
    case 404:
      return cureNotFound(connection, update, answer, signal);
    case 405:
    case 501: {
      const other = method === 'patch' ? 'put' : 'patch';
      if (!first(update, other) || update.tried.has(method)) return refuse(connection, update, planned, answer);
      connection.findings.updateBy = other;
      return again;
    }
    case 412:
    case 428:
      return curePrecondition(connection, update, planned, answer, signal);
    default:
      return null;
  }
}

/** A 404 to PATCH or PUT says nothing of the account: a missing route looks the same (scim-interop 1.14). */
async function cureNotFound(
  connection: Connection,
  update: Update,
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Step> {
  const read = await readAccountById(connection, update.id, signal);
  if (!read.ok) return done(read);
  if (read.value === null) return done(failure({ kind: 'account-gone', targetId: update.id }));
  if (isScimError(answer) && connection.settling.waitMs(update.id, 0) !== null && first(update, 'settled'))
    return again;
  const detail = 'The account is there, but the service takes no changes to it: it does not know the method.';
  return done(failure({ kind: 'target-refused', status: 404, scimType: null, detail, attribute: null }));
}

/** Somebody else changed the account in between: read, leave out what is so already, once more; then without tags (quirk 64). */
async function curePrecondition(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Step> {
  if (first(update, 'read-again')) {
    if (answer.status === 428) connection.findings.usesEntityTags = true;
  } else if (connection.findings.usesEntityTags && first(update, 'no-entity-tags')) {
    connection.findings.usesEntityTags = false;
  } else return refuse(connection, update, planned, answer);
  return (await readOn(connection, update, signal)) ?? again;
}
