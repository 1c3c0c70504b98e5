import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { TextRange } from '../../../shared/expression/expression';

export interface EditorFault {
  /** null: the fault is not at a place of the text. */
  readonly range: TextRange | null;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** F8 goes to the next fault; there is no panel of faults here, the list below the field is one. */
export const faultKeys = lintKeymap.filter(({ key }) => key === 'F8');

/** Underlines faults at their places; what is missing at the end has no width, so the last character stands for it. */
export function showFaults(view: EditorView, faults: readonly EditorFault[]): void {
  const end = view.state.doc.length;
  const diagnostics = faults.flatMap(({ range, message, severity }): Diagnostic[] => {
    if (range === null) return [];
    const to = Math.min(Math.max(range.end, range.start + 1), end);
    const from = Math.min(range.start, Math.max(0, to - 1));
    return [{ from, to, message, severity }];
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
