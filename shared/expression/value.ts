/**
 * The values of the mapping language (entra-mapping-language.md 2.3). At the boundary every value is text, as in the
 * expression tester of Microsoft Graph; inside, whole numbers beyond 2^53 are kept as bigint, because Active Directory
 * times have 18 digits.
 */

/** A role of this application that a person was given. */
export interface AppRole {
  readonly id: string;
  readonly value: string | null;
  readonly displayName: string | null;
}

/** What `[appRoleAssignments]` holds; only the role functions read it. */
export interface RoleAssignments {
  readonly roles: readonly AppRole[];
}

/** A role as it is sent: `displayName` from AppRoleAssignmentsComplex, `display` from the assertive one (1.9). */
export type ComplexRole = {
  readonly value: string;
  readonly type: 'WindowsAzureActiveDirectoryRole';
  readonly primary: false;
} & ({ readonly displayName: string } | { readonly display: string });

/** All roles of a person for a multi-valued target. `replace`: the target ends with exactly these; `add`: it keeps others. */
export interface ComplexRoles {
  readonly mode: 'add' | 'replace';
  readonly roles: readonly ComplexRole[];
  /** The same roles, one by one, as they were assigned: `add` patches with id, value and display name. */
  readonly assigned: readonly AppRole[];
}

export type Value = null | string | boolean | number | bigint | readonly string[] | RoleAssignments | ComplexRoles;

export const isList = (value: Value | undefined): value is readonly string[] => Array.isArray(value);

/** What `[appRoleAssignments]` holds, before a role function made a value of it. */
export const isRoles = (value: Value | undefined): value is RoleAssignments =>
  typeof value === 'object' && value !== null && 'roles' in value && !('mode' in value);

export const isComplexRoles = (value: Value | undefined): value is ComplexRoles =>
  typeof value === 'object' && value !== null && 'mode' in value;

/** Null, empty text and a list of nothing: what `IsNullOrEmpty` calls empty and what is never sent. */
export const isEmpty = (value: Value): boolean =>
  value === null ||
  value === '' ||
  (isList(value) && value.length === 0) ||
  ((isRoles(value) || isComplexRoles(value)) && value.roles.length === 0);

/** The name by which a role is sent: its value, and its display name where it has none. */
export const roleName = (role: AppRole): string | null => role.value || role.displayName || null;

/** Decimal digits without exponent or grouping. */
function decimalText(number: number): string {
  const text = String(number);
  if (text.includes('e+')) return BigInt(number).toString();
  return text.includes('e') ? number.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** The text form of a value: `True`, `False`, decimal digits; a list or roles as its values with commas, for people. */
export function valueText(value: Value): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return decimalText(value);
  if (typeof value === 'bigint') return value.toString();
  if (isComplexRoles(value)) return value.roles.map((role) => role.value).join(', ');
  if (isRoles(value)) return value.roles.map((role) => roleName(role) ?? role.id).join(', ');
  return value.join(', ');
}

const numeric = /^[+-]?\d+(?:\.\d+)?$/;

/** A number, or a text that is one; a whole number that a double cannot hold is a bigint. Null where it is neither. */
export function numberOf(value: Value): number | bigint | null {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (!numeric.test(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  const number = Number(text);
  return Number.isSafeInteger(number) || /[1-9]/.test(fraction) ? number : BigInt(whole.replace('+', ''));
}

/** True or False as a Boolean or as text in any case; null for everything else. */
export function booleanOf(value: Value): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}
