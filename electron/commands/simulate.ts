import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSample } from '../sample/start-sample';
import type { Command } from './command';
import { printProblem } from './print-problem';
import { writeFileWhole } from './write-file-whole';

/** All of them live in the memory of one process. */
const mostPeople = 100_000;

export const simulate: Command = {
  name: 'simulate',
  usage: '[--people N] [--profile bluejeans|scim] [--name JOB] [--settings FILE]',
  mostWords: 0,
  takesJob: false,
  help: 'Starts the sample company’s Entra tenant and SCIM target on this machine and prints settings that init takes. Runs until stopped.',
  flags: [],
  options: ['people', 'profile', 'name', 'settings'],
  async run(invocation) {
    const { voice, options, signal } = invocation;
    const people = options['people'] === undefined ? null : Number(options['people']);
    if (people !== null && !(Number.isInteger(people) && people > 0 && people <= mostPeople))
      return printProblem(
        invocation,
        {
          kind: 'usage',
          detail: `--people takes a whole number from 1 to ${mostPeople}, not ${options['people'] ?? ''}`,
        },
        null,
      );
    const profile = options['profile'] ?? 'bluejeans';
    if (profile !== 'bluejeans' && profile !== 'scim')
      return printProblem(
        invocation,
        { kind: 'usage', detail: `--profile takes bluejeans or scim, not ${profile}` },
        null,
      );
    const folder = mkdtempSync(join(tmpdir(), 'inseam-sample-'));
    const company = await startSample({
      folder,
      job: options['name'] ?? 'sample',
      profile,
      ...(people === null ? {} : { people }),
    });
    try {
      const { 'target-token': token, 'entra-client-secret': secret } = company.secrets;
      const printed = {
        settings: company.settingsFile,
        secrets: { INSEAM_TARGET_TOKEN: token, INSEAM_ENTRA_CLIENT_SECRET: secret },
        admin: company.adminAddresses,
      };
      if (options['settings'] !== undefined) {
        const written = writeFileWhole(options['settings'], `${JSON.stringify(company.settingsFile, null, 2)}\n`);
        if (!written.ok) return printProblem(invocation, written.problem, null);
      }
      voice.out(JSON.stringify(printed, null, invocation.json ? 0 : 2));
      voice.err('Both servers run until you press Ctrl+C. To try them from another terminal:');
      voice.err('  save "settings" above as sample.json, set the two INSEAM_… variables above, then');
      voice.err('  inseam init --settings sample.json && inseam check && inseam plan && inseam sync --approve');
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
        void company.ended.then(resolve);
      });
      return 0;
    } finally {
      await company.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
