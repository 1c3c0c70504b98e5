import { parseArgs } from 'node:util';
import type { ExitStatus } from '../../shared/log/problem-traits';
import { failure, type Outcome, success } from '../../shared/outcome';
import { type Engine, openEngine } from '../compose';
import { openRunner } from '../schedule/runner';
import { dataFolder } from '../settings/data-folder';
import type { Command, Voice } from './command';
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
    return printProblem({ voice, json: false }, { kind: 'usage', detail: `There is no command ${name}` }, null);
  const parsed = parse(command, rest);
  if (!parsed.ok) return printProblem({ voice, json: rest.includes('--json') }, parsed.problem, null);
  const { flags, options, positionals } = parsed.value;
  if (flags.has('help')) {
    voice.out(`inseam ${command.name} ${command.usage}`.trimEnd());
    voice.out(`  ${command.help}`);
    return 0;
  }
  let opened: Engine | null = null;
  const json = flags.has('json');
  try {
    return await command.run({
      words: positionals,
      flags,
      options,
      json,
      voice: { ...voice, err: (line) => voice.err(opened === null ? line : opened.redact(line)) },
      env,
      signal,
      engine() {
        if (opened !== null) return success(opened);
        const engine = openEngine({ folder: dataFolder(env), env, what: `inseam ${command.name}` });
        if (!engine.ok) return engine;
        opened = engine.value;
        // A file that does not say what the admin meant stops a command; the window shows it beside what still works.
        const wrong = engine.value.settings.notices.find(
          ({ kind }) => kind === 'settings-wrong' || kind === 'settings-unreadable',
        );
        return wrong === undefined ? engine : failure(wrong);
      },
      runner: openRunner,
      job: (engine) => jobNamed(engine, options['job']),
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (env['INSEAM_DEBUG'] !== undefined && error instanceof Error) voice.err(error.stack ?? detail);
    return printProblem({ voice, json }, { kind: 'defect', detail }, null);
  } finally {
    await (opened as Engine | null)?.close();
  }
}

function jobNamed(engine: Engine, wanted: string | undefined): Outcome<string> {
  const known = Object.keys(engine.settings.read().jobs);
  const [first] = known;
  if (wanted === undefined && first !== undefined && known.length === 1) return success(first);
  if (wanted !== undefined && known.includes(wanted)) return success(wanted);
  return failure({ kind: 'job-unknown', job: wanted ?? '', known });
}

function parse(command: Command, words: readonly string[]) {
  const booleans = ['json', 'help', ...command.flags];
  const texts = ['job', ...command.options];
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      strict: true,
      options: {
        ...Object.fromEntries(booleans.map((name) => [name, { type: 'boolean' as const }])),
        ...Object.fromEntries(texts.map((name) => [name, { type: 'string' as const }])),
      },
    });
    const flags = new Set(booleans.filter((name) => values[name] === true));
    const options: Record<string, string> = {};
    for (const name of texts) {
      const value = values[name];
      if (typeof value === 'string') options[name] = value;
    }
    const tooMany = positionals[command.mostWords];
    if (tooMany !== undefined)
      return failure({ kind: 'usage', detail: `inseam ${command.name} takes nothing like ${tooMany}` });
    return success({ flags, options, positionals });
  } catch (error) {
    return failure({ kind: 'usage', detail: error instanceof Error ? error.message : String(error) });
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
