import {
  booleanOf,
  type ComplexRoles,
  isComplexRoles,
  isEmpty,
  isList,
  isRoles,
  numberOf,
  type Value,
  valueText,
} from '../expression/value';
import type { PersonProblem } from '../log/problem';
import type { TargetAttribute } from '../profiles/profile';
import { isWholeList } from './target-path';
import type { TargetList, TargetValue } from './target-value';

/** How Entra's client adds roles to an account: each as JSON inside `value` (entra-mapping-language.md 1.9). */
const rolesToAdd = ({ assigned }: ComplexRoles): TargetList =>
  assigned.map(({ id, value, displayName }) => ({ value: JSON.stringify({ id, value, displayName }) }));

/** Brings a value of the language into the form that the target attribute has; null: there is no value to send. */
export type TargetForm =
  | { readonly kind: 'value'; readonly value: TargetValue | null; readonly addedAs?: TargetList }
  | { readonly kind: 'problem'; readonly problem: PersonProblem };

/**
 * An attribute that the profile does not know takes one text. `""` counts as no value (entra-mapping-language.md 1.3),
 * and a list into an attribute of one value is an error on the person (1.7). Lengths are in code points.
 */
export function targetForm(path: string, value: Value, known: TargetAttribute | null): TargetForm {
  if (isEmpty(value)) return { kind: 'value', value: null };
  const wrong = (expected: string): TargetForm => wrongType(path, value, expected);
  const isMultiValued = known?.multiValued ?? isWholeList(path);
  if (isRoles(value)) return wrong('one text: wrap [appRoleAssignments] in SingleAppRoleAssignment');
  if (isComplexRoles(value)) {
    if (!isMultiValued) return wrong('a single value: one role by SingleAppRoleAssignment');
    return { kind: 'value', value: value.roles, ...(value.mode === 'add' ? { addedAs: rolesToAdd(value) } : {}) };
  }
  if (isList(value)) {
    const values = value.filter((each) => each !== '');
    if (!isMultiValued) return wrong('a single value');
    return { kind: 'value', value: values.length === 0 ? null : values };
  }
  const text = valueText(value) ?? '';
  switch (known?.type) {
    case 'boolean': {
      const boolean = booleanOf(value);
      return boolean === null ? wrong('True or False') : { kind: 'value', value: boolean };
    }
    case 'integer': {
      const number = Number(numberOf(value) ?? Number.NaN);
      return Number.isSafeInteger(number) ? { kind: 'value', value: number } : wrong('a whole number');
    }
    default: {
      const limit = known?.maxLength ?? null;
      // Never more code points than UTF-16 units: most texts need no counting.
      const length = limit === null || text.length <= limit ? text.length : [...text].length;
      if (limit !== null && length > limit) {
        return { kind: 'problem', problem: { kind: 'value-too-long', attribute: path, value: text, length, limit } };
      }
      return { kind: 'value', value: isMultiValued ? [text] : text };
    }
  }
}

const wrongType = (attribute: string, value: Value, expected: string): TargetForm => ({
  kind: 'problem',
  problem: { kind: 'value-type', attribute, expected, value: valueText(value) ?? '' },
});
