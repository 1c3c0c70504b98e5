import {
  Button,
  Combobox,
  Dropdown,
  Input,
  Link,
  makeStyles,
  mergeClasses,
  Option,
  tokens,
} from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import type { ScopeFault } from '../../../shared/ipc/scope-calls';
import { narrow } from '../../shell/media';
import { operatorLabels, scopeWords as words } from '../../words/scope';
import type { DraftClause } from './scope-draft';
import type { ScopeTable } from './use-scope';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 152px) minmax(120px, 156px) minmax(0, 1fr) 32px',
    gap: '4px 8px',
    alignItems: 'center',
    marginBottom: '8px',
    [narrow]: { gridTemplateColumns: 'minmax(120px, 168px) minmax(120px, 168px) minmax(0, 1fr) 32px' },
  },
  // Fluent's own least width is wider than the column.
  field: { minWidth: 0, width: '100%' },
  attribute: { '& input': { width: '100%', minWidth: 0 } },
  values: { display: 'grid', rowGap: '4px', minWidth: 0 },
  pattern: { fontFamily: tokens.fontFamilyMonospace, fontSize: '13px' },
  note: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  faults: { gridColumn: '1 / -1', display: 'grid', rowGap: '2px', fontSize: '12px', lineHeight: '16px' },
  atValue: { gridColumn: '3 / -1' },
  fault: {
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
    '&[data-severity="error"]': { color: tokens.colorStatusDangerForeground3 },
  },
  use: { fontSize: '12px', lineHeight: '16px' },
});

/** One condition: an attribute, an operator, a value where it takes one, and below it what is wrong with it. */
export function ClauseRow(props: {
  readonly clause: DraftClause;
  readonly table: ScopeTable;
  readonly faults: readonly ScopeFault[];
  readonly onChange: (clause: DraftClause, field: 'value' | null) => void;
  readonly onTyped: () => void;
  readonly onRemove: () => void;
}) {
  const styles = useStyles();
  const id = useId();
  const { clause, table, faults, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const operator = table.operators.find(({ name }) => name === clause.operator) ?? null;
  const values = (clause.values.length === 0 ? [''] : clause.values).map((value, index) => ({ value, index }));
  const takesValue = operator === null || operator.operand !== 'none';
  const isPattern = operator?.operand === 'pattern';
  const wrong = (part: ScopeFault['part']) => faults.some((one) => one.part === part && one.severity === 'error');
  const wanted = (typed ?? '').trim().toLowerCase();
  const shown = table.attributes.filter(
    ({ name, label }) => name.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted),
  );
  const choose = (attribute: string) => {
    setTyped(null);
    if (attribute !== clause.attribute) onChange({ ...clause, attribute }, null);
  };
  const use = ({ part, suggestion }: ScopeFault) => {
    if (suggestion === null) return;
    if (part === 'attribute') onChange({ ...clause, attribute: suggestion }, null);
    else if (part === 'operator') onChange(withOperator(clause, suggestion, table), null);
    else onChange({ ...clause, values: [suggestion] }, null);
  };

  const line = (fault: ScopeFault) => (
    <span key={`${fault.part} ${fault.message}`} className={styles.fault} data-severity={fault.severity}>
      {fault.message}
      {fault.suggestion === null || fault.suggestion === '' ? null : (
        <>
          {' '}
          <Link as="button" className={styles.use} onClick={() => use(fault)}>
            {words.useIt}
          </Link>
        </>
      )}
    </span>
  );
  const ofValue = faults.filter(({ part }) => part === 'operand');
  const others = faults.filter(({ part }) => part !== 'operand');
  const hint = isPattern && ofValue.length === 0 ? words.patternHint : '';

  return (
    <div className={styles.row} data-clause>
      <Combobox
        className={mergeClasses(styles.field, styles.attribute)}
        freeform
        // The arrow keys open the list: a stop of its own beside each field is one too many.
        expandIcon={{ tabIndex: -1 }}
        aria-label={words.attribute}
        placeholder={words.attributeHint}
        aria-invalid={wrong('attribute')}
        aria-describedby={others.length > 0 ? `${id}-faults` : undefined}
        value={typed ?? clause.attribute}
        selectedOptions={[clause.attribute]}
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        onChange={(event) => {
          setTyped(event.target.value);
          // What an input method puts in comes without keys, and Fluent opens the list at keys alone.
          setOpen(true);
        }}
        onBlur={() => {
          if (typed !== null) choose(typed.trim());
        }}
        onOptionSelect={(_, data) => {
          const chosen = table.attributes.find(({ name }) => name === data.optionValue);
          choose(chosen?.name ?? (typed ?? clause.attribute).trim());
        }}
      >
        {shown.map(({ name, label }) => (
          <Option key={name} value={name} text={name}>
            <span>
              {name}
              {label === name ? null : <span className={styles.note}>{label}</span>}
            </span>
          </Option>
        ))}
        {shown.length > 0 ? null : (
          <Option disabled value="" text="">
            {words.noMatch(typed ?? '')}
          </Option>
        )}
      </Combobox>
      <Dropdown
        className={styles.field}
        aria-label={words.operator}
        aria-invalid={wrong('operator')}
        value={operatorLabels[clause.operator] ?? clause.operator}
        selectedOptions={[clause.operator]}
        onOptionSelect={(_, data) => {
          if (data.optionValue !== undefined && data.optionValue !== clause.operator)
            onChange(withOperator(clause, data.optionValue, table), null);
        }}
      >
        {table.operators.map(({ name }) => (
          <Option key={name} value={name} text={operatorLabels[name] ?? name}>
            {operatorLabels[name] ?? name}
          </Option>
        ))}
      </Dropdown>
      {takesValue ? (
        <span className={styles.values}>
          {values.map(({ value, index }) => (
            <Input
              // The place of a value is all that it is known by.
              key={index}
              className={mergeClasses(styles.field, isPattern && styles.pattern)}
              input={{ className: isPattern ? styles.pattern : '' }}
              aria-label={values.length === 1 ? words.value : `${words.value} ${index + 1}`}
              aria-invalid={wrong('operand')}
              aria-describedby={ofValue.length > 0 || hint !== '' ? `${id}-value` : undefined}
              value={value}
              onChange={(_, data) =>
                onChange(
                  { ...clause, values: values.map((one) => (one.index === index ? data.value : one.value)) },
                  'value',
                )
              }
              onBlur={props.onTyped}
            />
          ))}
        </span>
      ) : (
        <span />
      )}
      <Button
        appearance="subtle"
        icon={<Dismiss16Regular />}
        aria-label={words.removeClause(clause.attribute)}
        title={words.removeClause(clause.attribute)}
        onClick={props.onRemove}
      />
      {ofValue.length === 0 && hint === '' ? null : (
        <span id={`${id}-value`} className={mergeClasses(styles.faults, styles.atValue)}>
          {hint === '' ? ofValue.map(line) : <span className={styles.fault}>{hint}</span>}
        </span>
      )}
      {others.length === 0 ? null : (
        <span id={`${id}-faults`} className={styles.faults}>
          {others.map(line)}
        </span>
      )}
    </div>
  );
}

/** A value that the new operator does not take would be in the way unseen. */
function withOperator(clause: DraftClause, operator: string, table: ScopeTable): DraftClause {
  const takes = table.operators.find(({ name }) => name === operator)?.operand !== 'none';
  return { ...clause, operator, values: takes ? clause.values : [] };
}
