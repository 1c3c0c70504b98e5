import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import {
  type Completion as Choice,
  completionsAt,
  type NamedAttribute,
} from '../../../shared/expression/completions-at';
import { findFunction } from '../../../shared/expression/functions';
import { signatureAt } from '../../../shared/expression/signature-at';
import { tokenize } from '../../../shared/expression/tokenize';
import { functionHelp } from './function-help';

/** Words of a parameter are wanted most, then functions, then attributes. */
const boosts: Readonly<Record<Choice['kind'], number>> = { word: 3, relation: 2, function: 1, attribute: 0 };

function optionOf(choice: Choice): Completion {
  const row = choice.kind === 'function' ? findFunction(choice.label) : undefined;
  return {
    label: choice.label,
    detail: choice.kind === 'function' ? choice.detail.slice(choice.label.length) : choice.detail,
    boost: boosts[choice.kind],
    apply: (view, completion, from, to) => {
      view.dispatch({
        changes: { from, to, insert: choice.insert },
        selection: { anchor: from + choice.caret },
        userEvent: 'input.complete',
        annotations: pickedCompletion.of(completion),
      });
      // Inside the parentheses of a function, or behind a bracket, the next choice follows.
      if (choice.kind === 'function' && choice.caret < choice.insert.length) startCompletion(view);
    },
    ...(row === undefined ? {} : { info: () => functionHelp(row, null) }),
  };
}

function complete(context: CompletionContext, attributes: readonly NamedAttribute[]): CompletionResult | null {
  const text = context.state.doc.toString();
  const found = completionsAt(text, context.pos, attributes);
  if (found === null || found.options.length === 0) return null;
  const { start } = found.range;
  const typed = text.slice(start, context.pos);
  // Without being asked it comes only where something was begun: a name, or a bracket.
  if (!context.explicit && typed === '' && text[context.pos - 1] !== '[') return null;
  // While a name is typed on, the list is only narrowed: asked anew, it would take no key for a moment.
  return { from: start, to: found.range.end, options: found.options.map(optionOf), validFor: /^[\p{L}\p{N}_]*$/u };
}

/** The signature of the call around the caret, while it is being filled in. */
function signatureTooltip(state: EditorState): Tooltip | null {
  const { main } = state.selection;
  if (!main.empty || completionStatus(state) === 'active') return null;
  const here = signatureAt(state.doc.toString(), main.head);
  if (here === null) return null;
  return {
    pos: here.nameRange.start,
    above: true,
    create: () => ({ dom: functionHelp(here.row, here.parameterRange, 'signature') }),
  };
}

const closeSignature = StateEffect.define<null>();

/** Shown from the first key on, taken away by Escape and by leaving: a caret that only passes through asks for nothing. */
const signatureField = StateField.define<Tooltip | null>({
  create: () => null,
  update: (before, transaction) => {
    if (transaction.effects.some((effect) => effect.is(closeSignature))) return null;
    if (transaction.isUserEvent('input') || transaction.isUserEvent('delete'))
      return signatureTooltip(transaction.state);
    if (transaction.selection === undefined && !transaction.docChanged) return before;
    return before === null ? null : signatureTooltip(transaction.state);
  },
  provide: (field) => showTooltip.from(field),
});

const closing: Extension = [
  EditorView.focusChangeEffect.of((_, focusing) => (focusing ? null : closeSignature.of(null))),
  keymap.of([
    {
      key: 'Escape',
      run: (view) => {
        if (view.state.field(signatureField) === null) return false;
        view.dispatch({ effects: closeSignature.of(null) });
        return true;
      },
    },
  ]),
];

const hover = hoverTooltip((view: EditorView, position: number): Tooltip | null => {
  const text = view.state.doc.toString();
  const token = tokenize(text).tokens.find(({ range }) => range.start <= position && position < range.end);
  const row = token?.kind === 'name' ? findFunction(token.name) : undefined;
  if (token === undefined || row === undefined) return null;
  return {
    pos: token.range.start,
    end: token.range.end,
    above: true,
    create: () => ({ dom: functionHelp(row, null) }),
  };
});

/** What the language itself knows, where it is wanted: completion, the call that is being filled in, the function pointed at. */
export function languageHelp(attributes: () => readonly NamedAttribute[]): Extension {
  return [
    // A key that is pressed as soon as the list is there is meant for it.
    autocompletion({
      icons: false,
      interactionDelay: 0,
      maxRenderedOptions: 60,
      override: [(context) => complete(context, attributes())],
    }),
    signatureField,
    closing,
    hover,
  ];
}
