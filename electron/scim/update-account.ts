import type { TargetId } from '../../shared/ids';
import { isEmpty, readBoolean, readMember, readPath, sameTargetValue } from '../../shared/mapping/target-path';
import type { Change, ReferenceChange, ScimResource } from '../../shared/mapping/target-value';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { UpdatedAccount } from '../edges';
import { isCaseExact } from './find-account';
import { mergeResource } from './merge-resource';
import { isActive, type PlannedOperation, patchBody, planPatch } from './patch-body';
import { accountPath, readAccountById } from './read-account';
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
type Step = { readonly kind: 'done'; readonly outcome: Outcome<UpdatedAccount> } | { readonly kind: 'again' };

const again: Step = { kind: 'again' };
const done = (outcome: Outcome<UpdatedAccount>): Step => ({ kind: 'done', outcome });

export async function updateAccount(
  connection: Connection,
  id: TargetId,
  changes: readonly Change[],
  references: readonly ReferenceChange[],
  current: ScimResource | null,
  signal: AbortSignal,
): Promise<Outcome<UpdatedAccount>> {
  const update: Update = {
    id,
    changes,
    references,
    current,
    refused: [],
    tried: new Set(),
    otherForm: false,
    isFresh: false,
    lostAnswers: 0,
  };
  for (let requests = 0; ; requests += 1) {
    if (needsFresh(connection, update)) {
      const problem = await readAgain(connection, update, signal);
      if (problem !== null) return problem;
    }
    const isRepeat = requests > 0;
    const step =
      connection.findings.updateBy === 'put'
        ? await putOnce(connection, update, isRepeat, signal)
        : await patchOnce(connection, update, isRepeat, signal);
    if (step.kind === 'done') return step.outcome;
  }
}

/** A whole list or a whole resource is sent back only as it is now: from an older one, other people's edits would be lost. */
function needsFresh({ findings, profile }: Connection, { changes, isFresh }: Update): boolean {
  if (isFresh) return false;
  if (findings.updateBy === 'put') return true;
  const lists = changes.filter(({ path }) => path.includes('['));
  return lists.some(({ path }) => !profile.patch.valuePath || /\]\.primary$/i.test(path));
}

/** The account as it is now, with what is already so struck off the update; an outcome where there is nothing to go on with. */
async function readAgain(
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
  update.changes = update.changes.filter(({ path, to }) => {
    const found = readPath(resource, path);
    if (to === null || isEmpty(to)) return found !== null;
    return found === null || !sameTargetValue(path, found, to, isCaseExact(connection.profile, path));
  });
  update.references = update.references.filter(({ path, to }) => readPath(resource, path) !== to);
  return null;
}

const dialectOf = ({ findings, profile }: Connection) => ({
  opCase: findings.opCase,
  valuePath: profile.patch.valuePath,
  activeAs: findings.activeAs,
  referenceAs: findings.referenceAs,
});

async function patchOnce(
  connection: Connection,
  update: Update,
  isRepeat: boolean,
  signal: AbortSignal,
): Promise<Step> {
  const { changes, references, current, otherForm } = update;
  const planned = planPatch({ changes, references, current, otherForm, dialect: dialectOf(connection) });
  if (planned.length === 0) return done(finish(update, update.isFresh ? current : null));
  const sent = await sendPatch(connection, update, planned, isRepeat, signal);
  if (sent.kind === 'answer' && isSuccess(sent.answer)) return done(finish(update, storedResource(sent.answer)));
  if (addsElements(planned) && wasLost(sent) && update.lostAnswers < maxLostAnswers) {
    update.lostAnswers += 1;
    await connection.sleep(connection.backOffMs(update.lostAnswers), signal);
    return (await readOn(connection, update, signal)) ?? again;
  }
  if (sent.kind === 'failure') return done(failure(sent.problem));
  return cure(connection, update, planned, sent.answer, signal);
}

const sendPatch = (
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  isRepeat: boolean,
  signal: AbortSignal,
): Promise<Sent> =>
  connection.request(
    {
      method: 'PATCH',
      path: accountPath(update.id),
      body: patchBody(planned),
      headers: precondition(connection, update.current),
      // Adding twice makes two at some, though the RFC wants no change (scim-interop 1.7).
      repeat: addsElements(planned) ? 'if-unsent' : 'always',
      isRepeat,
    },
    signal,
  );

