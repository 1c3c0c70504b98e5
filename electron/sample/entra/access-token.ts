import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

const claims = z.object({ aud: z.string(), exp: z.number(), appid: z.string(), roles: z.array(z.string()) });
export type TokenClaims = z.output<typeof claims>;

/** Access tokens as JWTs, signed with a key of this start alone. */
export class AccessTokens {
  #key = randomBytes(32);

  issue(
    audience: string,
    tenantId: string,
    clientId: string,
    roles: readonly string[],
    expiresInSeconds: number,
  ): string {
    const now = Math.floor(Date.now() / 1000);
    const head = encode({ typ: 'JWT', alg: 'HS256', kid: 'sample' });
    const body = encode({
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + expiresInSeconds,
      appid: clientId,
      idtyp: 'app',
      roles,
      tid: tenantId,
      uti: randomUUID(),
      ver: '1.0',
    });
    return `${head}.${body}.${this.#sign(`${head}.${body}`)}`;
  }

  /** The claims, or why the token is refused. */
  read(token: string): TokenClaims | 'malformed' | 'expired' {
    const [head = '', body = '', signature = '', ...rest] = token.split('.');
    if (rest.length > 0 || signature !== this.#sign(`${head}.${body}`)) return 'malformed';
    const read = claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    if (!read.success) return 'malformed';
    return read.data.exp * 1000 <= Date.now() ? 'expired' : read.data;
  }

  /** Nobody's token is good any more. */
  revokeAll(): void {
    this.#key = randomBytes(32);
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
