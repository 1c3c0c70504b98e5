import type { TextRange } from '../expression/expression';
import { nearestName } from '../expression/nearest-name';
import { readPattern } from '../expression/pattern/read-pattern';
import type { FilterClause } from '../mapping/rules';
import { findSourceAttribute, type SourceAttribute, suggestSourceAttribute } from '../schema/attribute-names';
import { isWholeNumber } from './integer-text';
import { findOperator, isUnsupportedOperator, type Operator, operators } from './operators';
import { anchoredPattern } from './pattern-anchors';

/** What is wrong with one condition, at the field that has to be changed. */
export interface ClauseFault {
  readonly part: 'attribute' | 'operator' | 'operand';
  /** Inside the text of that field (of the operand: of its first value), UTF-16 units; null: the whole field. */
  readonly range: TextRange | null;
  /** A sentence. */
  readonly message: string;
  /** Text to put in place of the field, or null. */
  readonly suggestion: string | null;
  readonly severity: 'error' | 'warning';
}

/**
 * Everything that can be said of a condition without a person (entra-provisioning.md 4.4). A condition without an error is
 * true or false for anybody: it can neither fail in a cycle nor stay undecided.
 */
export function clauseFaults({ attribute, operator: spelling, values }: FilterClause): readonly ClauseFault[] {
  const row = findSourceAttribute(attribute);
  const operator = findOperator(spelling);
  const faults = [...attributeFaults(attribute, row)];
  if (operator === null) return [...faults, operatorFault(spelling)];
  const operand = operandFaults(operator, values, row);
  faults.push(...operand);
  // What fits an attribute is asked of those that a filter can use at all.
  if (row?.filterable) faults.push(...typeFaults(operator, row));
  if (row !== null && !faults.some(({ severity }) => severity === 'error'))
    faults.push(...habits(operator, row, values));
  return faults;
}

export const clauseErrors = (clause: FilterClause): readonly ClauseFault[] =>
  clauseFaults(clause).filter(({ severity }) => severity === 'error');

type Place = Partial<Pick<ClauseFault, 'range' | 'suggestion'>>;

const error = (part: ClauseFault['part'], message: string, place: Place = {}): ClauseFault => ({
  part,
  range: null,
  message,
  suggestion: null,
  severity: 'error',
  ...place,
});
const warning = (part: ClauseFault['part'], message: string, place: Place = {}): ClauseFault => ({
  ...error(part, message, place),
  severity: 'warning',
});

/** Attributes that only groups or other directories have, and what to use instead. */
const elsewhere: Readonly<Record<string, string>> = {
  members: 'members cannot be used in a filter: it belongs to groups. Choose the groups under “Who to look at”.',
  memberof: 'memberOf cannot be used in a filter. Choose the groups under “Who to look at”.',
};

function* attributeFaults(name: string, row: SourceAttribute | null): Generator<ClauseFault> {
  if (name.trim() === '') yield error('attribute', 'An attribute is needed.');
  else if (row === null) {
    const known = elsewhere[name.toLowerCase()];
    const near = known === undefined ? suggestSourceAttribute(name) : null;
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    yield error('attribute', known ?? `Unknown attribute ${name}.${hint}`, { suggestion: near });
  } else if (!row.filterable) yield error('attribute', `${row.name} cannot be used in a filter: ${whyNot(row)}.`);
  else if (row.name !== name)
    yield warning('attribute', `The service spells this attribute ${row.name}.`, { suggestion: row.name });
}

function whyNot({ name, type }: SourceAttribute): string {
  switch (type) {
    case 'list':
      return 'it can have several values';
    case 'reference':
      return 'it refers to another person';
    case 'roles':
      return 'who is assigned is decided by the scope itself';
    case 'date':
      return 'it is a date';
    case 'text':
    case 'boolean':
      return name === 'IsSoftDeleted'
        ? 'it is what the scope comes to'
        : 'Microsoft Entra’s own service does not take it';
  }
}

/** What people write who know filters from elsewhere. */
const meant: Readonly<Record<string, string>> = {
  '=': 'EQUALS',
  '==': 'EQUALS',
  eq: 'EQUALS',
  is: 'EQUALS',
  '!=': 'NOT EQUALS',
  '<>': 'NOT EQUALS',
  ne: 'NOT EQUALS',
  isnot: 'NOT EQUALS',
  '>': 'Greater_Than',
  gt: 'Greater_Than',
  '>=': 'Greater_Than_OR_EQUALS',
  ge: 'Greater_Than_OR_EQUALS',
  contains: 'Includes',
  like: 'Includes',
  matches: 'REGEX MATCH',
  match: 'REGEX MATCH',
  regex: 'REGEX MATCH',
  startswith: 'REGEX MATCH',
  exists: 'IS NOT NULL',
  ispresent: 'IS NOT NULL',
  pr: 'IS NOT NULL',
  isempty: 'IS NULL',
  true: 'IS TRUE',
  false: 'IS FALSE',
};

