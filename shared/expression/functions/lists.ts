import { refuse } from '../evaluation';
import { asInteger, asList, asText, type FunctionRow, integer, list, text } from './function-row';
import { trimmed } from './white-space';

const attribute = list('attribute', 'A multi-valued attribute, or a list from Split.');
const addresses = { proxyAddresses: ['SMTP:john@contoso.com', 'smtp:j.smith@contoso.com'] };

/** Functions of multi-valued attributes, entra-mapping-language.md 3.1 and 8.5. Positions count from 1. */
export const listFunctions: readonly FunctionRow[] = [
  {
    name: 'Count',
    parameters: [attribute],
    returns: 'number',
    help: 'How many values an attribute has.',
    remarks: '0 for no value, 1 for a single one.',
    example: 'Count([proxyAddresses])',
    exampleSource: addresses,
    exampleResult: '2',
    takesNull: true,
    evaluate: ([given]) => asList(given ?? null).length,
  },
  {
    name: 'Item',
    parameters: [attribute, integer('index', 'Which value; the first is number 1.')],
    returns: 'text',
    help: 'One value of a list; the first is number 1.',
    remarks: 'An error where the list has no such value.',
    example: 'Item([proxyAddresses], 1)',
    exampleSource: addresses,
    exampleResult: 'SMTP:john@contoso.com',
    evaluate: ([given, index]) => {
      const values = asList(given);
      const place = asInteger(index) ?? 0;
      return values[place - 1] ?? refuse(`There is no value number ${place}: the list has ${values.length}.`, 1);
    },
  },
  {
    name: 'RemoveDuplicates',
    parameters: [attribute],
    returns: 'list',
    help: 'The list with each value once.',
    remarks: 'The first of equal values stays. Case counts.',
    example: 'RemoveDuplicates([proxyAddresses])',
    exampleSource: { proxyAddresses: ['smtp:a@contoso.com', 'smtp:b@contoso.com', 'smtp:a@contoso.com'] },
    exampleResult: ['smtp:a@contoso.com', 'smtp:b@contoso.com'],
    evaluate: ([given]) => [...new Set(asList(given))],
  },
  {
    name: 'Split',
    parameters: [text('source', 'The text.'), text('delimiter', 'What stands between two parts.')],
    returns: 'list',
    help: 'A list of the parts between the delimiters, without the blanks around them.',
    remarks: 'Empty parts are left out.',
    example: 'Split([extensionAttribute5], ",")',
    exampleSource: { extensionAttribute5: 'PermissionSetOne, PermissionSetTwo' },
    exampleResult: ['PermissionSetOne', 'PermissionSetTwo'],
    evaluate: ([source, delimiter]) => {
      const [whole, mark] = [asText(source) ?? '', asText(delimiter) ?? ''];
      const parts = mark === '' ? [whole] : whole.split(mark);
      return parts.map(trimmed).filter((part) => part !== '');
    },
  },
];
