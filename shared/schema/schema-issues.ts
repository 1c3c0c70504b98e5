import type { z } from 'zod';

/** `synchronizationRules[0].objectMappings`; empty: the whole document. */
export const jsonPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : /^[\w$]+$/.test(String(key))
          ? `${text}${text === '' ? '' : '.'}${String(key)}`
          : `${text}[${JSON.stringify(String(key))}]`,
    '',
  );

const kinds: Readonly<Record<string, string>> = {
  string: 'a text in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

/** What is wrong with the shape of a document at one place, as a sentence. */
export function issueWords(issue: z.core.$ZodIssue, document: unknown): string {
  const missing = valueAt(document, issue.path) === undefined ? 'It is missing: ' : '';
  const own = /^(?:Invalid|Too|Expected|Unrecognized) /.test(issue.message) ? null : issue.message;
  if (own?.endsWith('.')) return own;
  const needed =
    own ?? (issue.code === 'invalid_type' ? (kinds[issue.expected] ?? 'another value') : 'a whole number, 0 or more');
  const sentence = `${missing}${needed} is needed here.`;
  return sentence[0]?.toUpperCase() + sentence.slice(1);
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}
