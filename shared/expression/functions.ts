import { conversionFunctions } from './functions/conversion';
import { type FunctionRow, signatureOf } from './functions/function-row';
import { listFunctions } from './functions/lists';
import { logicFunctions } from './functions/logic';
import { replaceFunctions } from './functions/replace';
import { roleFunctions } from './functions/roles';
import { textFunctions } from './functions/text';

/** A row with how the function is written, for lists and help. */
export type ListedFunction = FunctionRow & { readonly signature: string };

/** Every function of the language, in the order of the alphabet. */
export const functionRows: readonly ListedFunction[] = [
  ...textFunctions,
  ...listFunctions,
  ...logicFunctions,
  ...replaceFunctions,
  ...roleFunctions,
  ...conversionFunctions,
]
  .map((row) => ({ ...row, signature: signatureOf(row) }))
  .sort((left, right) => (left.name < right.name ? -1 : 1));

/**
 * Functions that the service or its sibling documents and Inseam does not evaluate: an imported schema may hold them, so
 * they are told apart from a slip of the pen.
 */
export const unsupportedFunctions: readonly string[] = [
  'AppRoleAssignments',
  'AppRoleAssignmentsComplex',
  'AssertiveAppRoleAssignmentsComplex',
  'CDate',
  'Contains',
  'CRef',
  'DateAdd',
  'DateDiff',
  'DateFromNum',
  'DefaultDomain',
  'DNComponent',
  'FormatDateTime',
  'Guid',
  'Now',
  'NumFromDate',
  'RandomString',
  'Redact',
  'SelectUniqueValue',
  'StringFromSid',
];

const byName = new Map(functionRows.map((row) => [row.name.toLowerCase(), row]));
const unsupported = new Map(unsupportedFunctions.map((name) => [name.toLowerCase(), name]));

/** Finds a function without regard to case: Microsoft's own pages mix the cases (2.2). */
export const findFunction = (name: string): FunctionRow | undefined => byName.get(name.toLowerCase());

/** The spelling of a function that is known but not evaluated. */
export const unsupportedFunction = (name: string): string | undefined => unsupported.get(name.toLowerCase());
