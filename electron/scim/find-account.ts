import { elementName } from '../../shared/mapping/target-list';
import { parseTargetPath, readPath, sameTargetValue } from '../../shared/mapping/target-path';
import type { TargetValue } from '../../shared/mapping/target-value';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import type { Account } from '../edges';
import { filterText } from './filter-text';
import { readAccountById } from './read-account';
import { isScimError, isSuccess, readAccount, readList, type ScimAnswer } from './scim-answer';
import { answerTo, type Connection, notScim } from './send-request';

const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/**
 * The accounts that have this value at this path. Nothing is taken on trust: a service that ignores the filter answers
 * with everybody, and taking the first would rename a stranger (scim-interop quirk 4).
 */
export async function findAccounts(
  connection: Connection,
  path: string,
  value: string,
  signal: AbortSignal,
): Promise<Outcome<readonly Account[]>> {
  const { unsearchable } = connection.findings;
  if (unsearchable.has(path)) return failure({ kind: 'target-cannot-filter', attribute: path, detail: '' });
  const asked = await askFor(connection, filterText(path, value), signal);
  if (!asked.ok) return asked;
  const answer = asked.value;
  if (!isSuccess(answer)) return readRefusal(connection, path, answer, signal);
  const list = readList(answer);
  if (list === null) throw new ProblemError(notScim(connection.address, answer));
  const accounts = new Map<string, Account>();
  for (const resource of list.resources) {
    const account = readAccount(resource);
    if (account === null) throw new ProblemError(notScim(connection.address, answer));
    const judged = await verify(connection, account, path, value, signal);
    if (!judged.ok) return judged;
    if (judged.value === 'other') return failure({ kind: 'target-ignores-filter', attribute: path });
    if (judged.value === 'same') accounts.set(account.id, account);
  }
  return success([...accounts.values()]);
}

/** The search; as a POST where the service says that the value is too personal for an address (RFC 7644 section 7.5.2). */
async function askFor(connection: Connection, filter: string, signal: AbortSignal): Promise<Outcome<ScimAnswer>> {
  const asked = await answerTo(
    connection,
    { method: 'GET', path: '/Users', query: { filter }, repeat: 'always' },
    signal,
  );
  if (!asked.ok || isSuccess(asked.value)) return asked;
  if (connection.readError(asked.value).scimType !== 'sensitive') return asked;
  const body = { schemas: [searchRequest], filter };
  return answerTo(connection, { method: 'POST', path: '/Users/.search', body, repeat: 'always' }, signal);
}

/** Whether an answer has the value that was asked for. `looser`: the service compares more loosely than people are told apart. */
type Verdict = 'same' | 'looser' | 'other';

async function verify(
  connection: Connection,
  account: Account,
  path: string,
  value: string,
  signal: AbortSignal,
): Promise<Outcome<Verdict>> {
  const found = readPath(account.resource, path);
  if (found !== null) return success(judge(path, found, value));
  // Some lists hold ids alone; the account itself then tells.
  const whole = await readAccountById(connection, account.id, signal);
  if (!whole.ok) return whole;
  const read = whole.value === null ? null : readPath(whole.value.resource, path);
  return success(read === null ? 'other' : judge(path, read, value));
}

function judge(path: string, found: TargetValue, value: string): Verdict {
  if (!holds(path, found, value, false)) return holdsLoosely(found, value) ? 'looser' : 'other';
  return !isKey(path) || holds(path, found, value, true) ? 'same' : 'looser';
}

/** As databases compare that know no accents and no spaces at the end: José is found for Jose, and is another person. */
function holdsLoosely(found: TargetValue, value: string): boolean {
  const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
  return (typeof found === 'object' ? found.map(elementName) : [String(found)]).some(
    (each) => fold(each) === fold(value),
  );
}

/** Compared to the letter by RFC 7643 section 3.1; all else that people are matched by is not. */
const isKey = (path: string): boolean =>
  ['id', 'externalid'].includes(parseTargetPath(path)?.attribute.toLowerCase() ?? '');

/** Of several values one is enough (RFC 7644 section 3.4.2.2). */
const holds = (path: string, found: TargetValue, value: string, exact: boolean): boolean =>
  typeof found === 'object'
    ? found.some((each) => sameTargetValue(path, elementName(each), value, exact))
    : sameTargetValue(path, found, value, exact);

/** Whether a difference of letter case is a change worth sending; what no profile lists is compared without case. */
export const isCaseExact = (profile: Profile, path: string): boolean =>
  profile.attributes.find((attribute) => attribute.path.toLowerCase() === path.toLowerCase())?.caseExact ?? isKey(path);

async function readRefusal(
  connection: Connection,
  path: string,
  answer: ScimAnswer,
  signal: AbortSignal,
): Promise<Outcome<readonly Account[]>> {
  const { scimType, detail } = connection.readError(answer);
  const cannotFilter = failure({ kind: 'target-cannot-filter', attribute: path, detail });
  switch (answer.status) {
    case 404:
      // A filtered list that is empty is a 404 to some (quirk 6); without a SCIM body there is no service here.
      if (isScimError(answer)) return success([]);
      throw new ProblemError({ kind: 'target-not-found', host: connection.address.host });
    case 400:
      return scimType === 'tooMany' ? failure(connection.problemOf(answer, path)) : cannotFilter;
    case 501:
      connection.findings.unsearchable.add(path);
      return cannotFilter;
    case 500: {
      // Some fail over a filter they do not know (quirk 3): the same without it tells the two apart.
      const query = { startIndex: '1', count: '1' };
      const plain = await answerTo(connection, { method: 'GET', path: '/Users', query, repeat: 'always' }, signal);
      if (!plain.ok || !isSuccess(plain.value) || readList(plain.value) === null)
        return failure(connection.problemOf(answer));
      connection.findings.unsearchable.add(path);
      return cannotFilter;
    }
    default:
      return failure(connection.problemOf(answer, path));
  }
}
