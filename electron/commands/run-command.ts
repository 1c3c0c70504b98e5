import { parseArgs } from 'node:util';
import type { Problem } from '../../shared/log/problem';
import type { ExitStatus } from '../../shared/log/problem-traits';
import { failure, type Outcome, success } from '../../shared/outcome';
import { type Engine, openEngine } from '../compose';
import { openRunner } from '../schedule/runner';
import { chosenFolder, dataFolder } from '../settings/data-folder';
import { codeOf, writeErrorText } from '../settings/file-errors';
import type { Command, OpenedJob, Voice } from './command';
import { commands } from './commands';
import { printProblem } from './print-problem';

export interface Outside {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly voice: Voice;
  readonly signal: AbortSignal;
  readonly version: string;
}

/** Parses the words after `inseam`, runs the command and answers its exit status. */
export async function runCommand({ words, env, voice, signal, version }: Outside): Promise<ExitStatus> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    for (const line of helpLines()) voice.out(line);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === 'version') {
    voice.out(version);
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (command === undefined)
    return printProblem(
      { voice, json: rest.includes('--json') },
      { kind: 'usage', detail: `There is no command ${name}` },
      null,
    );
  const parsed = parse(command, rest);
  if (!parsed.ok) return printProblem({ voice, json: rest.includes('--json') }, parsed.problem, null);
  const { flags, options, positionals } = parsed.value;
  if (flags.has('help')) {
    voice.out(`inseam ${command.name} ${command.usage}`.trimEnd());
    voice.out(`  ${command.help}`);
    return 0;
  }
  const json = flags.has('json');
  const folder = chosenFolder(env);
  let opened: Engine | null = null;
  const engine = (): Outcome<Engine> => {
    if (opened !== null) return success(opened);
    const made = openEngine({ folder: dataFolder(env), env, what: `inseam ${command.name}` });
    if (!made.ok) return made;
    opened = made.value;
    // A file that does not say what the admin meant stops a command; the window shows it beside what still works.
    if (command.name !== 'init')
      for (const key of made.value.settings.unknownKeys) voice.err(`Unknown setting, kept as it is: ${key}`);
    const wrong = made.value.settings.notices.find(
      ({ kind }) => kind === 'settings-wrong' || kind === 'settings-unreadable',
    );
    return wrong === undefined ? made : failure(wrong);
  };
  try {
    return await command.run({
      words: positionals,
      flags,
      options,
      json,
      voice: { ...voice, err: (line) => voice.err(opened === null ? line : opened.redact(line)) },
      env,
      signal,
      engine,
      runner: openRunner,
      openJob() {
        const made = engine();
        return made.ok ? openJob(made.value, options['job']) : made;
      },
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (env['INSEAM_DEBUG'] !== undefined && error instanceof Error) voice.err(error.stack ?? detail);
    return printProblem({ voice, json }, folderProblem(error, folder) ?? { kind: 'defect', detail }, null);
  } finally {
    await (opened as Engine | null)?.close();
  }
}

/** The job that was named, or the only one there is. */
function openJob(engine: Engine, wanted: string | undefined): Outcome<OpenedJob> {
  const known = Object.keys(engine.settings.read().jobs);
  const [only = ''] = known.length === 1 ? known : [];
  const job = engine.known(wanted ?? only);
  if (!job.ok) return job;
  const ledger = engine.ledger(job.value.name);
  if (!ledger.ok) return ledger;
  return success({ engine, job: job.value, database: ledger.value.database });
}

/** The data folder is the admin's to choose and to keep writable: no defect, where the system or SQLite refuses it. */
function folderProblem(error: unknown, folder: string): Problem | null {
  const text = error instanceof Error ? error.message : '';
  const refusals = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EISDIR', 'ENOENT', 'ENAMETOOLONG'];
  const isOurs = error instanceof Error && 'path' in error && String(error.path).startsWith(folder);
  if (isOurs && refusals.includes(codeOf(error)))
    return { kind: 'folder-unusable', folder, detail: writeErrorText(error) };
  if (/unable to open database file|readonly database/i.test(text))
    return { kind: 'folder-unusable', folder, detail: 'A file in it cannot be opened or written.' };
  if (codeOf(error) === 'ENOSPC' || /database or disk is full/i.test(text)) return { kind: 'disk-full', freeBytes: 0 };
  return null;
}

function parse(command: Command, words: readonly string[]) {
  const booleans = ['json', 'help', ...command.flags];
  const texts = [...(command.takesJob ? ['job'] : []), ...command.options];
  const wrong = (detail: string) =>
    failure({ kind: 'usage', detail: `${detail}: inseam ${command.name} ${command.usage}`.trimEnd() });
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      strict: true,
      options: {
        ...Object.fromEntries(booleans.map((name) => [name, { type: 'boolean' as const }])),
        ...Object.fromEntries(texts.map((name) => [name, { type: 'string' as const, multiple: true }])),
      },
    });
    const flags = new Set(booleans.filter((name) => values[name] === true));
    const options: Record<string, string> = {};
    for (const name of texts) {
      const [value, another] = [values[name]].flat();
      if (another !== undefined) return wrong(`--${name} is given twice`);
      if (typeof value === 'string') options[name] = value;
    }
    const tooMany = positionals[command.mostWords];
    if (tooMany !== undefined) return wrong(`There is no use for the word ${tooMany}`);
    return success({ flags, options, positionals });
  } catch (error) {
    return wrong(slipIn(error));
  }
}

/** Node's words for a slip differ from version to version and run over several lines. */
function slipIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const option = /'(?:-\w, )?(--?[^\s'=]+)/.exec(text)?.[1] ?? '';
  switch (codeOf(error)) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `There is no option ${option}`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return /does not take/.test(text) ? `${option} takes no value` : `${option} needs a value`;
    default:
      return text.split('\n')[0] ?? text;
  }
}

function* helpLines(): Iterable<string> {
  yield 'inseam <command> [--job NAME] [--json]';
  yield '';
  yield 'Keeps the users of a SCIM 2.0 service in step with Microsoft Entra ID.';
  yield '';
  for (const { name, usage, help } of commands) {
    yield `  ${`${name} ${usage}`.trimEnd()}`;
    yield `      ${help}`;
  }
  yield '';
  yield 'Exit status: 0 done; 1 a defect in Inseam; 2 wrong usage or settings; 3 a side refuses us or cannot be reached;';
  yield '4 some people failed; 5 held (deletions over the limit, quarantine, first cycle not reviewed).';
}
