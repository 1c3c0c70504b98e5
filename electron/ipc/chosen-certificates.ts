import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenCertificate } from '../../shared/ipc/contract';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { Engine } from '../compose';
import { outOfDate, readClientCertificate } from '../entra/client-certificate';
import { Secret } from '../secrets/secret';
import { readErrorText } from '../settings/file-errors';

/** Which files hold the certificate and its key, or which one the mapping: asked by the desktop; none: they cancelled. */
export type AskWhichFiles = (what: 'certificate' | 'schema') => Promise<readonly string[]>;

/** Certificates that were chosen as files and are not saved yet. What is in them goes to nobody but the sign-in. */
export interface ChosenCertificates {
  /** null: the admin cancelled, and what was chosen before stays. */
  choose(job: string): Promise<Outcome<ChosenCertificate | null>>;
  pem(job: string): Secret | null;
  forget(job: string): void;
}

/** A chain of certificates with a large key is a tenth of it. */
const mostBytes = 100_000;

export function openChosenCertificates(
  { conceal, now }: Pick<Engine, 'conceal' | 'now'>,
  ask: AskWhichFiles,
): ChosenCertificates {
  const chosen = new Map<string, Secret>();
  return {
    async choose(job) {
      const files = await ask('certificate');
      if (files.length === 0) return success(null);
      chosen.delete(job);
      const texts: string[] = [];
      for (const file of files) {
        const text = await readText(file);
        if (!text.ok) return text;
        if (text.value.includes('PRIVATE KEY')) conceal(text.value);
        texts.push(text.value.trim());
      }
      const pem = texts.join('\n');
      const certificate = readClientCertificate(pem);
      if (!certificate.ok) return certificate;
      const problem = outOfDate(certificate.value, now());
      if (problem !== null) return failure(problem);
      chosen.set(job, new Secret(pem));
      return success({
        file: files.map((file) => basename(file)).join(', '),
        endsAt: certificate.value.endsAt.toISOString(),
      });
    },
    pem: (job) => chosen.get(job) ?? null,
    forget: (job) => void chosen.delete(job),
  };
}

async function readText(file: string): Promise<Outcome<string>> {
  try {
    const { size } = await stat(file);
    if (size > mostBytes)
      return failure({ kind: 'file-unreadable', file: basename(file), detail: 'It is too large for a certificate.' });
    // A byte a character: what is binary is told as such.
    return success(await readFile(file, 'latin1'));
  } catch (error) {
    return failure({ kind: 'file-unreadable', file: basename(file), detail: readErrorText(error) });
  }
}
