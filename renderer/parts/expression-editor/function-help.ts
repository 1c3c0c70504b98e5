import type { TextRange } from '../../../shared/expression/expression';
import { type FunctionRow, signatureOf } from '../../../shared/expression/functions/function-row';

const element = (tag: string, className: string, text = ''): HTMLElement => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

/** A function as help: how it is written with the parameter at hand marked, what it does, an example. */
export function functionHelp(row: FunctionRow, here: TextRange | null, much: 'all' | 'signature' = 'all'): HTMLElement {
  const help = element('div', 'cm-help');
  const signature = element('div', 'cm-help-signature');
  const text = signatureOf(row);
  if (here === null) signature.textContent = text;
  else {
    signature.append(
      text.slice(0, here.start),
      element('span', 'cm-help-here', text.slice(here.start, here.end)),
      text.slice(here.end),
    );
  }
  help.append(signature);
  if (much === 'signature') return help;
  help.append(element('div', 'cm-help-text', row.help));
  if (row.example !== '') help.append(element('div', 'cm-help-example', row.example));
  return help;
}
