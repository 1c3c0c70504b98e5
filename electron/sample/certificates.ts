import { generate } from 'selfsigned';

/** A server certificate for localhost and 127.0.0.1, and the authority that signed it; all PEM. */
export interface LoopbackCertificate {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

/**
 * Made anew at each start and held in memory: no key that anybody has ever trusted lies on a disk. The name must hold
 * no comma, which would end it: two authorities of one name in one file make each other's certificates untrusted.
 */
export async function makeLoopbackCertificate(authorityName: string): Promise<LoopbackCertificate> {
  const common = { keyType: 'ec', algorithm: 'sha256' } as const;
  const authority = await generate([{ name: 'commonName', value: authorityName }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { ca: authority.cert, key: leaf.private, cert: leaf.cert };
}
