import type { TargetId } from '../../shared/ids';
import { readMember } from '../../shared/mapping/target-path';
import { failure, type Outcome, success } from '../../shared/outcome';
import { accountPath, readAccountById } from './read-account';
import { isScimError, isSuccess } from './scim-answer';
import { answerTo, type Connection } from './send-request';

const pollMs = [500, 1_000, 2_000];

/** `DELETE /Users/{id}`. A repeat that finds nothing has succeeded; a 404 that is not SCIM's is proved by a GET (1.14). */
export async function removeAccount(
  connection: Connection,
  id: TargetId,
  signal: AbortSignal,
): Promise<Outcome<'removed' | 'already-gone'>> {
  const request = { method: 'DELETE', path: accountPath(id), repeat: 'always' } as const;
  const deleted = await answerTo(connection, request, signal);
  if (!deleted.ok) return deleted;
  const answer = deleted.value;
  connection.settling.forget(id);
  if (answer.status === 202) return awaitRemoval(connection, id, signal);
  if (isSuccess(answer)) return success('removed');
  if (answer.status === 410 || (answer.status === 404 && isScimError(answer))) return success('already-gone');
  if (answer.status === 404) {
    const read = await readAccountById(connection, id, signal);
    if (!read.ok) return read;
    if (read.value === null) return success('already-gone');
  }
  return failure(connection.problemOf(answer));
}

/** 202 is "accepted, not done". Some services only deactivate and keep the account (scim-interop quirk 54): done as well. */
async function awaitRemoval(connection: Connection, id: TargetId, signal: AbortSignal): Promise<Outcome<'removed'>> {
  for (const ms of pollMs) {
    const read = await readAccountById(connection, id, signal);
    if (!read.ok) return read;
    if (read.value === null || readMember(read.value.resource, 'active') === false) return success('removed');
    await connection.sleep(ms, signal);
  }
  const detail = 'It accepted the removal, but the account is still there.';
  return failure({ kind: 'target-refused', status: 202, scimType: null, detail, attribute: null });
}