function operatorFault(spelling: string): ClauseFault {
  if (spelling.trim() === '') return error('operator', 'An operator is needed.');
  if (isUnsupportedOperator(spelling))
    return error('operator', `The operator ${spelling} is not supported${whyUnsupported(spelling)}`);
  const folded = spelling.toLowerCase().replace(/[\s_-]+/g, '');
  const near =
    meant[folded] ??
    nearestName(
      spelling,
      operators.map(({ name }) => name),
    );
  const how = folded === 'startswith' ? ' with ^ before the beginning' : '';
  return error('operator', `Unknown operator ${spelling}.${near === null ? '' : ` Did you mean ${near}${how}?`}`, {
    suggestion: near,
  });
}

const whyUnsupported = (spelling: string): string =>
  spelling.includes('&')
    ? ': Microsoft has not published what it means, and a guess could take people’s access away.'
    : ', in Microsoft Entra neither. Choose the groups under “Who to look at”.';

function operandFaults(
  operator: Operator,
  values: readonly string[],
  row: SourceAttribute | null,
): readonly ClauseFault[] {
  const { name, operand } = operator;
  const given = values.filter((value) => value !== '');
  if (operand === 'none') {
    return given.length === 0
      ? []
      : [warning('operand', `${name} takes no value; “${given.join('”, “')}” is not looked at.`, { suggestion: '' })];
  }
  const [value] = given;
  if (value === undefined) return [error('operand', `${name} needs a value.`)];
  if (values.length > 1) {
    const instead = name.startsWith('NOT')
      ? 'Write a condition for each.'
      : 'Make a filter for each: one of them is enough.';
    return [error('operand', `${name} takes one value, and there are ${values.length}. ${instead}`)];
  }
  const whole = { start: 0, end: value.length };
  switch (operand) {
    case 'integer':
      return isWholeNumber(value)
        ? []
        : [error('operand', `${name} needs a whole number, and “${value}” is none.`, { range: whole })];
    case 'pattern': {
      const read = readPattern(value);
      if (read.ok) return [];
      const start = Math.min(read.position, value.length);
      return [
        error('operand', `Not a valid pattern: ${read.message}`, {
          range: { start, end: Math.min(start + 1, value.length) },
        }),
      ];
    }
    case 'text': {
      if (row?.type !== 'boolean' || value === 'True' || value === 'False') return [];
      const lower = value.trim().toLowerCase();
      const suggestion = lower === 'true' ? 'True' : lower === 'false' ? 'False' : null;
      const isEquality = name === 'EQUALS' || name === 'NOT EQUALS';
      return isEquality
        ? [error('operand', `${row.name} is True or False, and “${value}” is neither.`, { range: whole, suggestion })]
        : [];
    }
  }
}

const booleanOperators = new Set(['EQUALS', 'NOT EQUALS', 'IS TRUE', 'IS FALSE', 'IS NULL', 'IS NOT NULL']);

function* typeFaults(operator: Operator, row: SourceAttribute): Generator<ClauseFault> {
  if (row.type !== 'boolean' || booleanOperators.has(operator.name)) return;
  const message = `${row.name} is True or False. Use IS TRUE or IS FALSE.`;
  // A number is asked of something that never is one; the others still mean what they say.
  if (operator.operand === 'integer') yield error('operator', message, { suggestion: 'IS TRUE' });
  else yield warning('operator', message, { suggestion: 'IS TRUE' });
}

/** Everybody has one of these. */
const neverEmpty = new Set([
  'userPrincipalName',
  'originalUserPrincipalName',
  'displayName',
  'objectId',
  'accountEnabled',
]);

/** What is in order and yet often not what was meant. */
function* habits(operator: Operator, row: SourceAttribute, values: readonly string[]): Generator<ClauseFault> {
  const { name, operand } = operator;
  const value = values[0] ?? '';
  if (operand === 'text' && value.trim() !== value)
    yield warning('operand', `“${value}” begins or ends with a blank, which counts.`, { suggestion: value.trim() });
  if (operand === 'pattern') {
    const anchored = anchoredPattern(value);
    if (anchored !== null)
      yield warning('operand', `It matches anywhere in ${row.name}; for the whole of it write ${anchored}.`, {
        suggestion: anchored,
      });
  }
  if (name.startsWith('NOT ') && !neverEmpty.has(row.name))
    yield warning('operator', `${name} leaves out people without ${row.name}, too.`);
  // Everywhere else it is no Boolean, and rarely a text that says True.
  if ((name === 'IS TRUE' || name === 'IS FALSE') && row.type === 'text' && findsOnlyText(row))
    yield warning(
      'operator',
      `${row.name} is a text; ${name} holds only where it says ${name.slice(3, 4)}${name.slice(4).toLowerCase()}.`,
    );
}

/** Directory extensions and extension attributes may well hold True or False. */
const findsOnlyText = ({ name }: SourceAttribute): boolean => !/^extension/i.test(name);
