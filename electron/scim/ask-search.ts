import { randomUUID } from 'node:crypto';
import type { Problem } from '../../shared/log/problem';
import { readPath } from '../../shared/mapping/target-path';
import type { SearchProof } from '../../shared/matching/search-proof';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { Account } from '../edges';
import { discover } from './discover';
import { findAccounts } from './find-account';
import { readAccounts } from './read-list';
import type { Connection } from './send-request';

/** Enough accounts to hold one with a value. */
const sampleSize = 50;

/**
 * Asks the service itself whether it can search by an attribute. A service that refuses says so; one that ignores the
 * filter, or knows no such attribute and answers with nobody, is caught by a value that somebody has. Writes nothing.
 */
export async function askSearch(
  connection: Connection,
  path: string,
  signal: AbortSignal,
): Promise<Outcome<SearchProof>> {
  const { filter } = await discover(connection, signal);
  const refused = filter === false ? 'no-filter' : 'refuses';
  const absent = await findAccounts(connection, path, randomUUID(), signal);
  if (!absent.ok) return proofOf(absent.problem, refused);
  const known = await someoneWith(connection, path, signal);
  if (known === null) return success(filter === false ? 'no-filter' : 'takes');
  const present = await findAccounts(connection, path, known.value, signal);
  if (!present.ok) return proofOf(present.problem, refused);
  return success(present.value.some(({ id }) => id === known.account.id) ? 'finds' : 'misses');
}

function proofOf(problem: Problem, refused: SearchProof): Outcome<SearchProof> {
  if (problem.kind === 'target-cannot-filter') return success(refused);
  return problem.kind === 'target-ignores-filter' ? success('ignores') : failure(problem);
}

/** An account of the first page with a text at the path; null: none has one, or none may be listed. */
async function someoneWith(
  connection: Connection,
  path: string,
  signal: AbortSignal,
): Promise<{ readonly account: Account; readonly value: string } | null> {
  const refusedAs = (): Problem => ({ kind: 'target-cannot-list', status: 0, detail: '' });
  try {
    const pages = readAccounts(connection, { pageSize: sampleSize, maxPages: 1, refusedAs }, signal);
    const page = await pages.next();
    if (page.done === true) return null;
    for (const account of page.value) {
      const found = readPath(account.resource, path);
      const value: unknown = Array.isArray(found) ? found[0] : found;
      if (typeof value === 'string' && value.trim() !== '') return { account, value };
    }
    return null;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind === 'target-cannot-list') return null;
    throw error;
  }
}
