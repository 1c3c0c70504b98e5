import { constants, verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Company } from '../company';

/** A certificate as it was uploaded to the app registration: without its key. */
export interface RegisteredCertificate {
  readonly pem: string;
}

export interface AssertionContext {
  readonly company: Company;
  readonly certificates: readonly RegisteredCertificate[];
  /** Ids of assertions that were taken, with the second of their end. */
  readonly taken: Map<string, number>;
  /** Of the host that was asked. */
  readonly origin: string;
}

/** An AADSTS code and the words after it. */
export interface AssertionRefusal {
  readonly code: number;
  readonly words: string;
}

/** Clocks may be so far apart, in seconds. */
const skew = 300;

const header = z.object({
  alg: z.enum(['PS256', 'RS256']),
  'x5t#S256': z.string().min(1),
});
const claims = z.object({
  aud: z.string(),
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
  jti: z.string().min(1),
});

const review =
  'Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .';

/**
 * Judges a JWT that is signed with the application's certificate (Microsoft identity platform, "application authentication
 * certificate credentials"; RFC 7523 section 3). null: it is good, and its id is taken.
 */
export function judgeAssertion(assertion: string, context: AssertionContext): AssertionRefusal | null {
  const { company, certificates, taken, origin } = context;
  const [head = '', body = '', signature = '', ...rest] = assertion.split('.');
  const read = { header: header.safeParse(parsed(head)), claims: claims.safeParse(parsed(body)) };
  if (rest.length > 0 || signature === '' || !read.header.success || !read.claims.success)
    return {
      code: 50027,
      words: 'JWT token is invalid or malformed.',
    };
  const { alg, 'x5t#S256': thumbprint } = read.header.data;
  const { aud, iss, sub, exp, nbf, jti } = read.claims.data;
  if (iss.toLowerCase() !== company.clientId || sub.toLowerCase() !== company.clientId)
    return {
      code: 700021,
      words: `Client assertion application identifier doesn't match 'client_id' parameter. ${review}`,
    };
  if (!audiences(company, origin).includes(aud.toLowerCase()))
    return { code: 700023, words: `Client assertion audience claim does not match Realm issuer. ${review}` };

  const registered = certificates
    .map(({ pem }) => new X509Certificate(pem))
    .find((certificate) => thumbprintOf(certificate) === thumbprint.replace(/=+$/, ''));
  const used = `Thumbprint of key used by client: '${Buffer.from(thumbprint, 'base64url').toString('hex').toUpperCase()}'`;
  const configured = `Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${company.clientId}'.`;
  if (registered === undefined)
    return {
      code: 700027,
      words: `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., ${used}, ${configured}]`,
    };
  const found = `Found key 'Start=${stamp(registered.validFrom)}, End=${stamp(registered.validTo)}'`;
  const invalid = (reason: string): AssertionRefusal => ({
    code: 700027,
    words: `Client assertion contains an invalid signature. [Reason - ${reason}, ${used}, ${found}, ${configured}]`,
  });
  if (!isSigned(alg, `${head}.${body}`, signature, registered))
    return invalid('The provided signature value did not match the expected signature value.');
  const now = Date.now() / 1000;
  if (now * 1000 > Date.parse(registered.validTo)) return invalid('The key used is expired.');
  if (now * 1000 < Date.parse(registered.validFrom)) return invalid('The key used is not yet valid.');
  if (now > exp + skew || now < nbf - skew)
    return {
      code: 700024,
      words: `Client assertion is not within its valid time range. Current time: ${iso(now)}, assertion valid from ${iso(nbf)}, expiry time of assertion ${iso(exp)}. ${review}`,
    };
  for (const [id, end] of taken) if (now > end + skew) taken.delete(id);
  if (taken.has(jti))
    return { code: 50027, words: `JWT token is invalid or malformed: its id '${jti}' was used before.` };
  taken.set(jti, exp);
  return null;
}

/** The token endpoint, which MSAL names, or the issuer, which the documentation names. */
function audiences({ tenantId, domain }: Company, origin: string): readonly string[] {
  return [tenantId, domain].flatMap((tenant) => [
    `${origin}/${tenant}/oauth2/v2.0/token`.toLowerCase(),
    `${origin}/${tenant}/v2.0`.toLowerCase(),
  ]);
}

const thumbprintOf = (certificate: X509Certificate): string =>
  Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');

function isSigned(alg: 'PS256' | 'RS256', text: string, signature: string, certificate: X509Certificate): boolean {
  const { publicKey: key } = certificate;
  const how =
    alg === 'PS256'
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { key, padding: constants.RSA_PKCS1_PADDING };
  return (
    key.asymmetricKeyType === 'rsa' && verify('sha256', Buffer.from(text), how, Buffer.from(signature, 'base64url'))
  );
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** "06/29/2021 21:13:15", as Microsoft writes it. */
function stamp(text: string): string {
  const [date = '', time = ''] = new Date(text).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year} ${time.slice(0, 8)}`;
}
