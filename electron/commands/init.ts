import type { Problem } from '../../shared/log/problem';
import { profileById } from '../../shared/profiles/profiles';
import { missingForCycle } from '../../shared/settings/job-named';
import { readInitFile } from '../../shared/settings/read-settings';
import { profileDefaults } from '../compose';
import { credentialOf } from '../credential';
import { faultsIn, soundRulesOf } from '../cycle/open-job';
import { noticeRules } from '../settings/save-rules';
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
    const { jobs, network, app, others, unknownKeys } = read.value;
    if (Object.keys(jobs).length === 0)
      return printProblem(
        invocation,
        { kind: 'settings-wrong', file, path: 'jobs', found: 'empty', allowed: 'at least one job' },
        null,
      );
    const notices = unknownKeys.map((key) => `Unknown setting, kept as it is: ${key}`);
    for (const [name, job] of Object.entries(jobs)) {
      const profile = profileById(job.target.profile);
      if (profile === undefined) continue;
      const rules = soundRulesOf(job, profile);
      if (!rules.ok) return printProblem(invocation, inFile(rules.problem, file, name), null);
      for (const { target, message } of faultsIn(rules.value, profile, job.scope.mode))
        notices.push(`jobs.${name}: ${target === null ? '' : `${target}: `}${message}`);
      for (const { path, needed } of missingForCycle(job))
        notices.push(`jobs.${name}.${path} is empty; before anything can run, ${needed} is needed.`);
    }
    const engine = invocation.engine();
    if (!engine.ok) return printProblem(invocation, engine.problem, null);
    if (engine.value.secrets.fromVariables.includes('entra-certificate-key'))
      for (const [name, settings] of Object.entries(jobs)) {
        if (settings.source.auth !== 'certificate') continue;
        const certificate = await credentialOf(engine.value, { name, settings }, null);
        if (!certificate.ok) return printProblem(invocation, certificate.problem, null);
      }
    // What was edited by hand before is not this file's doing.
    for (const name of Object.keys(jobs))
      if (engine.value.settings.read().jobs[name] !== undefined) noticeRules(engine.value, name);
    const saved = engine.value.settings.update((settings) => ({
      ...settings,
      ...others,
      jobs: { ...settings.jobs, ...jobs },
      network: network ?? settings.network,
      app: app ?? settings.app,
    }));
    if (!saved.ok) return printProblem(invocation, saved.problem, null);
    for (const name of Object.keys(jobs)) {
      const noticed = noticeRules(engine.value, name, { through: 'command-line' });
      if (!noticed.ok) return printProblem(invocation, noticed.problem, null);
    }
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
    for (const notice of notices) voice.err(notice);
    // A keychain that is there but does not take them is the admin's to cure.
    if (unkept !== null && unkept.kind !== 'keychain-unavailable')
      return printProblem({ voice, json: false }, unkept, null);
    return 0;
  },
};

/** Says of a fault in the rules where in the file it is. */
const inFile = (problem: Problem, file: string, job: string): Problem =>
  problem.kind === 'schema-wrong' ? { ...problem, path: `${file}: jobs.${job}: ${problem.path}` } : problem;
