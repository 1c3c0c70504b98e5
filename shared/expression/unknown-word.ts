import { findSourceAttribute, suggestSourceAttribute } from '../schema/attribute-names';
import { functionRows } from './functions';
import { nearestName } from './nearest-name';
import { quoteText } from './quoted-text';
import { knownWords } from './words';

interface Explained {
  readonly message: string;
  readonly suggestion: string | null;
}

/** What was probably meant by a bare name that means nothing: an attribute, a text, a word or a function. */
export function explainUnknownWord(name: string): Explained {
  if (/^(true|false)$/i.test(name)) {
    const suggestion = name.toLowerCase() === 'true' ? '"True"' : '"False"';
    return { message: `True and False are written as texts: ${suggestion}.`, suggestion };
  }
  if (/^(null|nil|none|nothing|undefined|empty)$/i.test(name)) {
    return { message: `There is no word ${name}. The empty text is "".`, suggestion: '""' };
  }
  if (/\s/.test(name)) {
    return {
      message: `“${name}” is not in quotation marks. A text is written ${quoteText(name)}.`,
      suggestion: quoteText(name),
    };
  }
  if (findSourceAttribute(name) !== null) {
    const suggestion = `[${findSourceAttribute(name)?.name ?? name}]`;
    return { message: `${name} is an attribute: it stands in brackets, ${suggestion}.`, suggestion };
  }
  const word = nearestName(name, knownWords);
  if (word !== null) return { message: `Unknown word ${name}. Did you mean ${word}?`, suggestion: word };
  const attribute = suggestSourceAttribute(name);
  if (attribute !== null) {
    return { message: `Unknown word ${name}. Did you mean [${attribute}]?`, suggestion: `[${attribute}]` };
  }
  const row = nearestName(
    name,
    functionRows.map((each) => each.name),
  );
  if (row !== null) return { message: `Unknown word ${name}. Did you mean the function ${row}?`, suggestion: null };
  const message = `Unknown word ${name}. An attribute stands in brackets: [${name}]; a text in quotation marks: ${quoteText(name)}.`;
  return { message, suggestion: quoteText(name) };
}
