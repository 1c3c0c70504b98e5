import { Dropdown, Link, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { AttributeMapping, FlowType, MappingSource } from '../../../shared/mapping/rules';
import { mappingWords } from '../../words/mapping';
import { sourceOfKind } from './source-kinds';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '8px 16px', margin: '12px 0 8px' },
  pair: { display: 'flex', alignItems: 'center', gap: '8px' },
  label: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  kind: { minWidth: '124px', width: '124px' },
  flow: { minWidth: '108px', width: 'auto' },
  format: { marginLeft: 'auto' },
});

const kinds: readonly MappingSource['kind'][] = ['direct', 'constant', 'expression', 'none'];
const flows: readonly FlowType[] = ['Always', 'ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly'];

/** From what the attribute is filled, and when. */
export function FillLine(props: {
  readonly mapping: AttributeMapping;
  /** Lays the expression out anew; null where there is none that could be read. */
  readonly onFormat: (() => void) | null;
  readonly onChange: (part: Partial<AttributeMapping>) => void;
}) {
  const styles = useStyles();
  const id = useId();
  const { mapping } = props;
  return (
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
            const kind = kinds.find((one) => one === data.optionValue);
            if (kind !== undefined && kind !== mapping.source.kind)
              props.onChange({ source: sourceOfKind(kind, mapping.source) });
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
            const flowType = flows.find((one) => one === data.optionValue);
            if (flowType !== undefined) props.onChange({ flowType });
          }}
        >
          {flows.map((flow) => (
            <Option key={flow} value={flow}>
              {mappingWords.flows[flow]}
            </Option>
          ))}
        </Dropdown>
      </div>
      {props.onFormat === null ? null : (
        <Link as="button" className={styles.format} onClick={props.onFormat}>
          {mappingWords.format}
        </Link>
      )}
    </div>
  );
}
