import {
  Button,
  Combobox,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Switch,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { Delete20Regular, Key16Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { MappingFault } from '../../../shared/ipc/contract';
import type { AttributeMapping, FlowType, MappingSource, WhenEmpty } from '../../../shared/mapping/rules';
import { WholePath } from '../../parts/attribute-name';
import { forcedColors } from '../../shell/media';
import { mappingWords } from '../../words/mapping';
import { ExpressionField } from './expression-field';
import { FunctionList } from './function-list';
import { isOnlyMatching, matchingOrder } from './mapping-draft';
import type { MappingEditor } from './use-mapping';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'flex-start', gap: '8px' },
  // A long name and the pills go to further lines; the button stays where it is.
  title: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: '32px',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '4px 8px',
  },
  name: {
    fontSize: '16px',
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  pill: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    height: '20px',
    padding: '0 7px',
    borderRadius: '10px',
    fontSize: '12px',
    lineHeight: '16px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '8px 16px', margin: '12px 0 8px' },
  pair: { display: 'flex', alignItems: 'center', gap: '8px' },
  label: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  kind: { minWidth: '124px', width: '124px' },
  flow: { minWidth: '108px', width: 'auto' },
  fields: { display: 'grid', rowGap: '14px', maxWidth: '640px' },
  short: { maxWidth: '360px' },
  foot: { marginTop: '14px', display: 'grid', rowGap: '10px', maxWidth: '640px' },
  // Its own margin would set it in from the fields above.
  switch: { marginLeft: '-8px' },
  note: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  fault: { color: tokens.colorStatusDangerForeground3, fontSize: '12px', lineHeight: '16px' },
});

const kinds: readonly MappingSource['kind'][] = ['direct', 'constant', 'expression', 'none'];
const empties: readonly WhenEmpty[] = ['leave', 'clear', 'default'];
const usualFlows: readonly FlowType[] = ['Always', 'ObjectAddOnly'];

const isKind = (text: string | undefined): text is MappingSource['kind'] => kinds.some((kind) => kind === text);
const isFlow = (text: string | undefined): text is FlowType => text !== undefined && text in mappingWords.flows;

/** Another way to fill the attribute keeps what can be kept: an attribute becomes an expression of itself. */
function sourceOfKind(kind: MappingSource['kind'], before: MappingSource): MappingSource {
  switch (kind) {
    case 'direct': {
      const alone = before.kind === 'expression' ? /^\s*\[([^\]]+)\]\s*$/.exec(before.text)?.[1] : undefined;
      return { kind: 'direct', attribute: alone ?? (before.kind === 'direct' ? before.attribute : '') };
    }
    case 'constant':
      return { kind: 'constant', value: before.kind === 'constant' ? before.value : '' };
    case 'expression':
      return {
        kind: 'expression',
        text:
          before.kind === 'expression'
            ? before.text
            : before.kind === 'direct' && before.attribute !== ''
              ? `[${before.attribute}]`
              : before.kind === 'constant'
                ? JSON.stringify(before.value)
                : '',
      };
    case 'none':
      return { kind: 'none' };
  }
}

