import { functionRows, type ListedFunction, unsupportedFunction } from '../../shared/expression/functions';
import { byFamily, functionLines } from '../../shared/expression/functions/function-help';
import { nearestName } from '../../shared/expression/nearest-name';
import type { Command } from './command';
import { printProblem } from './print-problem';

export const functions: Command = {
  name: 'functions',
  usage: '[NAME]',
  mostWords: 1,
  takesJob: false,
  help: 'Lists the functions of the mapping language; with a name, how that one is written and what it does.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [name] = invocation.words;
    if (name !== undefined) {
      const row = functionRows.find((known) => known.name.toLowerCase() === name.toLowerCase());
      if (row === undefined) return printProblem(invocation, { kind: 'usage', detail: unknown(name) }, null);
      if (json) voice.out(JSON.stringify(functionJson(row)));
      else for (const line of functionLines(row)) voice.out(line);
      return 0;
    }
    if (json) {
      voice.out(JSON.stringify(functionRows.map(functionJson)));
      return 0;
    }
    const width = Math.max(...functionRows.map((row) => row.name.length));
    for (const { family, rows } of byFamily()) {
      voice.out(family);
      for (const row of rows) voice.out(`  ${row.name.padEnd(width)}  ${firstSentence(row.help)}`);
      voice.out('');
    }
    voice.out('inseam functions NAME tells how one is written. inseam evaluate EXPRESSION tries one out.');
    return 0;
  },
};

function unknown(name: string): string {
  const known = unsupportedFunction(name);
  if (known !== undefined) return `${known} is a function of the service that Inseam does not evaluate`;
  const near = nearestName(
    name,
    functionRows.map((row) => row.name),
  );
  return `There is no function ${name}${near === null ? '' : `. Did you mean ${near}?`}`;
}

const firstSentence = (text: string): string => /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;

/** All that a row says; what only the program needs (its code, its checks) is left out. */
const functionJson = (row: ListedFunction) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value !== 'function'));
