import type { Extension } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { highlight, type TokenClass } from '../../../shared/expression/highlight';

const marks: Readonly<Partial<Record<TokenClass, Decoration>>> = {
  function: Decoration.mark({ class: 'cm-function' }),
  attribute: Decoration.mark({ class: 'cm-attribute' }),
  text: Decoration.mark({ class: 'cm-text' }),
  number: Decoration.mark({ class: 'cm-number' }),
  word: Decoration.mark({ class: 'cm-word' }),
};

function colour(view: EditorView): DecorationSet {
  const pieces = highlight(view.state.doc.toString()).flatMap(({ range: { start, end }, class: of }) => {
    const mark = marks[of];
    return mark === undefined || start >= end ? [] : [mark.range(start, end)];
  });
  return Decoration.set(pieces);
}

/** Colours by the language's own tokens; an expression is short enough to be read whole at each change. */
export const syntaxColours: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colour(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = colour(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
