import type { Answer } from '../answer';
import type { FaultSide } from './fault';

/** An error in the words of the side that makes it: Graph's body, or SCIM's (RFC 7644 section 3.12). */
export function errorAnswer(
  side: FaultSide,
  status: number,
  code: string,
  detail: string,
  headers: Answer['headers'] = {},
): Answer {
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': 'fault',
    'client-request-id': 'fault',
  };
  const body =
    side === 'entra'
      ? { error: { code, message: detail, innerError } }
      : { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail };
  const type = side === 'entra' ? 'application/json' : 'application/scim+json';
  return { status, headers: { 'content-type': type, ...headers }, body: JSON.stringify(body) };
}
