import { acceptCompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import type { TextRange } from '../../../shared/expression/expression';
import { editorTheme } from './editor-theme';
import type { ExpressionEditorProps } from './expression-editor';
import { faultKeys } from './fault-lines';
import { languageHelp } from './language-help';
import { syntaxColours } from './syntax-colours';

export interface MountedEditor {
  readonly view: EditorView;
  readonly setText: (text: string) => void;
  readonly setNames: (names: Names) => void;
  readonly select: (range: TextRange) => void;
  readonly replace: (range: TextRange, text: string) => void;
  readonly destroy: () => void;
}

interface Names {
  readonly label: string;
  readonly description: string;
  readonly invalid: boolean;
}

/** The names stand inside: ids do not reach across the edge of a shadow root. */
const named = ({ label, description, invalid }: Names): Extension =>
  EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-description': description,
    'aria-invalid': String(invalid),
    spellcheck: 'false',
    autocapitalize: 'off',
    autocorrect: 'off',
  });

/**
 * Chromium keeps the looks of what is typed over in a span with a style of its own, which the content policy refuses and
 * complains of: what is typed over a selection goes past it.
 */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    const { from, to, empty } = view.state.selection.main;
    if (empty || isComposing || inputType !== 'insertText' || data === null) return false;
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert)))
      view.dispatch(insert());
    return true;
  },
});

/** Puts an editor into the shadow root of an element. `props` are asked anew whenever something happens. */
export function mountEditor(host: HTMLElement, props: () => ExpressionEditorProps): MountedEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const names = new Compartment();
  let given = props().text;
  /** What was typed and has not come back yet. It comes back later than it is typed: by then there may be more. */
  let onTheWay: string[] = [];

  const events = EditorView.updateListener.of((update) => {
    if (update.docChanged) {
      const text = update.state.doc.toString();
      if (text !== given) {
        given = text;
        onTheWay.push(text);
        props().onChange(text);
      }
    }
    if (update.docChanged || update.selectionSet || update.focusChanged) {
      props().onCaret?.(update.state.selection.main.head);
    }
    if (update.focusChanged && !update.view.hasFocus) {
      onTheWay = [];
      props().onLeave?.();
    }
  });

  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: given,
      extensions: [
        history(),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        typedOver,
        syntaxColours,
        languageHelp(() => props().attributes),
        placeholder(props().hint ?? ''),
        names.of(named({ label: props().label, description: props().description, invalid: false })),
        Prec.high(
          keymap.of([
            {
              key: 'Mod-Enter',
              run: () => {
                props().onEnterKey?.();
                return true;
              },
            },
            // Only while the list is open; else Tab leaves the editor.
            { key: 'Tab', run: acceptCompletion },
          ]),
        ),
        keymap.of([...closeBracketsKeymap, ...faultKeys, ...historyKeymap, ...defaultKeymap]),
        events,
        editorTheme,
        EditorView.editorAttributes.of({ class: props().short === true ? 'cm-short' : '' }),
      ],
    }),
  });

  return {
    view,
    setText(text) {
      const typed = onTheWay.lastIndexOf(text);
      onTheWay = text === given ? [] : onTheWay.slice(typed + 1);
      if (text === given || typed >= 0) return;
      given = text;
      onTheWay = [];
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    setNames: (next) => view.dispatch({ effects: names.reconfigure(named(next)) }),
    select({ start, end }) {
      const last = view.state.doc.length;
      view.dispatch({
        selection: { anchor: Math.min(start, last), head: Math.min(end, last) },
        scrollIntoView: true,
      });
      view.focus();
    },
    replace({ start, end }, text) {
      const last = view.state.doc.length;
      const from = Math.min(start, last);
      view.dispatch({
        changes: { from, to: Math.min(end, last), insert: text },
        selection: { anchor: from + text.length },
        userEvent: 'input.complete',
        scrollIntoView: true,
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
