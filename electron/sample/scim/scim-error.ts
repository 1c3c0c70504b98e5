import type { Answer } from '../answer';

/** A SCIM error (RFC 7644 section 3.12). */
export function scimError(status: number, scimType: string | null, detail: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/scim+json' },
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType === null ? {} : { scimType }),
      detail,
    }),
  };
}

export const isBearer = (header: string | undefined, token: string): boolean =>
  /^bearer /i.test(header ?? '') && (header ?? '').slice('bearer '.length).trim() === token;
