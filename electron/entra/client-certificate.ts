import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import { Secret } from '../secrets/secret';

/** A certificate that an app registration knows, with the private key that belongs to it. */
export interface ClientCertificate {
  /** One PEM block. */
  readonly privateKey: Secret;
  /** PEM: the certificate, then those that vouch for it where they came along. Public. */
  readonly chain: string;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly thumbprint: string;
  readonly beginsAt: Date;
  readonly endsAt: Date;
}

/** What Microsoft's keys have at least, and what is needed to sign with PS256. */
const leastBits = 2048;

/**
 * Reads the private key and the certificate out of one PEM, in any order, with whatever stands between the blocks.
 * A variable may hold it on one line, its breaks as `\n` or lost. Every fault says what is wrong and what to do; none
 * repeats what was read. Whether the certificate is valid today is another question: {@link outOfDate}.
 */
export function readClientCertificate(text: string): Outcome<ClientCertificate> {
  const blocks = pemBlocks(text);
  if (blocks.length === 0) return text.includes('-----BEGIN ') ? unusable(faults.cutOff) : unusable(notPem(text));
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE' || label === 'X509 CERTIFICATE');
  if (keys.some(isEncrypted)) return unusable(faults.encrypted);
  if (keys.length === 0) return unusable(certificates.length === 0 ? faults.neither : faults.noKey);
  if (keys.length > 1) return unusable(faults.severalKeys);
  if (certificates.length === 0)
    return unusable(
      blocks.some(({ label }) => label.endsWith('CERTIFICATE REQUEST')) ? faults.request : faults.noCertificate,
    );

  const [block] = keys;
  if (block === undefined || !knownForms.has(block.label)) return unusable(faults.otherForm);
  const pem = pemOf(block);
  const key = readKey(pem);
  // Electron's library knows fewer curves than Node's.
  if (key === null) return unusable(block.label.startsWith('EC ') ? faults.notRsa : faults.damagedKey);
  if (key.asymmetricKeyType !== 'rsa') return unusable(faults.notRsa);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < leastBits) return unusable(faults.tooShort(bits));

  const read = certificates.map(readCertificate).filter((certificate) => certificate !== null);
  if (read.length < certificates.length) return unusable(faults.damagedCertificate);
  const own = read.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) return unusable(faults.strangers);
  const others = read.filter((certificate) => certificate !== own);
  return success({
    privateKey: new Secret(pem),
    chain: [own, ...others].map((certificate) => certificate.toString().trim()).join('\n'),
    thumbprint: own.fingerprint256.replaceAll(':', '').toLowerCase(),
    beginsAt: new Date(own.validFrom),
    endsAt: new Date(own.validTo),
  });
}

/** Why the certificate cannot sign in at this instant (milliseconds); null: it can. */
export function outOfDate({ beginsAt, endsAt }: ClientCertificate, now: number): Problem | null {
  const kind = 'source-certificate-out-of-date';
  if (now > endsAt.getTime()) return { kind, cause: 'ended', at: endsAt.toISOString() };
  return now < beginsAt.getTime() ? { kind, cause: 'not-yet-valid', at: beginsAt.toISOString() } : null;
}

const knownForms: ReadonlySet<string> = new Set(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY']);

interface PemBlock {
  readonly label: string;
  /** What stands between its first and its last line, without any space. */
  readonly body: string;
}

function pemBlocks(text: string): readonly PemBlock[] {
  const lines = text.replaceAll('\\r', '').replaceAll('\\n', '\n');
  return [...lines.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g)].map(
    ([, label = '', body = '']) => ({ label, body: body.replace(/\s+/g, '') }),
  );
}

const pemOf = ({ label, body }: PemBlock): string =>
  `-----BEGIN ${label}-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;

/** PKCS #8's own way, and the older one with headers above the key. */
const isEncrypted = ({ label, body }: PemBlock): boolean =>
  label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:\d,ENCRYPTED/.test(body);

function readKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

function readCertificate({ body }: PemBlock): X509Certificate | null {
  try {
    return new X509Certificate(pemOf({ label: 'CERTIFICATE', body }));
  } catch {
    return null;
  }
}

interface Fault {
  readonly detail: string;
  readonly nextStep: string;
}

const bothInOne =
  'Give the private key (-----BEGIN PRIVATE KEY-----) and the certificate (-----BEGIN CERTIFICATE-----), one after the other, in one PEM.';

const faults = {
  neither: { detail: 'It holds neither a private key nor a certificate.', nextStep: bothInOne },
  pkcs12: {
    detail: 'It is a PKCS #12 file (.pfx, .p12), not a PEM.',
    nextStep: 'Turn it into a PEM: openssl pkcs12 -in file.pfx -nodes -out file.pem, and use that.',
  },
  binary: { detail: 'It is in binary form, not a PEM.', nextStep: bothInOne },
  cutOff: {
    detail: 'It begins as a PEM and does not end as one: a part of it is missing.',
    nextStep: 'Copy it again, from the first -----BEGIN to the last -----END line.',
  },
  encrypted: {
    detail: 'Its private key is protected by a password, which nobody can type when a cycle runs by itself.',
    nextStep: 'Write the key without one: openssl pkey -in key.pem -out plain.pem, and use that.',
  },
  noKey: {
    detail: 'It holds a certificate and no private key.',
    nextStep: `Add the private key that the certificate was made with. ${bothInOne}`,
  },
  severalKeys: {
    detail: 'It holds more than one private key.',
    nextStep: 'Leave only the private key that belongs to the certificate.',
  },
  noCertificate: {
    detail: 'It holds a private key and no certificate.',
    nextStep: `Add the certificate that is uploaded to the app registration. ${bothInOne}`,
  },
  request: {
    detail: 'It holds a private key and a request for a certificate, but no certificate.',
    nextStep: `Add the certificate that was issued for the request. ${bothInOne}`,
  },
  otherForm: {
    detail: 'Its private key is in a form that is made for other programs, such as OpenSSH.',
    nextStep: 'Write it as -----BEGIN PRIVATE KEY-----: openssl pkey -in key.pem -out plain.pem, and use that.',
  },
  damagedKey: {
    detail: 'Its private key is damaged.',
    nextStep: 'Copy it again, from its -----BEGIN to its -----END line.',
  },
  damagedCertificate: {
    detail: 'A certificate in it is damaged.',
    nextStep: 'Copy it again, from its -----BEGIN to its -----END line.',
  },
  notRsa: {
    detail: 'Its private key is not an RSA key, and Microsoft Entra ID takes no other.',
    nextStep: 'Make a certificate with an RSA key of 2048 bits or more and upload it to the app registration.',
  },
  tooShort: (bits: number) => ({
    detail: `Its RSA key has ${bits} bits; at least ${leastBits} are needed.`,
    nextStep: 'Make a certificate with an RSA key of 2048 bits or more and upload it to the app registration.',
  }),
  strangers: {
    detail: 'The private key in it does not belong to the certificate in it.',
    nextStep: 'Put together the certificate and the key that it was made with.',
  },
} as const;

/** Both binary forms begin as a sequence of ASN.1; PKCS #12 then has its version, 3. */
function notPem(text: string): Fault {
  if (!text.startsWith('0\x82') && !text.includes('\x00')) return faults.neither;
  return text.slice(0, 8).includes('\x02\x01\x03') ? faults.pkcs12 : faults.binary;
}

const unusable = ({ detail, nextStep }: Fault): Outcome<never> =>
  failure({ kind: 'secret-unusable', name: 'entra-certificate-key', detail, nextStep });
