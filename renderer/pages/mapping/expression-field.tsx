import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useRef } from 'react';
import type { MappingFault } from '../../../shared/ipc/contract';
import { ExpressionEditor, type ExpressionEditorHandle } from '../../parts/expression-editor/expression-editor';
import { mappingWords } from '../../words/mapping';
import { FaultList, faultText } from './fault-list';
import type { MappingTable } from './use-mapping';

const useStyles = makeStyles({
  hint: { fontSize: '12px', lineHeight: '16px', marginTop: '4px', color: tokens.colorNeutralForeground3 },
});

/** An expression being edited: its faults are underlined at their place and listed below, each with its cure. */
export function ExpressionField(props: {
  readonly label: string;
  readonly text: string;
  readonly faults: readonly MappingFault[];
  readonly attributes: MappingTable['sourceAttributes'];
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
  readonly onEnterKey: () => void;
  readonly onCaret: (offset: number | null) => void;
}) {
  const styles = useStyles();
  const editor = useRef<ExpressionEditorHandle>(null);
  const { text, faults } = props;
  const description = useMemo(
    () => [mappingWords.expressionHint, ...faults.map((fault) => faultText(text, fault))].join(' '),
    [text, faults],
  );
  return (
    <div>
      <ExpressionEditor
        ref={editor}
        label={props.label}
        description={description}
        hint={mappingWords.expressionPlaceholder}
        text={text}
        faults={faults}
        attributes={props.attributes}
        onChange={props.onChange}
        onLeave={props.onLeave}
        onEnterKey={props.onEnterKey}
        onCaret={props.onCaret}
      />
      <div className={styles.hint} aria-hidden="true">
        {mappingWords.expressionHint}
      </div>
      <FaultList
        text={text}
        faults={faults}
        onGoTo={(range) => editor.current?.select(range)}
        onUse={(range, suggestion) => editor.current?.replace(range, suggestion)}
      />
    </div>
  );
}
