import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { AttributeOptions } from './attribute-options';
import { FillLine } from './fill-line';
import { formatted } from './formatted';
import { PaneHead } from './pane-head';
import { SourceField } from './source-field';
import type { MappingEditor } from './use-mapping';

const useStyles = makeStyles({
  fault: { color: tokens.colorStatusDangerForeground3, fontSize: '12px', lineHeight: '16px' },
});

/** One attribute: how it is filled, when, its default, and whether it finds existing accounts. */
export function MappingPane(props: {
  readonly editor: MappingEditor;
  readonly mapping: AttributeMapping;
  readonly targetName: string;
  /** In the narrow form the dropdown above stands for the name. */
  readonly heading: ReactNode | null;
  readonly onRemove: (mapping: AttributeMapping) => void;
  readonly onSave: () => void;
  readonly onCaret: (offset: number | null) => void;
  /** What the mapping makes of people. */
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const { editor, mapping } = props;
  const faults = editor.faults.filter((fault) => fault.target === mapping.target);
  const inExpression = faults.filter((fault) => fault.range !== null);
  const outside = faults.filter((fault) => fault.range === null);
  const layout = formatted(mapping.source);

  const change = (part: Partial<AttributeMapping>, field: string | null) =>
    editor.edit({ kind: 'changed', mapping: { ...mapping, ...part }, field });
  const leave = () => editor.edit({ kind: 'typing-ended' });

  return (
    <div>
      <PaneHead editor={editor} mapping={mapping} heading={props.heading} onRemove={props.onRemove} />
      <FillLine
        mapping={mapping}
        onFormat={layout === null ? null : () => change({ source: layout }, null)}
        onChange={(part) => change(part, null)}
      />
      <SourceField
        key={`${mapping.target} ${mapping.source.kind}`}
        editor={editor}
        mapping={mapping}
        faults={inExpression}
        onChange={(source) => change({ source }, 'source')}
        onLeave={leave}
        onSave={props.onSave}
        onCaret={props.onCaret}
      />
      {outside.map((fault) => (
        <p key={fault.message} className={styles.fault} role="alert">
          {fault.message}
        </p>
      ))}
      {props.children}
      <AttributeOptions
        editor={editor}
        mapping={mapping}
        targetName={props.targetName}
        onChange={change}
        onLeave={leave}
      />
    </div>
  );
}
