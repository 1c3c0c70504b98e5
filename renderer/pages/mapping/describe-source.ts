import type { AttributeMapping } from '../../../shared/mapping/rules';
import { assertNever } from '../../../shared/outcome';
import { mappingWords } from '../../words/mapping';

/** An expression longer than this is told as "expression" in the list. */
const shortExpression = 32;

/** The second line of an attribute in the list: from what it is filled. */
export function describeSource(mapping: AttributeMapping): string {
  const parts = [sourceText(mapping)];
  if (mapping.matchingPriority > 0) parts.push(mappingWords.from.findsAccounts);
  if (mapping.source.kind === 'direct' && mapping.source.attribute === 'manager') parts.push(mappingWords.from.manager);
  return parts.join(' · ');
}

function sourceText({ source }: AttributeMapping): string {
  switch (source.kind) {
    case 'direct':
      return source.attribute;
    case 'constant':
      return mappingWords.from.constant(source.value);
    case 'expression': {
      const text = source.text.trim();
      return text.length > shortExpression || text.includes('\n') ? mappingWords.from.expression : text;
    }
    case 'none':
      return mappingWords.from.none;
    default:
      return assertNever(source);
  }
}
