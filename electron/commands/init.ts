import type { Problem } from '../../shared/log/problem';
import { readInitFile } from '../../shared/settings/read-settings';
import { profileDefaults } from '../compose';
import { rulesOf } from '../cycle/open-job';
import type { Command } from './command';
import { printProblem } from './print-problem';
import { readJsonFile } from './read-json-file';

export const init: Command = {
  name: 'init',
  usage: '--settings FILE',
  mostWords: 0,
  takesJob: false,
  help: 'Creates or replaces jobs from a settings file. Secrets are read from the INSEAM_… variables and put in the keychain where there is one.',
  flags: [],
  options: ['settings'],
  async run(invocation) {
    const { voice, json, options } = invocation;
    const file = options['settings'];
    if (file === undefined)
      return printProblem(invocation, { kind: 'usage', detail: 'init needs --settings FILE' }, null);
    const content = readJsonFile(file);
    if (!content.ok) return printProblem(invocation, content.problem, null);
    const read = readInitFile(content.value, file, profileDefaults);
    if (!read.ok) return printProblem(invocation, read.problem, null);
    const { jobs, network, app, unknownKeys } = read.value;
    if (Object.keys(jobs).length === 0)
      return printProblem(
        invocation,
        { kind: 'settings-wrong', file, path: 'jobs', found: 'empty', allowed: 'at least one job' },
        null,
      );
    for (const job of Object.values(jobs)) {
      const rules = rulesOf(job);
      if (!rules.ok) return printProblem(invocation, rules.problem, null);
    }
    const engine = invocation.engine();
    if (!engine.ok) return printProblem(invocation, engine.problem, null);
    const saved = engine.value.settings.update((settings) => ({
      ...settings,
      jobs: { ...settings.jobs, ...jobs },
      network: network ?? settings.network,
      app: app ?? settings.app,
    }));
    if (!saved.ok) return printProblem(invocation, saved.problem, null);
    const kept: string[] = [];
    let unkept: Problem | null = null;
    for (const job of Object.keys(jobs)) {
      const stored = await engine.value.secrets.keepVariables(job);
      if (stored.ok) kept.push(...stored.value.map((name) => `${job}/${name}`));
      else unkept = stored.problem;
    }
    if (json) voice.out(JSON.stringify({ jobs: Object.keys(jobs), secretsInKeychain: kept, unknownKeys }));
    else {
      voice.out(`Set up: ${Object.keys(jobs).join(', ')}.`);
      if (kept.length > 0) voice.out(`In the keychain now: ${kept.join(', ')}.`);
      if (unkept?.kind === 'keychain-unavailable')
        voice.out('This computer has no keychain that can be used: set the INSEAM_… variables for each run.');
    }
    for (const key of unknownKeys) voice.err(`Unknown setting, kept as it is: ${key}`);
    // A keychain that is there but does not take them is the admin's to cure.
    if (unkept !== null && unkept.kind !== 'keychain-unavailable')
      return printProblem({ voice, json: false }, unkept, null);
    return 0;
  },
};
