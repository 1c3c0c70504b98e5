import { failure, type Outcome, success } from '../shared/outcome';
import type { Engine, KnownJob } from './compose';
import { readClientCertificate } from './entra/client-certificate';
import type { Credential } from './entra/sign-in';

/**
 * What the job signs in to Microsoft Entra ID with: a client secret, or a certificate with its private key. `unsaved`
 * stands for the one that is saved, which is asked for only without it.
 */
export async function credentialOf(
  { secrets, settings, conceal }: Pick<Engine, 'secrets' | 'settings' | 'conceal'>,
  { name, settings: job }: Pick<KnownJob, 'name' | 'settings'>,
  unsaved: string | null,
): Promise<Outcome<Credential>> {
  const { auth } = job.source;
  if (auth === 'interactive')
    return failure({
      kind: 'settings-wrong',
      file: settings.file,
      path: `jobs.${name}.source.auth`,
      found: `"${auth}"`,
      allowed: '"secret" (a client secret) or "certificate" (a certificate with its private key)',
    });
  const secret = auth === 'secret' ? 'entra-client-secret' : 'entra-certificate-key';
  let text = unsaved;
  if (text === null) {
    const kept = await secrets.get(name, secret);
    if (!kept.ok) return kept;
    if (kept.value === null) return failure({ kind: 'secret-missing', name: secret });
    text = kept.value.reveal();
  } else conceal(text);
  if (auth === 'secret') return success({ kind: 'secret', clientSecret: text });
  const certificate = readClientCertificate(text);
  if (!certificate.ok) return certificate;
  // The lines of the key as they are signed with; what was given may have had other breaks, or none.
  conceal(certificate.value.privateKey.reveal());
  return success({ kind: 'certificate', certificate: certificate.value });
}
