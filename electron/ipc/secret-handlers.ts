import type { SecretName } from '../../shared/log/problem';
import { failure, type Outcome } from '../../shared/outcome';
import { clearHindrance } from '../cycle/cannot-begin';
import { readClientCertificate } from '../entra/client-certificate';
import type { ChosenCertificates } from './chosen-certificates';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';

/** Secrets go one way: they can be set, tested and cleared, never read. */
export function secretHandlers(desk: Desk, chosen: ChosenCertificates): GroupHandlers<'secret'> {
  const { secrets } = desk.engine;

  async function told(job: string, name: SecretName, done: Outcome<void>) {
    desk.tellState(job);
    return {
      state: await secrets.state(job, name),
      problem: done.ok ? null : desk.problemWords(job, done.problem),
    };
  }

  async function keep(job: string, name: SecretName, value: string, thisRunOnly: boolean): Promise<Outcome<void>> {
    if (name === 'entra-certificate-key') {
      const certificate = readClientCertificate(value);
      if (!certificate.ok) return certificate;
    }
    const set = await secrets.set(job, name, value, { thisRunOnly });
    if (set.ok) clearHindrance(desk.database(job));
    return set;
  }

  return {
    async 'secret.set'({ job, name, value, thisRunOnly }) {
      desk.known(job);
      return await told(job, name, await keep(job, name, value, thisRunOnly));
    },
    async 'secret.clear'({ job, name }) {
      desk.known(job);
      return await told(job, name, await secrets.clear(job, name));
    },
    async 'secret.chooseCertificate'({ job }) {
      desk.known(job);
      const found = await chosen.choose(job);
      return found.ok
        ? { chosen: found.value, problem: null }
        : { chosen: null, problem: desk.problemWords(job, found.problem) };
    },
    async 'secret.keepCertificate'({ job, thisRunOnly }) {
      desk.known(job);
      const name = 'entra-certificate-key';
      const pem = chosen.pem(job);
      const kept: Outcome<void> =
        pem === null ? failure({ kind: 'secret-missing', name }) : await keep(job, name, pem.reveal(), thisRunOnly);
      if (kept.ok) chosen.forget(job);
      return await told(job, name, kept);
    },
  };
}
