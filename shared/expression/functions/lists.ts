import { refuse } from '../evaluation';
import { asInteger, asList, asText, type FunctionRow, integer, list, text } from './function-row';

/** Functions of multi-valued attributes, entra-mapping-language.md 3.1 and 8.5. Positions count from 1. */
export const listFunctions: readonly FunctionRow[] = [
  {
    name: 'Count',
    parameters: [list('attribute')],
    returns: 'number',
    help: 'How many values an attribute has.',
    example: 'Count([proxyAddresses])',
    takesNull: true,
    evaluate: ([attribute]) => asList(attribute).length,
  },
  {
    name: 'Item',
    parameters: [list('attribute'), integer('index')],
    returns: 'text',
    help: 'One value of a list; the first is number 1.',
    example: 'Item([proxyAddresses], 1)',
    evaluate: ([attribute, index]) => {
      const values = asList(attribute);
      const place = asInteger(index) ?? 0;
      return values[place - 1] ?? refuse(`There is no value number ${place}: the list has ${values.length}.`, 1);
    },
  },
  {
    name: 'RemoveDuplicates',
    parameters: [list('attribute')],
    returns: 'list',
    help: 'The list with each value once.',
    example: 'RemoveDuplicates([proxyAddresses])',
    evaluate: ([attribute]) => [...new Set(asList(attribute))],
  },
  {
    name: 'Split',
    parameters: [text('source'), text('delimiter')],
    returns: 'list',
    help: 'A list of the parts between the delimiters, without the blanks around them.',
    example: 'Split([extensionAttribute5], ",")',
    evaluate: ([source, delimiter]) => {
      const [whole, mark] = [asText(source) ?? '', asText(delimiter) ?? ''];
      const parts = mark === '' ? [whole] : whole.split(mark);
      return parts.map((part) => part.trim()).filter((part) => part !== '');
    },
  },
];
