import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import type { Account } from '../edges';
import { isSuccess, readAccount, readList, type ScimAnswer } from './scim-answer';
import { type Connection, notScim } from './send-request';

/** How a listing ended. Only a complete one says anything about who is not in it. */
export interface ListEnd {
  readonly complete: boolean;
  /** As the service said last; null where it never said. */
  readonly total: number | null;
}

export interface ListOptions {
  readonly pageSize: number;
  /** The listing stops there and is incomplete. */
  readonly maxPages?: number;
  /** What a refusal of the first page means; absent: what it says. */
  readonly refusedAs?: (connection: Connection, answer: ScimAnswer) => Problem;
}

/**
 * All accounts, page by page, each once. It advances by the rows that came, not by those asked for, and ends for a
 * service that ignores `startIndex` or begins again (scim-interop 1.9). A full page is followed by another request even
 * where `totalResults` says enough, for some count the page alone (quirk 35). Throws ProblemError for a page that fails.
 */
export async function* readAccounts(
  connection: Connection,
  { pageSize, maxPages = 10_000, refusedAs }: ListOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly Account[], ListEnd> {
  const seen = new Set<string>();
  let total: number | null = null;
  let received = 0;
  let longestPage = 0;
  for (let page = 0; page < maxPages; page += 1) {
    const query = { startIndex: String(received + 1), count: String(pageSize) };
    // Somebody who may not list may still do all else: a refusal of the list ends nothing but the list.
    const isAdvice = refusedAs !== undefined;
    const request = { method: 'GET', path: '/Users', query, repeat: 'always', isAdvice } as const;
    const sent = await connection.request(request, signal);
    if (sent.kind === 'failure') throw new ProblemError(sent.problem);
    if (!isSuccess(sent.answer)) {
      // Some take no startIndex but 1 (quirk 34): what came so far is all there is to see.
      if (page > 0 && (sent.answer.status === 501 || sent.answer.status === 400)) return { complete: false, total };
      throw new ProblemError(refusedAs?.(connection, sent.answer) ?? connection.problemOf(sent.answer));
    }
    const list = readList(sent.answer);
    if (list === null) throw new ProblemError(notScim(connection.address, sent.answer));
    const fresh: Account[] = [];
    for (const resource of list.resources) {
      const account = readAccount(resource);
      if (account === null) throw new ProblemError(notScim(connection.address, sent.answer));
      if (!seen.has(account.id)) fresh.push(account);
      seen.add(account.id);
    }
    total = list.totalResults ?? total;
    const rows = list.resources.length;
    received += rows;
    if (fresh.length > 0) yield fresh;
    if (rows === 0) return { complete: total === null || seen.size >= total, total };
    if (fresh.length === 0) return { complete: total !== null && seen.size >= total, total };
    const isFull = rows >= pageSize || (longestPage > 0 && rows >= longestPage);
    longestPage = Math.max(longestPage, rows);
    if (total !== null && seen.size >= total && !isFull) return { complete: true, total };
  }
  return { complete: false, total };
}

/** How many accounts there are, in one request if the service counts them; null: it does not let us know. */
export async function countAccounts(connection: Connection, signal: AbortSignal): Promise<number | null> {
  const query = { startIndex: '1', count: '1' };
  const sent = await connection.request({ method: 'GET', path: '/Users', query, repeat: 'always' }, signal);
  if (sent.kind === 'failure' || !isSuccess(sent.answer)) return null;
  const list = readList(sent.answer);
  if (list === null) return null;
  const rows = list.resources.length;
  if (list.totalResults !== null && (list.totalResults > rows || rows === 0)) return list.totalResults;
  let counted = 0;
  const pages = readAccounts(connection, { pageSize: 100, maxPages: 20 }, signal);
  for (let page = await pages.next(); ; page = await pages.next()) {
    if (page.done === true) return page.value.complete ? counted : null;
    counted += page.value.length;
  }
}
