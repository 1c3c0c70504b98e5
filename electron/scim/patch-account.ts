import { readBoolean } from '../../shared/mapping/target-path';
import type { ScimResource } from '../../shared/mapping/target-value';
import { failure } from '../../shared/outcome';
import { isActive, type PlannedOperation, patchBody, planPatch } from './patch-body';
import { accountPath } from './read-account';
import { refusedAttribute } from './refused-attribute';
import { isSuccess, type ScimAnswer } from './scim-answer';
import type { Connection, Sent } from './send-request';
import {
  again,
  cureRequest,
  done,
  finish,
  first,
  pathsOf,
  precondition,
  readOn,
  refuse,
  type Step,
  storedResource,
  taken,
  type Update,
} from './update';

/** One PATCH, and after a refusal what may cure it. */
export async function patchOnce(
  connection: Connection,
  update: Update,
  isRepeat: boolean,
  signal: AbortSignal,
): Promise<Step> {
  const { changes, references, current, otherForm } = update;
  const planned = planPatch({ changes, references, current, otherForm, dialect: dialectOf(connection) });
  if (planned.length === 0) return done(finish(update, update.isFresh ? current : null));
  const sent = await sendPatch(connection, update, planned, isRepeat, signal);
  const stored = taken(update, sent);
  if (stored !== null) return stored;
  if (addsElements(planned) && wasLost(sent) && update.lostAnswers < maxLostAnswers) {
    update.lostAnswers += 1;
    await connection.sleep(connection.backOffMs(update.lostAnswers), signal);
    return (await readOn(connection, update, signal)) ?? again;
  }
  if (sent.kind === 'failure') return done(failure(sent.problem));
  return cure(connection, update, planned, sent.answer, signal);
}

const dialectOf = ({ findings, profile }: Connection) => ({
  opCase: findings.opCase,
  valuePath: profile.patch.valuePath,
  activeAs: findings.activeAs,
  referenceAs: findings.referenceAs,
});

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

async function cure(
  connection: Connection,
  update: Update,
  planned: readonly PlannedOperation[],
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Step> {
  const cured = await cureRequest(connection, update, { method: 'patch', planned }, answer, signal);
  if (cured !== null) return cured;
  return answer.status === 400
    ? cureRefusal(connection, update, planned, answer, signal)
    : orDisable(connection, update, planned, answer, signal);
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
  const stored = taken(update, sent);
  if (stored !== null) return stored;
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
