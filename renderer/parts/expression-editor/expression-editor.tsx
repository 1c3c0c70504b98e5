import { makeStyles, tokens } from '@fluentui/react-components';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import type { TextRange } from '../../../shared/expression/expression';
import { type EditorFault, showFaults } from './fault-lines';
import { type MountedEditor, mountEditor } from './mount-editor';

const useStyles = makeStyles({
  box: {
    display: 'block',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    '&[data-invalid="true"]': { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  },
});

export interface ExpressionEditorHandle {
  readonly select: (range: TextRange) => void;
  /** Puts a text in place of a range, as a step that the editor's own undo takes back. */
  readonly replace: (range: TextRange, text: string) => void;
}

export interface ExpressionEditorProps {
  readonly label: string;
  /** Read out after the label: how to leave the editor, and what is wrong. */
  readonly description: string;
  readonly hint?: string;
  readonly text: string;
  readonly faults: readonly EditorFault[];
  readonly attributes: readonly { readonly name: string; readonly label: string }[];
  /** A line high instead of four. */
  readonly short?: boolean;
  readonly onChange: (text: string) => void;
  readonly onLeave?: () => void;
  /** Ctrl and Enter. */
  readonly onEnterKey?: () => void;
  /** Where the caret is, in UTF-16 units; null once the editor is left. */
  readonly onCaret?: (offset: number | null) => void;
}

/**
 * A field for an expression of the mapping language. It lives in a shadow root: there its style sheet can be adopted,
 * where a style element would be refused by the window's content policy.
 */
export const ExpressionEditor = forwardRef<ExpressionEditorHandle, ExpressionEditorProps>(
  function ExpressionEditor(props, handle) {
    const styles = useStyles();
    const host = useRef<HTMLDivElement>(null);
    const mounted = useRef<MountedEditor | null>(null);
    const latest = useRef(props);
    latest.current = props;

    useEffect(() => {
      if (host.current === null) return;
      const editor = mountEditor(host.current, () => latest.current);
      mounted.current = editor;
      return () => {
        mounted.current = null;
        editor.destroy();
      };
    }, []);

    const { text, faults, label, description } = props;
    const invalid = faults.some(({ severity }) => severity === 'error');
    useEffect(() => mounted.current?.setText(text), [text]);
    useEffect(() => {
      const view = mounted.current?.view;
      if (view !== undefined) showFaults(view, faults);
    }, [faults]);
    useEffect(() => mounted.current?.setNames({ label, description, invalid }), [label, description, invalid]);

    useImperativeHandle(handle, () => ({
      select: (range) => mounted.current?.select(range),
      replace: (range, replacement) => mounted.current?.replace(range, replacement),
    }));

    // What is typed here is nobody else's: the page's keys look at this mark.
    return <div ref={host} className={styles.box} data-typing="true" data-invalid={invalid} data-expression-editor />;
  },
);
