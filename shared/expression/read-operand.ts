import type { CallNode, Expression, Relation, TextRange } from './expression';
import { relationByForeignName } from './foreign-names';
import { isJoining, readName, readWord, tellOfJoining } from './read-name';
import {
  beginsOperand,
  faultyWord,
  grown,
  heightOf,
  isTold,
  peek,
  type Reader,
  shown,
  span,
  tellOfStructure,
  tooDeep,
  written,
} from './reader';

/** The grammar of entra-mapping-language.md 2.1, from an argument down; after a slip reading goes on with what was meant. */

const anOperand = 'A function, an [attribute] or a "text" is expected';

/** One operand, or several joined by `&`, which the sibling reference has and which is read as Append (2.1). */
function readOperand(reader: Reader): Expression {
  let left = readSingle(reader);
  while (peek(reader).kind === 'concatenate') {
    const nameRange = peek(reader).range;
    reader.position += 1;
    const right = readSingle(reader);
    left = grown(reader, {
      kind: 'call',
      name: 'Append',
      nameRange,
      range: span(left.range, right.range),
      arguments: [left, right],
    });
  }
  return left;
}

export function readSingle(reader: Reader): Expression {
  const token = peek(reader);
  const { range } = token;
  const nothing = (): Expression => {
    const end = reader.tokens[reader.position - 1]?.range.end ?? 0;
    return faultyWord(reader, '', { start: end, end });
  };
  switch (token.kind) {
    case 'attribute':
    case 'text':
    case 'number':
      reader.position += 1;
      return token;
    case 'name':
      reader.position += 1;
      return peek(reader).kind === 'open' ? readCall(reader, token.name, range) : readWord(reader, token);
    case 'open':
      return readGroup(reader, range);
    case 'unknown':
      reader.position += 1;
      // A mark too many before an operand, as in `!IsPresent(…)`.
      return beginsOperand(peek(reader)) && peek(reader).range.start === range.end
        ? readSingle(reader)
        : faultyWord(reader, '', range);
    case 'end':
      tellOfStructure(reader, range, `The expression ends here. ${anOperand}.`);
      reader.quiet = true;
      return nothing();
    default:
      tellOfStructure(reader, range, `${anOperand} before ${shown(reader, token)}.`);
      return nothing();
  }
}

/** Parentheses without a function, as other languages group with them. */
function readGroup(reader: Reader, opening: TextRange): Expression {
  reader.position += 1;
  if (tooDeep(reader, opening)) return faultyWord(reader, '', opening);
  const inner = readArgument(reader);
  reader.depth -= 1;
  if (peek(reader).kind !== 'close') {
    tellOfStructure(reader, opening, 'Parentheses stand only after the name of a function.', '');
    return inner;
  }
  const whole = span(opening, peek(reader).range);
  reader.position += 1;
  const content = reader.text.slice(whole.start + 1, whole.end - 1).trim();
  tellOfStructure(reader, whole, 'Parentheses stand only after the name of a function.', content);
  return inner;
}

function readCall(reader: Reader, name: string, nameRange: TextRange): Expression {
  const canonical = readName(reader, name, nameRange);
  reader.position += 1;
  if (tooDeep(reader, nameRange)) return faultyWord(reader, name, nameRange);
  const { given, isBroken } = readArguments(reader, canonical);
  reader.depth -= 1;
  const closing = reader.tokens[reader.position - 1]?.range ?? nameRange;
  // Trailing places may be left empty: `ToLower(x, )` is `ToLower(x)`.
  while (given.at(-1) === null) given.pop();
  const call: CallNode = {
    kind: 'call',
    name: canonical,
    nameRange,
    range: span(nameRange, closing),
    arguments: given,
  };
  if (isBroken) reader.faulty.add(call);
  return grown(reader, call);
}

/** The places of a call to its closing parenthesis; broken: which place is which cannot be told any more. */
function readArguments(reader: Reader, name: string): { given: (Expression | null)[]; isBroken: boolean } {
  const given: (Expression | null)[] = [];
  let isBroken = false;
  for (;;) {
    const first = peek(reader).kind;
    if (first !== 'end') given.push(first === 'comma' || first === 'close' ? null : readArgument(reader));
    while (peek(reader).kind === 'unknown') {
      isBroken = true;
      reader.position += 1;
    }
    const after = peek(reader);
    if (after.kind === 'comma' || after.kind === 'close') {
      reader.position += 1;
      if (after.kind === 'close') return { given, isBroken };
    } else if (after.kind === 'end') {
      reader.unclosed.push(name);
      return { given, isBroken: true };
    } else {
      const message = `A comma or a closing parenthesis is expected before ${shown(reader, after)}.`;
      if (!isBroken && !isTold(reader, after))
        tellOfStructure(reader, after.range, message, `, ${written(reader, after.range)}`);
      isBroken = true;
    }
  }
}

/** An operand, or a comparison of two. */
export function readArgument(reader: Reader): Expression {
  const node = readComparison(reader);
  for (;;) {
    const token = peek(reader);
    if (token.kind === 'relation') {
      tellOfStructure(reader, token.range, 'Only two values can be compared. Nest another IIF.');
    } else if (isJoining(reader)) tellOfJoining(reader, token);
    else return node;
    reader.faulty.add(node);
    reader.position += 1;
    reader.faulty.add(readComparison(reader));
  }
}

/** The relation that stands here, also one in words, of which a fault tells. */
function readRelation(reader: Reader): Relation | null {
  const token = peek(reader);
  if (token.kind === 'relation') {
    reader.position += 1;
    return token.operator;
  }
  const meant = token.kind === 'name' && beginsOperand(peek(reader, 1)) ? relationByForeignName(token.name) : null;
  if (meant === null) return null;
  tellOfStructure(reader, token.range, `A comparison is written with a sign: ${meant}.`, meant);
  reader.position += 1;
  return meant;
}

function readComparison(reader: Reader): Expression {
  const left = readOperand(reader);
  const operator = readRelation(reader);
  if (operator === null) return left;
  const right = readOperand(reader);
  const relation: Expression = { kind: 'relation', operator, left, right, range: span(left.range, right.range) };
  reader.heights.set(relation, heightOf(reader, [left, right]));
  if (reader.faulty.has(left) || reader.faulty.has(right)) reader.faulty.add(relation);
  return relation;
}
