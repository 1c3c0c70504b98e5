import { conversionFunctions } from './functions/conversion';
import { dateFunctions } from './functions/dates';
import { formatDateFunctions } from './functions/format-date';
import { type FunctionRow, signatureOf } from './functions/function-row';
import { identityFunctions } from './functions/identity';
import { listFunctions } from './functions/lists';
import { logicFunctions } from './functions/logic';
import { privacyFunctions } from './functions/privacy';
import { replaceFunctions } from './functions/replace';
import { roleFunctions } from './functions/roles';
import { textFunctions } from './functions/text';

/** A row with its family and how the function is written, for lists and help. */
export type ListedFunction = FunctionRow & { readonly signature: string; readonly family: FunctionFamily };

/** The families in the order in which lists and the docs page have them. */
const families = {
  Text: [...textFunctions, ...replaceFunctions],
  Lists: listFunctions,
  Logic: logicFunctions,
  Dates: [...dateFunctions, ...formatDateFunctions],
  Conversion: conversionFunctions,
  Identity: identityFunctions,
  Roles: roleFunctions,
  Privacy: privacyFunctions,
} as const satisfies Readonly<Record<string, readonly FunctionRow[]>>;

type FunctionFamily = keyof typeof families;
export const functionFamilies = Object.keys(families) as readonly FunctionFamily[];

const listed = (family: FunctionFamily): ListedFunction[] =>
  families[family].map((row) => ({ ...row, family, signature: signatureOf(row) }));

/** Every function of the language, in the order of the alphabet. */
export const functionRows: readonly ListedFunction[] = functionFamilies
  .flatMap(listed)
  .sort((left, right) => (left.name < right.name ? -1 : 1));

/**
 * Functions that the service or its sibling documents and Inseam does not evaluate, with the reason in words: an imported
 * schema may hold them, so they are told apart from a slip of the pen.
 */
const unsupportedReasons: Readonly<Record<string, string>> = {
  AppRoleAssignments:
    'Microsoft has not published what it gives. AppRoleAssignmentsComplex gives all roles, SingleAppRoleAssignment one.',
  Contains: 'Microsoft describes it for directories on premises only. InStr finds a text in another.',
  CRef: 'it refers to an entry of a directory on premises, and a SCIM service has none.',
  DNComponent: 'it takes a part of the distinguished name of a directory on premises.',
  StringFromSid: 'it reads the bytes of a Windows identifier. [onPremisesSecurityIdentifier] holds it as text.',
};

export const unsupportedFunctions: readonly string[] = Object.keys(unsupportedReasons);

const byName = new Map(functionRows.map((row) => [row.name.toLowerCase(), row]));
const unsupported = new Map(unsupportedFunctions.map((name) => [name.toLowerCase(), name]));

/** Finds a function without regard to case: Microsoft's own pages mix the cases (2.2). */
export const findFunction = (name: string): FunctionRow | undefined => byName.get(name.toLowerCase());

/** The spelling of a function that is known but not evaluated. */
export const unsupportedFunction = (name: string): string | undefined => unsupported.get(name.toLowerCase());

/** Why not, as the end of a sentence. */
export const unsupportedReason = (name: string): string => unsupportedReasons[name] ?? 'it is not described.';
