import { evaluated, redact } from '../evaluation';
import { any, type FunctionRow } from './function-row';

/** Redact, entra-mapping-language.md 3.4. The compiler hides whatever is made from a redacted value, too. */
export const privacyFunctions: readonly FunctionRow[] = [
  {
    name: 'Redact',
    parameters: [any('value', 'An attribute, a text or another function.')],
    returns: 'any',
    help: 'The value as it is; wherever it would be shown, [Redact] stands in its place.',
    remarks: 'What is made from a redacted value is hidden as well. The target gets the value itself.',
    example: 'Redact([userPrincipalName])',
    exampleSource: { userPrincipalName: 'John.Doe@contoso.com' },
    exampleResult: 'John.Doe@contoso.com',
    redacts: true,
    choose: ([value]) => redact(value?.() ?? evaluated(null)),
  },
];
