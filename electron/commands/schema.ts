import { validateRules } from '../../shared/mapping/validate-rules';
import { readSchema } from '../../shared/schema/read-schema';
import type { Command } from './command';
import { printProblem } from './print-problem';
import { readJsonFile } from './read-json-file';
import { writeFileWhole } from './write-file-whole';

export const schema: Command = {
  name: 'schema',
  usage: 'export|import FILE',
  mostWords: 2,
  takesJob: true,
  help: 'Writes or reads the mapping as Microsoft Graph synchronizationSchema JSON. A file that cannot work is refused and the mapping stays.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [word, file] = invocation.words;
    if ((word !== 'export' && word !== 'import') || file === undefined)
      return printProblem(invocation, { kind: 'usage', detail: 'schema takes export FILE or import FILE' }, null);
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job } = opened.value;
    const { name, profile } = job;
    if (word === 'export') {
      const written = writeFileWhole(file, `${JSON.stringify(job.settings.schema, null, 2)}\n`);
      if (!written.ok) return printProblem(invocation, written.problem, null);
      voice.out(json ? JSON.stringify({ job: name, file }) : `The mapping is in ${file}.`);
      return 0;
    }
    const content = readJsonFile(file);
    if (!content.ok) return printProblem(invocation, content.problem, null);
    const read = readSchema(content.value);
    if (!read.ok) return printProblem(invocation, read.problem, profile);
    const faults = validateRules(read.value.rules, profile);
    const wrong = faults.find(({ severity }) => severity === 'error');
    if (wrong !== undefined)
      return printProblem(
        invocation,
        { kind: 'schema-wrong', path: wrong.target ?? 'The mapping', detail: wrong.message },
        profile,
      );
    const saved = engine.settings.update((settings) => ({
      ...settings,
      jobs: {
        ...settings.jobs,
        [name]: { ...(settings.jobs[name] ?? job.settings), schema: content.value },
      },
    }));
    if (!saved.ok) return printProblem(invocation, saved.problem, null);
    const notices = [
      ...read.value.notices,
      ...faults.map(({ target, message }) => `${target ?? 'The mapping'}: ${message}`),
    ];
    if (json) voice.out(JSON.stringify({ job: name, attributes: read.value.rules.mappings.length, notices }));
    else {
      voice.out(`Taken: ${read.value.rules.mappings.length} attributes. Everyone is checked again in the next cycle.`);
      for (const notice of notices) voice.err(`  ${notice}`);
    }
    return 0;
  },
};
