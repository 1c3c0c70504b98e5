import { generate } from 'selfsigned';

/** A certificate as an app registration gets it, and its key: both PEM, and both as one. */
export interface MadeCertificate {
  readonly key: string;
  readonly cert: string;
  readonly both: string;
}

export interface Wanted {
  readonly name?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly bits?: number;
  readonly type?: 'rsa' | 'ec';
  /** Who signs it; without: it signs itself. */
  readonly by?: MadeCertificate;
}

export async function makeClientCertificate(wanted: Wanted = {}): Promise<MadeCertificate> {
  const { name = 'Inseam at Oxbow', from, to, bits = 2048, type = 'rsa', by } = wanted;
  const made = await generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    keyType: type,
    ...(type === 'rsa' ? { keySize: bits } : {}),
    ...(from === undefined ? {} : { notBeforeDate: from }),
    ...(to === undefined ? {} : { notAfterDate: to }),
    ...(by === undefined ? {} : { ca: { key: by.key, cert: by.cert } }),
  });
  const key = made.private.trim();
  const cert = made.cert.trim();
  return { key, cert, both: `${key}\n${cert}\n` };
}

/** The lines of a PEM that nobody may ever see: those of its private keys. */
export const secretLines = (pem: string): readonly string[] =>
  [...pem.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----([\s\S]*?)-----END/g)].flatMap(([, body = '']) =>
    body.split('\n').filter((line) => line.length >= 16),
  );
