import { failure } from '../../shared/outcome';
import { mergeResource } from './merge-resource';
import { accountPath } from './read-account';
import { isSuccess } from './scim-answer';
import type { Connection } from './send-request';
import {
  again,
  cureNotFound,
  curePrecondition,
  done,
  finish,
  first,
  precondition,
  refuse,
  type Step,
  storedResource,
  type Update,
} from './update';

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
