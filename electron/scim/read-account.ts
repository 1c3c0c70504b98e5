import type { TargetId } from '../../shared/ids';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { Account } from '../edges';
import { isSuccess, isWebPage, readAccount } from './scim-answer';
import { answerTo, type Connection, notScim } from './send-request';

export const accountPath = (id: TargetId): `/${string}` => `/Users/${encodeURIComponent(id)}`;

/**
 * `GET /Users/{id}`; null: it is gone. An account made a moment ago is asked for again, because services settle late.
 * A web page or bare text with a 404 speaks of the address, not of the account (scim-interop 1.14).
 */
export async function readAccountById(
  connection: Connection,
  id: TargetId,
  signal: AbortSignal,
): Promise<Outcome<Account | null>> {
  for (let repeats = 0; ; repeats += 1) {
    const request = { method: 'GET', path: accountPath(id), repeat: 'always', isRepeat: repeats > 0 } as const;
    const read = await answerTo(connection, request, signal);
    if (!read.ok) return read;
    const answer = read.value;
    if (isSuccess(answer)) {
      const account = readAccount(answer.json);
      if (account === null) throw new ProblemError(notScim(connection.address, answer));
      const tag = answer.headers['etag'];
      if (tag !== undefined) connection.entityTags.set(account.resource, tag);
      return success(account);
    }
    if (answer.status !== 404 && answer.status !== 410) return failure(connection.problemOf(answer));
    const waitMs = connection.settling.waitMs(id, repeats);
    if (waitMs === null) {
      if (!isWebPage(answer) && (answer.json !== undefined || answer.body.trim() === '')) return success(null);
      throw new ProblemError({ kind: 'target-not-found', host: connection.address.host });
    }
    await connection.sleep(waitMs, signal);
  }
}
