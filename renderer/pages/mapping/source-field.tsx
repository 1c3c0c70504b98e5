import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { MappingFault } from '../../../shared/ipc/contract';
import type { AttributeMapping, MappingSource } from '../../../shared/mapping/rules';
import { mappingWords } from '../../words/mapping';
import { AttributeBox } from './attribute-box';
import { ExpressionField } from './expression-field';
import { FunctionList } from './function-list';
import type { MappingEditor } from './use-mapping';

const useStyles = makeStyles({
  short: { maxWidth: '360px' },
  note: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** From what the attribute is filled. */
export function SourceField(props: {
  readonly editor: MappingEditor;
  readonly mapping: AttributeMapping;
  readonly faults: readonly MappingFault[];
  readonly onChange: (source: MappingSource) => void;
  readonly onLeave: () => void;
  readonly onSave: () => void;
  /** Where the caret of an expression is. */
  readonly onCaret: (offset: number | null) => void;
}) {
  const styles = useStyles();
  const { mapping } = props;
  const { source } = mapping;
  switch (source.kind) {
    case 'direct':
      return (
        <Field className={styles.short} label={mappingWords.source} hint={mappingWords.sourceHint}>
          <AttributeBox
            value={source.attribute}
            attributes={props.editor.table.sourceAttributes}
            onChange={(attribute) => props.onChange({ kind: 'direct', attribute })}
            onLeave={props.onLeave}
          />
        </Field>
      );
    case 'constant':
      return (
        <Field className={styles.short} label={mappingWords.constant}>
          <Input
            value={source.value}
            input={{ 'data-typing': 'true' } as Record<string, string>}
            onChange={(_, data) => props.onChange({ kind: 'constant', value: data.value })}
            onBlur={props.onLeave}
          />
        </Field>
      );
    case 'expression':
      return (
        <>
          <ExpressionField
            label={mappingWords.expression(mapping.target)}
            text={source.text}
            faults={props.faults}
            attributes={props.editor.table.sourceAttributes}
            onChange={(text) => props.onChange({ kind: 'expression', text })}
            onLeave={props.onLeave}
            onEnterKey={props.onSave}
            onCaret={props.onCaret}
          />
          <FunctionList functions={props.editor.table.functions} />
        </>
      );
    case 'none':
      return <p className={styles.note}>{mappingWords.noValue}</p>;
  }
}
