import { readFileSync, writeFileSync } from 'node:fs';
import { validateRules } from '../../shared/mapping/validate-rules';
import { readSchema } from '../../shared/schema/read-schema';
import type { Command } from './command';
import { printProblem } from './print-problem';

export const schema: Command = {
  name: 'schema',
  usage: 'export|import FILE',
  mostWords: 2,
  help: 'Writes or reads the mapping as Microsoft Graph synchronizationSchema JSON. A file that cannot work is refused and the mapping stays.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [word, file] = invocation.words;
    if ((word !== 'export' && word !== 'import') || file === undefined)
      return printProblem(invocation, { kind: 'usage', detail: 'schema takes export FILE or import FILE' }, null);
    const engine = invocation.engine();
    if (!engine.ok) return printProblem(invocation, engine.problem, null);
    const name = invocation.job(engine.value);
    if (!name.ok) return printProblem(invocation, name.problem, null);
    const job = engine.value.known(name.value);
    if (!job.ok) return printProblem(invocation, job.problem, null);
    const fileProblem = (error: unknown) =>
      printProblem(
        invocation,
        { kind: 'file-unreadable', file, detail: error instanceof Error ? error.message : String(error) },
        null,
      );
    if (word === 'export') {
      try {
        writeFileSync(file, `${JSON.stringify(job.value.settings.schema, null, 2)}\n`, { mode: 0o600 });
      } catch (error) {
        return fileProblem(error);
      }
      voice.out(json ? JSON.stringify({ job: name.value, file }) : `The mapping is in ${file}.`);
      return 0;
    }
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      return fileProblem(error);
    }
    const read = readSchema(content);
    if (!read.ok) return printProblem(invocation, read.problem, job.value.profile);
    const faults = validateRules(read.value.rules, job.value.profile);
    const wrong = faults.find(({ severity }) => severity === 'error');
    if (wrong !== undefined)
      return printProblem(
        invocation,
        { kind: 'schema-wrong', path: wrong.target ?? 'The mapping', detail: wrong.message },
        job.value.profile,
      );
    const saved = engine.value.settings.update((settings) => ({
      ...settings,
      jobs: {
        ...settings.jobs,
        [name.value]: { ...(settings.jobs[name.value] ?? job.value.settings), schema: content },
      },
    }));
    if (!saved.ok) return printProblem(invocation, saved.problem, null);
    const notices = [
      ...read.value.notices,
      ...faults.map(({ target, message }) => `${target ?? 'The mapping'}: ${message}`),
    ];
    if (json) voice.out(JSON.stringify({ job: name.value, attributes: read.value.rules.mappings.length, notices }));
    else {
      voice.out(`Taken: ${read.value.rules.mappings.length} attributes. Everyone is checked again in the next cycle.`);
      for (const notice of notices) voice.err(`  ${notice}`);
    }
    return 0;
  },
};
