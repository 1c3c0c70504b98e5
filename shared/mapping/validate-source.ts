import { attributesIn, type Expression, partsOf } from '../expression/expression';
import { findFunction } from '../expression/functions';
import { parameterAt, signatureOf } from '../expression/functions/function-row';
import { parseExpression } from '../expression/parse';
import { booleanOf } from '../expression/value';
import type { TargetAttribute } from '../profiles/profile';
import { findSourceAttribute, type SourceAttribute, suggestSourceAttribute } from '../schema/attribute-names';
import { unavailableSource } from '../schema/unavailable-sources';
import { type RuleFault, ruleError, ruleWarning } from './rule-fault';
import type { AttributeMapping } from './rules';
import { targetForm } from './target-form';
import { isWholeList } from './target-path';

/** What can be said of where a mapping gets its value, before it meets a person. */
export function validateSource(mapping: AttributeMapping, known: TargetAttribute | null): readonly RuleFault[] {
  const { target, source } = mapping;
  switch (source.kind) {
    case 'none':
      return [];
    case 'constant':
      return [
        ...(source.value === '' ? [ruleWarning(target, 'The constant is empty, so nothing is sent.')] : []),
        ...referenceFaults(target, known, null),
        ...textFaults(target, source.value, known, 'The constant'),
      ];
    case 'direct':
      return validateDirect(target, source.attribute, known);
    case 'expression':
      return [...validateExpression(target, source.text, known), ...referenceFaults(target, known, null)];
  }
}

/** A fixed text against what the target takes. */
export function textFaults(
  target: string,
  text: string,
  known: TargetAttribute | null,
  what: string,
): readonly RuleFault[] {
  if (text === '' || known?.type === 'reference') return [];
  const form = targetForm(target, text, known);
  if (form.kind === 'value') return [];
  const { problem } = form;
  if (problem.kind === 'value-too-long') {
    return [ruleError(target, `${what} has ${problem.length} characters; ${target} takes at most ${problem.limit}.`)];
  }
  const expected = known?.type === 'boolean' && booleanOf(text) === null ? 'True or False' : 'a whole number';
  return [ruleError(target, `${what} “${text}” does not fit: ${target} takes ${expected}.`)];
}

function unknownAttribute(name: string, inBrackets: boolean): { message: string; suggestion: string | null } {
  const why = unavailableSource(name);
  if (why !== null) return { message: why, suggestion: null };
  const row = findFunction(name.replace(/\(.*$/, ''));
  if (row !== undefined) {
    const usage = `${row.name} is a function and not an attribute. It is written ${signatureOf(row)}.`;
    return { message: usage, suggestion: null };
  }
  const near = suggestSourceAttribute(name);
  const suggestion = near !== null && inBrackets ? `[${near}]` : near;
  return { message: `Unknown attribute ${name}.${near === null ? '' : ` Did you mean ${near}?`}`, suggestion };
}

const spelling = (row: SourceAttribute): string => `The service spells this attribute ${row.name}.`;

function validateDirect(target: string, name: string, known: TargetAttribute | null): readonly RuleFault[] {
  const row = findSourceAttribute(name);
  if (row === null) {
    const { message, suggestion } = unknownAttribute(name, false);
    return [ruleError(target, message, suggestion)];
  }
  const faults = [...referenceFaults(target, known, row)];
  if (row.name !== name) faults.push(ruleWarning(target, spelling(row), row.name));
  if (row.type === 'roles') {
    const advice = 'appRoleAssignments cannot be mapped as it is. Use SingleAppRoleAssignment([appRoleAssignments]).';
    faults.push(ruleError(target, advice, 'SingleAppRoleAssignment([appRoleAssignments])'));
  }
  if (row.type === 'list' && !takesSeveral(target, known))
    faults.push(ruleError(target, severalValues(target, row.name)));
  return faults;
}

const takesSeveral = (target: string, known: TargetAttribute | null): boolean =>
  known?.multiValued ?? isWholeList(target);

const severalValues = (target: string, what: string): string =>
  `${what} can have several values and ${target} takes one. Use Item or Join.`;

/** The id of somebody else's account is only known for a mapping straight from the reference to that person. */
function referenceFaults(
  target: string,
  known: TargetAttribute | null,
  row: SourceAttribute | null,
): readonly RuleFault[] {
  if (known?.type === 'reference' && row?.type !== 'reference') {
    return [
      ruleError(target, `${target} refers to another account. It can only be filled directly from manager.`, 'manager'),
    ];
  }
  if (row?.type === 'reference' && known?.type !== 'reference') {
    return [ruleError(target, `manager refers to another person, and ${target} does not take a reference.`)];
  }
  return [];
}

const nothing: Expression = { kind: 'text', value: '', range: { start: 0, end: 0 } };

function validateExpression(target: string, text: string, known: TargetAttribute | null): readonly RuleFault[] {
  const { tree, partial, faults: syntax } = parseExpression(text);
  const faults: RuleFault[] = syntax.map((fault) => ({ target, ...fault }));
  for (const node of attributesIn(tree ?? partial ?? nothing)) {
    // Of a name that is broken off only that is told.
    if (syntax.some(({ range }) => range.start === node.range.start && range.end === node.range.end)) continue;
    const row = findSourceAttribute(node.name);
    if (row === null)
      faults.push({ target, range: node.range, severity: 'error', ...unknownAttribute(node.name, true) });
    else if (row.name !== node.name) {
      const suggestion = `[${row.name}]`;
      faults.push({ target, range: node.range, severity: 'warning', message: spelling(row), suggestion });
    }
  }
  faults.sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0));
  if (tree === null) return faults;
  faults.push(...roleFaults(target, tree, false));
  const returned = resultOf(tree);
  if (returned === 'roles' && tree.kind === 'call' && !takesSeveral(target, known)) {
    const message = `This gives all roles, and ${target} takes one value. Use SingleAppRoleAssignment([appRoleAssignments]).`;
    const suggestion = 'SingleAppRoleAssignment([appRoleAssignments])';
    faults.push({ ...ruleError(target, message, suggestion), range: tree.range });
  }
  if (returned === 'list' && !takesSeveral(target, known)) {
    faults.push({ ...ruleError(target, severalValues(target, 'This expression')), range: tree.range });
  }
  return faults;
}

/** Whether a whole expression surely yields a list. */
function resultOf(tree: Expression): string {
  if (tree.kind === 'attribute') return findSourceAttribute(tree.name)?.type ?? 'text';
  return tree.kind === 'call' ? (findFunction(tree.name)?.returns ?? 'any') : 'text';
}

/** Roles are read by the role functions alone (entra-mapping-language.md 1.9). */
function roleFaults(target: string, node: Expression, allowed: boolean): readonly RuleFault[] {
  if (node.kind === 'attribute' && !allowed && findSourceAttribute(node.name)?.type === 'roles') {
    const message = 'appRoleAssignments is only read by SingleAppRoleAssignment([appRoleAssignments]).';
    const suggestion = 'SingleAppRoleAssignment([appRoleAssignments])';
    return [{ target, range: node.range, message, suggestion, severity: 'error' }];
  }
  if (node.kind !== 'call') return partsOf(node).flatMap((part) => roleFaults(target, part, false));
  const row = findFunction(node.name);
  return node.arguments.flatMap((argument, place) =>
    argument === null
      ? []
      : roleFaults(target, argument, row !== undefined && parameterAt(row, place)?.type === 'roles'),
  );
}
