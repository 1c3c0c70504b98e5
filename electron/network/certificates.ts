import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { NetworkOptions } from './http';

/** Where Linux distributions keep the authorities of the system: Debian, Fedora, openSUSE, Alpine. */
const systemFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * Every authority we trust, as PEM: those built into Node, the computer's own, and the administrator's. They are one
 * list because a `ca` given to TLS replaces the built-in ones. A named file that cannot be used is `file-unreadable`:
 * going on without it would only fail later, as an untrusted certificate.
 */
export async function trustedCertificates(
  options: Pick<NetworkOptions, 'caFile' | 'authorities'>,
): Promise<Outcome<string[]>> {
  const known = new Set(tls.rootCertificates.map(normalised));
  for (const certificate of await systemCertificates()) {
    if (!known.has(certificate) && isCertificate(certificate)) known.add(certificate);
  }
  const extra = process.env['NODE_EXTRA_CA_CERTS'];
  if (extra !== undefined && extra !== '') {
    // As Node does with this variable: what cannot be read is left out.
    const read = await readCertificates(extra);
    if (read.ok) for (const certificate of read.value) known.add(certificate);
  }
  for (const authority of options.authorities ?? [])
    for (const certificate of pemBlocks(authority)) known.add(certificate);
  if (options.caFile !== null) {
    const read = await readCertificates(options.caFile);
    if (!read.ok) return read;
    for (const certificate of read.value) known.add(certificate);
  }
  return success([...known]);
}

async function systemCertificates(): Promise<string[]> {
  // From Node 22.15 on; Electron 25 has only the files.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };
  const fromNode = getCACertificates?.('system').map(normalised) ?? [];
  if (process.platform !== 'linux') return fromNode;
  for (const file of systemFiles) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const certificates = pemBlocks(text);
    if (certificates.length > 0) return [...fromNode, ...certificates];
  }
  return fromNode;
}

async function readCertificates(file: string): Promise<Outcome<string[]>> {
  const wrong = (detail: string) => failure({ kind: 'file-unreadable', file, detail });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return wrong(code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code ?? 'unknown error'}).`);
  }
  const certificates = pemBlocks(text);
  if (certificates.length === 0) return wrong('It holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).');
  const bad = certificates.findIndex((certificate) => !isCertificate(certificate));
  if (bad !== -1) return wrong(`Certificate ${bad + 1} in it is damaged.`);
  return success(certificates);
}

const pemBlocks = (text: string): string[] =>
  (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(normalised);

/** Line ends differ between the lists; without this most authorities would be held twice. */
const normalised = (pem: string): string => `${pem.replace(/\r/g, '').trim()}\n`;

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
