import { functionFamilies, functionRows, type ListedFunction } from '../functions';
import type { Value } from '../value';
import type { Parameter } from './function-row';

/** How the functions are told about, from their rows alone: `inseam functions` and docs/functions.md. */

/** The families in the order of their table, each with its functions by the alphabet. */
export const byFamily = (): readonly { readonly family: string; readonly rows: readonly ListedFunction[] }[] =>
  functionFamilies.map((family) => ({ family, rows: functionRows.filter((row) => row.family === family) }));

const types: Readonly<Record<string, string>> = {
  text: 'text',
  date: 'date as text',
  integer: 'whole number',
  whole: 'whole number',
  list: 'list',
  roles: '[appRoleAssignments]',
  word: 'word',
  any: 'any value',
};

/** "whole number, may be left out" */
function parameterFacts({ type, optional, repeats, words, place }: Parameter): string {
  const kind = words !== undefined ? words.join(' or ') : place === 'condition' ? 'condition' : (types[type] ?? type);
  return [kind, ...(optional ? ['may be left out'] : []), ...(repeats ? ['may be followed by more'] : [])].join(', ');
}

const parameterLine = (parameter: Parameter): string => `${parameterFacts(parameter)}. ${parameter.help}`;

const sourceText = (value: Value): string =>
  Array.isArray(value) ? (value as readonly string[]).map((each) => `"${each}"`).join(', ') : `"${String(value)}"`;

/** "where [givenName] is "Ada"" */
function exampleContext({ exampleSource = {} }: ListedFunction): string {
  const facts = Object.entries(exampleSource).map(([name, value]) => `[${name}] is ${sourceText(value)}`);
  return facts.length === 0 ? '' : `where ${facts.join(' and ')}`;
}

function resultText({ exampleResult }: ListedFunction): string {
  if (exampleResult === null) return '(no value)';
  return typeof exampleResult === 'string' ? exampleResult : exampleResult.join(', ');
}

/** One function for a terminal. */
export function functionLines(row: ListedFunction): readonly string[] {
  const width = Math.max(0, ...row.parameters.map(({ name }) => name.length));
  const context = exampleContext(row);
  const result = resultText(row);
  return [
    row.signature,
    `  ${row.help}`,
    '',
    ...row.parameters.map((parameter) => `  ${parameter.name.padEnd(width)}  ${parameterLine(parameter)}`),
    ...(row.parameters.length === 0 ? [] : ['']),
    `  Example   ${row.example}`,
    ...(context === '' ? [] : [`            ${context}`]),
    `  gives     ${result}`,
    ...(row.remarks === undefined ? [] : ['', `  ${row.remarks}`]),
  ];
}

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** docs/functions.md, whole. */
export function functionsPage(): string {
  const families = byFamily();
  return `${[
    '# Functions of the mapping language',
    '',
    'Every function that an attribute mapping can use, from the same entries as the editor’s completion and `inseam functions`.',
    'A question mark stands after a parameter that may be left out; dots stand for more of the last ones. Text is counted from 1.',
    'Names are read in any case and written as here. `inseam evaluate EXPRESSION` tries one out.',
    '',
    ...families.flatMap(({ family, rows }) => [
      `- **${family}**: ${rows.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(', ')}`,
    ]),
    ...families.flatMap(({ family, rows }) => ['', `## ${family}`, ...rows.flatMap(functionSection)]),
  ].join('\n')}\n`;
}

function functionSection(row: ListedFunction): readonly string[] {
  const context = exampleContext(row);
  const result = resultText(row);
  return [
    '',
    `### ${row.name}`,
    '',
    code(row.signature),
    '',
    row.help,
    ...(row.remarks === undefined ? [] : ['', row.remarks]),
    ...(row.parameters.length === 0 ? [] : ['']),
    ...row.parameters.map((parameter) => `- ${code(parameter.name)}: ${parameterLine(parameter)}`),
    '',
    `Example: ${code(row.example)}${context === '' ? '' : `, ${context}`}, gives ${code(result)}`,
  ];
}
