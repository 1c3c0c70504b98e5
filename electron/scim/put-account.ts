import { failure } from '../../shared/outcome';
import { mergeResource } from './merge-resource';
import { accountPath } from './read-account';
import type { Connection } from './send-request';
import { again, cureRequest, done, finish, precondition, refuse, type Step, taken, type Update } from './update';

/** GET, merge, PUT: the whole resource goes back with these changes in it (scim-interop 1.8). */
export async function putOnce(
  connection: Connection,
  update: Update,
  isRepeat: boolean,
  signal: AbortSignal,
): Promise<Step> {
  const { current, changes, references } = update;
  if (current === null) return again;
  if (changes.length + references.length === 0) return done(finish(update, current));
  const body = mergeResource(current, changes, references, connection.findings);
  const headers = precondition(connection, current);
  const request = { method: 'PUT', path: accountPath(update.id), body, headers, repeat: 'always', isRepeat } as const;
  const sent = await connection.request(request, signal);
  const stored = taken(update, sent);
  if (stored !== null) return stored;
  if (sent.kind === 'failure') return done(failure(sent.problem));
  const cured = await cureRequest(connection, update, { method: 'put', planned: [] }, sent.answer, signal);
  return cured ?? refuse(connection, update, [], sent.answer);
}