/** One attribute: how it is filled, when, its default, and whether it finds existing accounts. */
export function MappingPane(props: {
  readonly editor: MappingEditor;
  readonly mapping: AttributeMapping;
  readonly targetName: string;
  /** In the narrow form the dropdown above stands for the name. */
  readonly heading: ReactNode | null;
  readonly onRemove: (mapping: AttributeMapping) => void;
  readonly onSave: () => void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  const { editor, mapping } = props;
  const { table, edit } = editor;
  const known = table.targetAttributes.find((attribute) => attribute.path === mapping.target);
  const faults = editor.faults.filter((fault) => fault.target === mapping.target);
  const inExpression = faults.filter((fault) => fault.range !== null);
  const outside = faults.filter((fault) => fault.range === null);
  const order = matchingOrder(editor.draft.present, mapping);
  const onlyMatching = isOnlyMatching(editor.draft.present, mapping);
  const searchable = known?.filterable ?? true;

  const change = (part: Partial<AttributeMapping>, field: string | null) =>
    edit({ kind: 'changed', mapping: { ...mapping, ...part }, field });
  const leave = () => edit({ kind: 'typing-ended' });

  const flows = usualFlows.includes(mapping.flowType) ? usualFlows : [...usualFlows, mapping.flowType];

  return (
    <div>
      <div className={styles.head}>
        <div className={styles.title}>
          {props.heading ?? (
            <h2 tabIndex={-1} className={styles.name}>
              <WholePath path={mapping.target} />
            </h2>
          )}
          {order > 0 ? (
            <span className={styles.pill}>
              <Key16Regular aria-hidden="true" />
              {mappingWords.matchingAt(order)}
            </span>
          ) : null}
          {known?.required === true ? <span className={styles.pill}>{mappingWords.required}</span> : null}
          {known === undefined || known.maxLength === null ? null : (
            <span className={styles.pill}>{mappingWords.atMost(known.maxLength)}</span>
          )}
        </div>
        <Tooltip
          content={onlyMatching ? mappingWords.cannotRemove(mapping.target) : mappingWords.remove}
          relationship={onlyMatching ? 'description' : 'label'}
        >
          <Button
            appearance="subtle"
            aria-label={mappingWords.remove}
            icon={<Delete20Regular />}
            disabledFocusable={onlyMatching}
            onClick={() => props.onRemove(mapping)}
          />
        </Tooltip>
      </div>

      <div className={styles.line}>
        <div className={styles.pair}>
          <span id={`${id}-kind`} className={styles.label}>
            {mappingWords.fillFrom}
          </span>
          <Dropdown
            className={styles.kind}
            size="small"
            aria-labelledby={`${id}-kind`}
            value={mappingWords.kinds[mapping.source.kind]}
            selectedOptions={[mapping.source.kind]}
            onOptionSelect={(_, data) => {
              if (isKind(data.optionValue) && data.optionValue !== mapping.source.kind)
                change({ source: sourceOfKind(data.optionValue, mapping.source) }, null);
            }}
          >
            {kinds.map((kind) => (
              <Option key={kind} value={kind}>
                {mappingWords.kinds[kind]}
              </Option>
            ))}
          </Dropdown>
        </div>
        <div className={styles.pair}>
          <span id={`${id}-flow`} className={styles.label}>
            {mappingWords.apply}
          </span>
          <Dropdown
            className={styles.flow}
            size="small"
            aria-labelledby={`${id}-flow`}
            value={mappingWords.flows[mapping.flowType]}
            selectedOptions={[mapping.flowType]}
            onOptionSelect={(_, data) => {
              if (isFlow(data.optionValue)) change({ flowType: data.optionValue }, null);
            }}
          >
            {flows.map((flow) => (
              <Option key={flow} value={flow}>
                {mappingWords.flows[flow]}
              </Option>
            ))}
          </Dropdown>
        </div>
      </div>

      <SourceField
        key={`${mapping.target} ${mapping.source.kind}`}
        editor={editor}
        mapping={mapping}
        faults={inExpression}
        onChange={(source) => change({ source }, 'source')}
        onLeave={leave}
        onSave={props.onSave}
      />
      {outside.map((fault) => (
        <p key={fault.message} className={styles.fault} role="alert">
          {fault.message}
        </p>
      ))}

      <div className={styles.foot}>
        <Field className={styles.short} label={mappingWords.defaultValue} hint={mappingWords.defaultHint}>
          <Input
            value={mapping.defaultValue ?? ''}
            input={{ 'data-typing': 'true' } as Record<string, string>}
            onChange={(_, data) => change({ defaultValue: data.value === '' ? null : data.value }, 'default')}
            onBlur={leave}
          />
        </Field>
        <Field className={styles.short} label={mappingWords.whenEmpty} hint={mappingWords.whenEmptyHint}>
          <Dropdown
            value={mappingWords.empties[mapping.whenEmpty ?? 'leave']}
            selectedOptions={[mapping.whenEmpty ?? 'leave']}
            onOptionSelect={(_, data) => {
              // Left alone is the service's way, and is not written down.
              const whenEmpty = empties.find((name) => name === data.optionValue && name !== 'leave');
              change({ whenEmpty }, null);
            }}
          >
            {empties.map((name) => (
              <Option key={name} value={name}>
                {mappingWords.empties[name]}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <div>
          <Switch
            className={styles.switch}
            label={mappingWords.matchingLabel}
            checked={mapping.matchingPriority > 0}
            disabled={onlyMatching || (!searchable && mapping.matchingPriority === 0)}
            onChange={(_, data) => change({ matchingPriority: data.checked ? highestPriority(editor) + 1 : 0 }, null)}
          />
          {onlyMatching ? <div className={styles.note}>{mappingWords.onlyMatching}</div> : null}
          {searchable ? null : (
            <div className={styles.note}>{mappingWords.matchingUnsearchable(props.targetName, mapping.target)}</div>
          )}
          {mapping.flowType === 'Always' || mapping.flowType === 'MultiValueAddOnly' ? (
            <Switch
              className={styles.switch}
              label={mappingWords.reportDrift(props.targetName)}
              checked={mapping.onDrift === 'report'}
              onChange={(_, data) => change({ onDrift: data.checked ? 'report' : 'source' }, null)}
            />
          ) : null}
        </div>
      </div>
      {props.children}
    </div>
  );
}

const highestPriority = (editor: MappingEditor): number =>
  Math.max(0, ...editor.draft.present.map((mapping) => mapping.matchingPriority));

function SourceField(props: {
  readonly editor: MappingEditor;
  readonly mapping: AttributeMapping;
  readonly faults: readonly MappingFault[];
  readonly onChange: (source: MappingSource) => void;
  readonly onLeave: () => void;
  readonly onSave: () => void;
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
            onChange={(text) => props.onChange({ kind: 'expression', text })}
            onLeave={props.onLeave}
            onEnterKey={props.onSave}
          />
          <FunctionList functions={props.editor.table.functions} />
        </>
      );
    case 'none':
      return <p className={styles.note}>{mappingWords.noValue}</p>;
  }
}

/** A combobox of the names a mapping may read; a name that is not in the list can be typed. */
function AttributeBox(props: {
  readonly value: string;
  readonly attributes: readonly { readonly name: string; readonly label: string }[];
  readonly onChange: (name: string) => void;
  readonly onLeave: () => void;
}) {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const [filter, setFilter] = useState('');
  const wanted = filter.toLowerCase();
  const shown = props.attributes.filter(
    ({ name, label }) => name.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted),
  );
  const take = (name: string) => {
    setFilter('');
    if (name !== '' && name !== props.value) props.onChange(name);
    else setText(props.value);
    props.onLeave();
  };
  return (
    <Combobox
      freeform
      value={text}
      selectedOptions={[props.value]}
      onChange={(event) => {
        setText(event.target.value);
        setFilter(event.target.value);
      }}
      onOpenChange={(_, data) => {
        if (data.open) setFilter('');
      }}
      onOptionSelect={(_, data) => {
        if (data.optionValue !== undefined) take(data.optionValue);
      }}
      onBlur={() => take(text.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take(text.trim());
      }}
    >
      {shown.map(({ name, label }) => (
        <Option key={name} value={name} text={name}>
          {label === '' || label === name ? name : `${name} · ${label}`}
        </Option>
      ))}
    </Combobox>
  );
}
