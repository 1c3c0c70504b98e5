import type { Problem } from '../../shared/log/problem';
import { readMember } from '../../shared/mapping/target-path';
import { ProblemError } from '../../shared/outcome';
import type { Account } from '../edges';
import { readAccounts } from './read-list';
import { isSuccess, readAccount, readList, type ScimAnswer } from './scim-answer';
import { answerTo, type Connection, notScim } from './send-request';

const pageSize = 100;
const maxPages = 20_000;

/**
 * Every account of the service, page by page, each once; only ids are kept. It ends by throwing where the list is refused
 * or does not reach its own end: half a list proves nothing about who is missing. Index paging first (RFC 7644 section
 * 3.4.2.4), which every service has; cursors (RFC 9865) where that leads nowhere and the service has them.
 */
export async function* listAccounts(
  connection: Connection,
  signal: AbortSignal,
): AsyncGenerator<readonly Account[], void> {
  const seen = new Set<string>();
  const unseen = (page: readonly Account[]): readonly Account[] => {
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return fresh;
  };
  const pages = readAccounts(connection, { pageSize, maxPages, refusedAs: cannotList }, signal);
  let end = await pages.next();
  for (; end.done !== true; end = await pages.next()) {
    const fresh = unseen(end.value);
    if (fresh.length > 0) yield fresh;
  }
  const { complete, total } = end.value;
  if (complete) return;
  let cursor = '';
  for (let page = 0; page < maxPages; page += 1) {
    const read = await readByCursor(connection, cursor, signal);
    if (read === null) break;
    const fresh = unseen(read.accounts);
    if (fresh.length > 0) yield fresh;
    // No cursor to go on with is the end, and the only sign of it.
    if (read.next === null) {
      if (page > 0) return;
      break;
    }
    if (read.next === cursor) break;
    cursor = read.next;
  }
  throw new ProblemError({ kind: 'target-list-incomplete', received: seen.size, total });
}

/** A page by its cursor; null: the service does not page so. */
async function readByCursor(connection: Connection, cursor: string, signal: AbortSignal) {
  const query = { cursor, count: String(pageSize) };
  const asked = await answerTo(connection, { method: 'GET', path: '/Users', query, repeat: 'always' }, signal);
  if (!asked.ok) throw new ProblemError(asked.problem);
  if (!isSuccess(asked.value)) return null;
  const list = readList(asked.value);
  if (list === null) throw new ProblemError(notScim(connection.address, asked.value));
  const accounts = list.resources.map((resource) => {
    const account = readAccount(resource);
    if (account === null) throw new ProblemError(notScim(connection.address, asked.value));
    return account;
  });
  const next = readMember(asked.value.json, 'nextCursor');
  return { accounts, next: typeof next === 'string' && next !== '' ? next : null };
}

/** A refusal of the list itself: the service lists nobody without a filter, or not for this token. */
function cannotList(connection: Connection, answer: ScimAnswer): Problem {
  const { status } = answer;
  if (status === 401) return { kind: 'target-unauthorized', detail: connection.readError(answer).detail };
  return [400, 403, 404, 405, 413, 422, 501].includes(status)
    ? { kind: 'target-cannot-list', status, detail: connection.readError(answer).detail }
    : connection.problemOf(answer);
}
