import type { Expression, TextRange } from './expression';
import { functionByForeignName } from './foreign-names';
import { findFunction, functionRows, unsupportedFunction, unsupportedReason } from './functions';
import { nearestName } from './nearest-name';
import { faultyWord, peek, type Reader, span, tell, tellOfStructure, written } from './reader';
import type { Token } from './tokenize';
import { explainUnknownWord } from './unknown-word';
import { findWord } from './words';

/** Bare names and names of functions, and what was probably meant by one that means nothing. */

export const isJoining = (reader: Reader, ahead = 0): boolean => {
  const token = peek(reader, ahead);
  return token.kind === 'name' && /^(?:and|or)$/i.test(token.name) && peek(reader, ahead + 1).kind !== 'open';
};

export function readWord(reader: Reader, token: Token & { readonly name: string }): Expression {
  const { name, range } = token;
  const word = findWord(name);
  if (word !== undefined) return { kind: 'word', name: word, range };
  if (isJoining(reader, -1)) {
    tellOfJoining(reader, token);
    return faultyWord(reader, name, range);
  }
  const row = findFunction(name);
  const next = peek(reader);
  if (row !== undefined && (next.kind === 'attribute' || next.kind === 'text')) {
    const message = `${row.name} is a function: its arguments stand in parentheses.`;
    reader.position += 1;
    const whole = span(range, next.range);
    tell(reader, whole, message, `${row.name}(${written(reader, next.range)})`);
    const call: Expression = { kind: 'call', name: row.name, nameRange: range, range: whole, arguments: [next] };
    reader.faulty.add(call);
    return call;
  }
  if (row !== undefined) {
    const message = `${row.name} is a function: its arguments follow in parentheses.`;
    tell(reader, range, message, row.parameters.length === 0 ? `${row.name}()` : null);
    return faultyWord(reader, name, range);
  }
  // Several words in a row are one text whose quotation marks were forgotten.
  let end = range;
  while (peek(reader).kind === 'name' && peek(reader, 1).kind !== 'open' && !isJoining(reader)) {
    end = peek(reader).range;
    reader.position += 1;
  }
  const whole = span(range, end);
  const text = written(reader, whole);
  const { message, suggestion } = explainUnknownWord(text);
  tell(reader, whole, message, suggestion);
  return faultyWord(reader, text, whole);
}

export function readName(reader: Reader, name: string, range: TextRange): string {
  const row = findFunction(name);
  if (row !== undefined) {
    if (row.name !== name) {
      reader.faults.push({
        range,
        message: `The service spells this function ${row.name}.`,
        suggestion: row.name,
        severity: 'warning',
      });
    }
    return row.name;
  }
  const known = unsupportedFunction(name);
  if (known !== undefined) {
    const reason = unsupportedReason(known);
    tell(reader, range, `${known} is a function of the service that Inseam does not evaluate: ${reason}`);
    return known;
  }
  if (/^(?:and|or)$/i.test(name)) {
    tell(reader, range, joiningAdvice(name));
    return name;
  }
  const near = meantFunction(name);
  tell(reader, range, `Unknown function ${name}.${near === null ? '' : ` Did you mean ${near}?`}`, near);
  return name;
}

/** By the name that another language has for it, or by letters; null: nothing comes near. */
function meantFunction(name: string): string | null {
  const foreign = functionByForeignName(name);
  if (foreign !== null && findFunction(foreign) !== undefined) return foreign;
  return nearestName(
    name,
    functionRows.map((each) => each.name),
  );
}

function joiningAdvice(name: string): string {
  return name.toLowerCase() === 'and'
    ? 'There is no AND. Put a second IIF in the place of the value if true: IIF(a, IIF(b, x, y), y).'
    : 'There is no OR. Put a second IIF in the place of the value if false: IIF(a, x, IIF(b, x, y)).';
}

export function tellOfJoining(reader: Reader, token: Token): void {
  if (token.kind === 'name') tellOfStructure(reader, token.range, joiningAdvice(token.name));
}
