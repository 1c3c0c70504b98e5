import { booleanOf, isEmpty, isList, isRoles, numberOf, type Value, valueText } from '../expression/value';
import type { PersonProblem } from '../log/problem';
import type { TargetAttribute } from '../profiles/profile';
import type { TargetValue } from './target-value';

/** Brings a value of the language into the form that the target attribute has; null: there is no value to send. */
export type TargetForm =
  | { readonly kind: 'value'; readonly value: TargetValue | null }
  | { readonly kind: 'problem'; readonly problem: PersonProblem };

/**
 * An attribute that the profile does not know takes one text. `""` counts as no value (entra-mapping-language.md 1.3),
 * and a list into an attribute of one value is an error on the person (1.7). Lengths are in code points.
 */
export function targetForm(path: string, value: Value, known: TargetAttribute | null): TargetForm {
  if (isEmpty(value)) return { kind: 'value', value: null };
  const wrong = (expected: string): TargetForm => ({
    kind: 'problem',
    problem: { kind: 'value-type', attribute: path, expected, value: valueText(value) ?? '' },
  });
  if (isRoles(value)) return wrong('one text: wrap [appRoleAssignments] in SingleAppRoleAssignment');
  if (isList(value)) return known?.multiValued ? { kind: 'value', value } : wrong('a single value');
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
      const length = [...text].length;
      if (limit !== null && length > limit) {
        return { kind: 'problem', problem: { kind: 'value-too-long', attribute: path, value: text, length, limit } };
      }
      return { kind: 'value', value: known?.multiValued ? [text] : text };
    }
  }
}
