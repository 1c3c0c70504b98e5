import { targetId } from '../../shared/ids';
import { buildResource, parseTargetPath, readMember } from '../../shared/mapping/target-path';
import type { PathValue, ScimResource } from '../../shared/mapping/target-value';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { Account, CreatedAccount } from '../edges';
import { findAccounts } from './find-account';
import { activeValue, isActive } from './patch-body';
import { readAccountById } from './read-account';
import { refusedAttribute } from './refused-attribute';
import { isScimError, isSuccess, readAccount, type ScimAnswer } from './scim-answer';
import { type Connection, notScim, type Sent } from './send-request';

const maxPosts = 3;

/**
 * `POST /Users`. It is not repeated before a search has shown that the account is not there: an answer that was lost may
 * have come after the deed, and a second POST would make a twin (scim-interop 1.15).
 */
export async function createAccount(
  connection: Connection,
  values: readonly PathValue[],
  signal: AbortSignal,
): Promise<Outcome<CreatedAccount>> {
  const userName = userNameOf(values);
  const triedOtherForm = { active: false, reference: false };
  for (let posts = 1; ; posts += 1) {
    const body = createBody(connection, values);
    const sent = await connection.request(
      { method: 'POST', path: '/Users', body, repeat: 'if-unsent', isRepeat: posts > 1 },
      signal,
    );
    if (sent.kind === 'answer' && isSuccess(sent.answer)) return readCreated(connection, sent.answer, userName, signal);
    if (isLost(sent)) {
      const found = userName === null ? null : await findAccounts(connection, 'userName', userName, signal);
      const adopted = found?.ok === true ? found.value[0] : undefined;
      if (adopted !== undefined) return success({ ...adopted, adopted: false });
      if (found?.ok === true && posts < maxPosts) {
        await connection.sleep(connection.backOffMs(posts), signal);
        continue;
      }
    }
    if (sent.kind === 'failure') return failure(sent.problem);
    if (trySwitch(connection, sent.answer, values, triedOtherForm)) continue;
    return readRefusal(connection, sent.answer, values, userName);
  }
}

/** Whether the service may have made the account although it did not say so. */
const isLost = (sent: Sent): boolean =>
  sent.kind === 'failure'
    ? sent.mayHaveActed
    : sent.answer.status === 408 || (sent.answer.status >= 500 && sent.answer.status !== 501);

function userNameOf(values: readonly PathValue[]): string | null {
  const found = values.find(({ path }) => {
    const parsed = parseTargetPath(path);
    return parsed?.schema === null && parsed.attribute.toLowerCase() === 'username';
  });
  return typeof found?.value === 'string' ? found.value : null;
}

function createBody(connection: Connection, values: readonly PathValue[]): ScimResource {
  const { findings, profile } = connection;
  const references = new Set(profile.attributes.filter(({ type }) => type === 'reference').map(({ path }) => path));
  const body = buildResource(
    values.map(({ path, value }) =>
      references.has(path) && findings.referenceAs === 'object' && parseTargetPath(path)?.sub === null
        ? { path: `${path}.value`, value }
        : { path, value },
    ),
  );
  const { active } = body;
  return typeof active === 'boolean' ? { ...body, active: activeValue(active, findings) } : body;
}

/** 201 with the resource, with `Location` alone, or with neither (scim-interop quirk 10); 200 for one that was there. */
async function readCreated(
  connection: Connection,
  answer: ScimAnswer,
  userName: string | null,
  signal: AbortSignal,
): Promise<Outcome<CreatedAccount>> {
  const { status } = answer;
  const adopted = status === 200;
  const inBody = readAccount(answer.json);
  if (inBody !== null) {
    connection.settling.remember(inBody.id);
    const isWhole = readMember(inBody.resource, 'userName') !== undefined;
    return success({ id: inBody.id, resource: isWhole ? inBody.resource : null, adopted, status });
  }
  const located = await readLocated(connection, answer.headers['location'], signal);
  if (!located.ok) return located;
  if (located.value !== null) return success({ ...located.value, adopted, status });
  if (userName !== null) {
    const found = await findAccounts(connection, 'userName', userName, signal);
    if (!found.ok) return found;
    const [first] = found.value;
    if (first !== undefined) return success({ ...first, adopted, status });
  }
  return failure({
    kind: 'target-refused',
    status: answer.status,
    scimType: null,
    detail: 'It says that the account was created, but not which one, and it cannot be found.',
    attribute: null,
  });
}

/** The last segment of `Location`, decoded, stands in for the id; a GET confirms it. */
async function readLocated(
  connection: Connection,
  location: string | undefined,
  signal: AbortSignal,
): Promise<Outcome<Account | null>> {
  const segment = /([^/?#]+)\/?(?:[?#].*)?$/.exec(location ?? '')?.[1];
  if (segment === undefined || segment === 'Users') return success(null);
  let id: string;
  try {
    id = decodeURIComponent(segment);
  } catch {
    id = segment;
  }
  connection.settling.remember(targetId(id));
  return readAccountById(connection, targetId(id), signal);
}

/** `active` or the manager in a form the service does not take: the other is tried once and kept (quirks 20 and 22). */
function trySwitch(
  connection: Connection,
  answer: ScimAnswer,
  values: readonly PathValue[],
  tried: { active: boolean; reference: boolean },
): boolean {
  if (answer.status !== 400) return false;
  const { findings, profile } = connection;
  const { detail } = connection.readError(answer);
  const paths = values.map(({ path }) => path);
  const named = paths.length === 1 ? null : refusedAttribute(detail, paths);
  if (named === null) return false;
  // A second refusal of the same attribute: the form was not the reason, and the first one stands again.
  if (isActive(named)) {
    findings.activeAs = findings.activeAs === 'boolean' ? 'string' : 'boolean';
    tried.active = !tried.active;
    return tried.active;
  }
  if (!profile.attributes.some(({ path, type }) => path === named && type === 'reference')) return false;
  findings.referenceAs = findings.referenceAs === 'object' ? 'string' : 'object';
  tried.reference = !tried.reference;
  return tried.reference;
}

function readRefusal(
  connection: Connection,
  answer: ScimAnswer,
  values: readonly PathValue[],
  userName: string | null,
): Outcome<CreatedAccount> {
  const { detail } = connection.readError(answer);
  if (answer.status === 404 && !isScimError(answer))
    throw new ProblemError({ kind: 'target-not-found', host: connection.address.host });
  if (answer.status === 304) throw new ProblemError(notScim(connection.address, answer));
  // 409 is enough, with any scimType or none (quirk 8): the caller matches again.
  if (answer.status === 409) return failure({ kind: 'conflict', attribute: 'userName', value: userName ?? '', detail });
  const paths = values.map(({ path }) => path);
  return failure(connection.problemOf(answer, refusedAttribute(detail, paths)));
}
