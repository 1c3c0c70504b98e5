import type { ExitStatus } from '../../shared/log/problem-traits';
import type { RulesChange } from '../../shared/schema/rules-difference';
import { examineImport } from '../cycle/examine-import';
import { saveRules } from '../settings/save-rules';
import type { Command, Invocation, OpenedJob } from './command';
import { printProblem } from './print-problem';
import { printSchemaRefusal } from './print-schema-refusal';
import { readJsonFile, readJsonInput } from './read-json-file';
import { writeFileWhole } from './write-file-whole';

export const schema: Command = {
  name: 'schema',
  usage: 'export|import FILE [--check]',
  mostWords: 2,
  takesJob: true,
  help: 'Writes or reads the mapping as Microsoft Graph synchronizationSchema JSON; - is stdout or stdin. A file that cannot work is refused and the mapping stays. With --check a file is only examined.',
  flags: ['check'],
  options: [],
  async run(invocation) {
    const [word, file] = invocation.words;
    if ((word !== 'export' && word !== 'import') || file === undefined)
      return printProblem(invocation, { kind: 'usage', detail: 'schema takes export FILE or import FILE' }, null);
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    return word === 'export' ? exportTo(invocation, opened.value, file) : importFrom(invocation, opened.value, file);
  },
};

function exportTo(invocation: Invocation, { job }: OpenedJob, file: string): ExitStatus {
  const { voice, json, flags } = invocation;
  if (flags.has('check')) return printProblem(invocation, { kind: 'usage', detail: '--check goes with import' }, null);
  const text = JSON.stringify(job.settings.schema, null, 2);
  if (file === '-') {
    voice.out(text);
    return 0;
  }
  const written = writeFileWhole(file, `${text}\n`);
  if (!written.ok) return printProblem(invocation, written.problem, null);
  voice.out(json ? JSON.stringify({ job: job.name, file }) : `The mapping is in ${file}.`);
  return 0;
}

async function importFrom(invocation: Invocation, { engine, job }: OpenedJob, file: string): Promise<ExitStatus> {
  const { voice, json, flags } = invocation;
  const content = file === '-' ? await readJsonInput(process.stdin) : readJsonFile(file);
  if (!content.ok) return printProblem(invocation, content.problem, null);
  const examined = await examineImport(engine, job, content.value);
  if (!examined.ok) return printSchemaRefusal(invocation, examined.faults, examined.notices);
  const { read, changes, notices } = examined;
  if (!json) {
    if (changes.length === 0) voice.out('This is the mapping in use: nothing changes.');
    for (const change of changes) voice.out(changeLine(change));
    for (const notice of notices) voice.err(`  ${notice}`);
  }
  const isTaken = !flags.has('check');
  if (isTaken) {
    const saved = saveRules(engine, job.name, { schema: content.value }, { through: 'command-line' });
    if (!saved.ok) return printProblem(invocation, saved.problem, null);
  }
  const attributes = read.rules.mappings.length;
  if (json)
    voice.out(
      JSON.stringify({
        job: job.name,
        taken: isTaken,
        attributes,
        changes: changes.map(({ what, from, to }) => ({ what, from, to })),
        notices,
      }),
    );
  else if (isTaken) voice.out(`Taken: ${attributes} attributes. Everyone is checked again in the next cycle.`);
  else voice.out(`It can be taken: ${attributes} attributes. Nothing was changed.`);
  return 0;
}

/** `title: [jobTitle] → ToUpper([jobTitle])` */
function changeLine({ what, from, to }: RulesChange): string {
  if (from === null) return to === null ? what : `${what}: new, ${to}`;
  return to === null ? `${what}: no longer, was ${from}` : `${what}: ${from} → ${to}`;
}
