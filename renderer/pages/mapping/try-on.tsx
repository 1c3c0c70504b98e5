import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PersonView } from '../../../shared/ipc/contract';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { StateIcon } from '../../parts/state-icon';
import { mappingWords } from '../../words/mapping';
import { PersonPicker } from './person-picker';
import { type TryResult, useTryOn } from './use-mapping';

const useStyles = makeStyles({
  block: {
    marginTop: '16px',
    paddingTop: '14px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    maxWidth: '760px',
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px', marginBottom: '10px', flexWrap: 'wrap' },
  title: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  steps: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 178px) minmax(0, 1fr)',
    rowGap: '6px',
    columnGap: '12px',
    alignItems: 'baseline',
  },
  // Greyed by colour: with opacity the grey parts would fall below the contrast that text needs.
  stale: { '& *': { color: tokens.colorNeutralForeground3 } },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '12.5px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  expression: {
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  result: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  value: { display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', gap: '4px 10px' },
  bold: { fontWeight: tokens.fontWeightBold },
  // The words stand on the line of the value, the icon in the middle of the words.
  verdict: {
    display: 'inline-flex',
    alignItems: 'baseline',
    gap: '6px',
    '& > svg': { alignSelf: 'center' },
    '&[data-ok="true"]': { color: tokens.colorStatusSuccessForeground1 },
    '&[data-ok="false"]': { color: tokens.colorStatusDangerForeground3 },
  },
  note: { marginTop: '8px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** A value as it is, with its length where it is long enough to matter; an empty one says so. */
function Value(props: { readonly value: string | null; readonly strong?: boolean }) {
  const styles = useStyles();
  return props.value === null || props.value === '' ? (
    <span className={styles.quiet}>{mappingWords.empty}</span>
  ) : (
    <bdi className={mergeClasses(styles.code, props.strong === true && styles.bold)}>{props.value}</bdi>
  );
}

/** What the mapping makes of one person: the values on the way, the result, and whether the target can take it. */
export function TryOn(props: { readonly job: string; readonly mapping: AttributeMapping }) {
  const styles = useStyles();
  const [person, setPerson] = useState<PersonView | null>(null);
  const { result, stale, error } = useTryOn(props.job, props.mapping, person);
  return (
    <section className={styles.block} aria-label={mappingWords.tryOn}>
      <div className={styles.head}>
        <h2 className={styles.title}>{mappingWords.tryOn}</h2>
        <PersonPicker job={props.job} person={person} onChoose={setPerson} />
      </div>
      {error === null ? null : (
        <p className={styles.note} role="alert">
          {error.title}. {error.nextStep}
        </p>
      )}
      {result === null ? null : (
        <div className={mergeClasses(styles.steps, stale && styles.stale)}>
          {eachOnce(result.steps).map((one) => (
            <Step key={one.expression} expression={one.expression} value={one.value} />
          ))}
          <span className={styles.result}>{mappingWords.result}</span>
          <span className={styles.value}>
            <Value value={result.result} strong />
            {stale || result.verdict.text === '' ? null : (
              <span className={styles.verdict} data-ok={result.verdict.ok}>
                <StateIcon state={result.verdict.ok ? 'calm' : 'stopped'} size={16} />
                <span>{result.verdict.text}</span>
              </span>
            )}
          </span>
        </div>
      )}
      {result !== null && stale ? <p className={styles.note}>{mappingWords.stale}</p> : null}
    </section>
  );
}

/** The same part of an expression has the same value wherever it stands. */
const eachOnce = (steps: TryResult['steps']): TryResult['steps'] => [
  ...new Map(steps.map((one) => [one.expression, one])).values(),
];

/** Wider than its column: a call is told by its name alone. */
const longExpression = 22;
const inShort = (expression: string): string =>
  expression.length <= longExpression ? expression : expression.replace(/^(\w+)\([\s\S]*\)$/, '$1(…)');

function Step(props: { readonly expression: string; readonly value: string | null }) {
  const styles = useStyles();
  return (
    <>
      <span className={mergeClasses(styles.code, styles.expression)} title={props.expression}>
        {inShort(props.expression)}
      </span>
      <Value value={props.value} />
    </>
  );
}