const maxLostAnswers = 3;

const addsElements = (planned: readonly PlannedOperation[]): boolean =>
  planned.some(({ operation }) => /^add$/i.test(operation.op));

const wasLost = (sent: Sent): boolean =>
  sent.kind === 'failure' ? sent.mayHaveActed : [408, 500, 502, 503, 504].includes(sent.answer.status);

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
function storedResource(answer: ScimAnswer): ScimResource | null {
  const account = readAccount(answer.json);
  return account !== null && readMember(account.resource, 'userName') !== undefined ? account.resource : null;
}

const finish = ({ refused }: Update, resource: ScimResource | null): Outcome<UpdatedAccount> =>
  success({ resource, refused });

const readOn = async (connection: Connection, update: Update, signal: AbortSignal): Promise<Step | null> => {
  const problem = await readAgain(connection, update, signal);
  return problem === null ? null : done(problem);
};

/** Marks a cure as tried; false: it was tried before. */
function first(update: Update, name: Cure): boolean {
  if (update.tried.has(name)) return false;
  update.tried.add(name);
  return true;
}

async function cure(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Step> {
  switch (answer.status) {
    case 400:
      return cureRefusal(connection, update, planned, answer, signal);
    case 404:
      return cureNotFound(connection, update, answer, signal);
    case 405:
    case 501:
      if (!first(update, 'put') || update.tried.has('patch')) return refuse(connection, update, planned, answer);
      connection.findings.updateBy = 'put';
      return (await readOn(connection, update, signal)) ?? again;
    case 412:
    case 428:
      return curePrecondition(connection, update, planned, answer, signal);
    default:
      return orDisable(connection, update, planned, answer, signal);
  }
}

async function cureRefusal(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Step> {
  const { findings } = connection;
  const { scimType, detail } = connection.readError(answer);
  const named = refusedAttribute(detail, pathsOf(planned));
  if (/^noTarget$/i.test(scimType ?? '') && first(update, 'other-form')) {
    const before = JSON.stringify(planned);
    const stop = await readOn(connection, update, signal);
    if (stop !== null) return stop;
    const { changes, references, current } = update;
    const now = planPatch({ changes, references, current, dialect: dialectOf(connection) });
    update.otherForm = JSON.stringify(now) === before;
    return again;
  }
  if (/^invalidSyntax$/i.test(scimType ?? '') && first(update, 'op-case')) {
    return switchFor(connection, update, planned, answer, signal, () => {
      findings.opCase = findings.opCase === 'lower' ? 'capital' : 'lower';
    });
  }
  const isReference = update.references.some(({ path }) => path === named);
  if (isReference && !isPathRefusal(scimType) && first(update, 'reference-form')) {
    return switchFor(connection, update, planned, answer, signal, () => {
      findings.referenceAs = findings.referenceAs === 'object' ? 'string' : 'object';
    });
  }
  if (named !== null && isActive(named) && !isPathRefusal(scimType) && first(update, 'active-form')) {
    return switchFor(connection, update, planned, answer, signal, () => {
      findings.activeAs = findings.activeAs === 'boolean' ? 'string' : 'boolean';
    });
  }
  if (isPathRefusal(scimType)) return leaveOut(connection, update, planned, answer, named, signal);
  return orDisable(connection, update, planned, answer, signal);
}

const isPathRefusal = (scimType: string | null): boolean => /^(?:invalidPath|mutability)$/i.test(scimType ?? '');

/** Tries a finding on this user; it is kept only if the service takes it, and the first refusal stands otherwise. */
async function switchFor(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
  signal: AbortSignal,
  change: () => void,
): Promise<Step> {
  const kept = { ...connection.findings };
  change();
  const { changes, references, current, otherForm } = update;
  const other = planPatch({ changes, references, current, otherForm, dialect: dialectOf(connection) });
  const sent = await sendPatch(connection, update, other, true, signal);
  if (sent.kind === 'answer' && isSuccess(sent.answer)) return done(finish(update, storedResource(sent.answer)));
  const { opCase, activeAs, referenceAs } = kept;
  if (sent.kind === 'answer' && isAnotherRefusal(connection, planned, answer, sent.answer)) {
    return cure(connection, update, other, sent.answer, signal);
  }
  Object.assign(connection.findings, { opCase, activeAs, referenceAs });
  return orDisable(connection, update, planned, answer, signal);
}

/** The second form got past what the first was refused for, and met something else. */
function isAnotherRefusal(
  connection: Connection,
  planned: readonly PlannedOperation[],
  before: ScimAnswer,
  after: ScimAnswer,
): boolean {
  if (after.status !== 400) return false;
  const [one, two] = [connection.readError(before), connection.readError(after)];
  const [first, second] = [one, two].map(({ detail }) => refusedAttribute(detail, pathsOf(planned)));
  return first !== second || (first === null && one.scimType !== two.scimType);
}

const pathsOf = (planned: readonly PlannedOperation[]): readonly string[] => planned.flatMap(({ paths }) => paths);

/** One refused attribute does not keep the others from being applied; it is named in the log. */
async function leaveOut(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
  named: string | null,
  signal: AbortSignal,
): Promise<Step> {
  const { detail } = connection.readError(answer);
  if (named === null) return oneByOne(connection, update, planned, signal);
  const own = planned.find(({ paths }) => paths.includes(named))?.paths ?? [named];
  for (const path of own) update.refused.push({ path, detail });
  update.changes = update.changes.filter(({ path }) => !own.includes(path));
  update.references = update.references.filter(({ path }) => !own.includes(path));
  if (update.changes.length + update.references.length > 0) return again;
  return done(failure(connection.problemOf(answer, named)));
}

/** The service does not say which attribute it means: each is sent alone, `active` first as before. */
async function oneByOne(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  signal: AbortSignal,
): Promise<Step> {
  let resource: ScimResource | null = null;
  let applied = 0;
  let last: ScimAnswer | null = null;
  for (const operation of planned) {
    const sent = await sendPatch(connection, { ...update, current: null }, [operation], true, signal);
    if (sent.kind === 'failure') return done(failure(sent.problem));
    last = sent.answer;
    if (isSuccess(last)) {
      applied += 1;
      resource = storedResource(last);
    } else {
      const { detail } = connection.readError(last);
      for (const path of operation.paths) update.refused.push({ path, detail });
    }
  }
  if (applied > 0 || last === null) return done(finish(update, resource));
  return done(failure(connection.problemOf(last, pathsOf(planned)[0] ?? null)));
}

/** A refused rename must not leave somebody enabled who is to be disabled: that part is sent alone (scim-interop 2.5). */
async function orDisable(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Step> {
  const disable = update.changes.find(({ path, to }) => isActive(path) && readBoolean(to) === false);
  const isUserRefusal = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
  if (disable === undefined || !isUserRefusal || planned.length < 2) return refuse(connection, update, planned, answer);
  const { detail } = connection.readError(answer);
  const others = pathsOf(planned).filter((path) => !isActive(path));
  const alone = planPatch({ changes: [disable], references: [], current: null, dialect: dialectOf(connection) });
  const sent = await sendPatch(connection, update, alone, true, signal);
  if (sent.kind === 'failure') return done(failure(sent.problem));
  if (!isSuccess(sent.answer)) return done(failure(connection.problemOf(sent.answer, disable.path)));
  for (const path of others) update.refused.push({ path, detail });
  return done(finish(update, storedResource(sent.answer)));
}

function refuse(
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

/** GET, merge, PUT: the whole resource goes back with these changes in it (scim-interop 1.8). */
async function putOnce(connection: Connection, update: Update, isRepeat: boolean, signal: AbortSignal): Promise<Step> {
  const { current, changes, references } = update;
  if (current === null) return again;
  if (changes.length + references.length === 0) return done(finish(update, current));
  const body = mergeResource(current, changes, references, connection.findings);
  const headers = precondition(connection, current);
  const request = { method: 'PUT', path: accountPath(update.id), body, headers, repeat: 'always', isRepeat } as const;
  const sent = await connection.request(request, signal);
  if (sent.kind === 'failure') return done(failure(sent.problem));
  const { answer } = sent;
  if (isSuccess(answer)) return done(finish(update, storedResource(answer)));
  switch (answer.status) {
    case 404:
      return cureNotFound(connection, update, answer, signal);
    case 405:
    case 501:
      if (!first(update, 'patch') || update.tried.has('put')) return refuse(connection, update, [], answer);
      connection.findings.updateBy = 'patch';
      return again;
    case 412:
    case 428:
      return curePrecondition(connection, update, [], answer, signal);
    default:
      return refuse(connection, update, [], answer);
  }
}
