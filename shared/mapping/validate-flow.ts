import { callsInText } from '../expression/calls-in';
import type { TargetAttribute } from '../profiles/profile';
import type { ScopeMode } from '../scoping/decide-scope';
import { type RuleFault, ruleError, ruleWarning } from './rule-fault';
import type { AttributeMapping } from './rules';

const text = ({ source }: AttributeMapping): string | null => (source.kind === 'expression' ? source.text : null);
const calls = (mapping: AttributeMapping, name: string): boolean => {
  const expression = text(mapping);
  return expression !== null && callsInText(expression, name).length > 0;
};

/** Functions that differ at each evaluation: mapped to "Always" they change everybody in every cycle (1.4). */
const volatile = ['Guid', 'Now', 'RandomString'];

/** What a function asks of where and when its mapping acts (entra-mapping-language.md 1.4 and 3.4). */
export function flowFaults(
  mapping: AttributeMapping,
  known: TargetAttribute | null,
  targetName: string,
): readonly RuleFault[] {
  const { target, flowType, matchingPriority } = mapping;
  const faults: RuleFault[] = [];
  const changing = volatile.find((name) => calls(mapping, name));
  if (changing !== undefined && flowType !== 'ObjectAddOnly') {
    const message = `${changing} gives another value each time, so ${target} would change for everybody in every cycle. Apply this mapping only during object creation.`;
    faults.push(ruleWarning(target, message));
  }
  if (!calls(mapping, 'SelectUniqueValue')) return faults;
  if (matchingPriority > 0) {
    const message = `SelectUniqueValue chooses a value that no account has, so ${target} could never find one. Match by another attribute.`;
    faults.push(ruleError(target, message));
  }
  if (known === null) {
    faults.push(
      ruleWarning(
        target,
        `It is not known whether ${targetName} can search by ${target}, as SelectUniqueValue has to.`,
      ),
    );
  } else if (!known.filterable) {
    faults.push(ruleError(target, `SelectUniqueValue has to search by ${target}, and ${targetName} cannot.`));
  }
  if (flowType !== 'ObjectAddOnly') {
    faults.push(
      ruleWarning(target, 'SelectUniqueValue acts only when an account is created, whatever is chosen here.'),
    );
  }
  return faults;
}

const roleFunctions = ['SingleAppRoleAssignment', 'AppRoleAssignmentsComplex', 'AssertiveAppRoleAssignmentsComplex'];

/** Only assigned people have roles: with everybody, or with chosen groups, in scope there are none (1.9). */
export const roleScopeFaults = (mappings: readonly AttributeMapping[], mode: ScopeMode): readonly RuleFault[] =>
  mode === 'assigned'
    ? []
    : mappings.flatMap((mapping) => {
        const name = roleFunctions.find((each) => calls(mapping, each));
        const scope = mode === 'all' ? 'everyone in the directory' : 'chosen groups';
        const message = `${name} gives nothing while the scope is ${scope}: only people assigned to the application have its roles.`;
        return name === undefined ? [] : [ruleWarning(mapping.target, message)];
      });
