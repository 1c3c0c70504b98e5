import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { nodeAt } from '../../../shared/expression/node-at';
import { parseExpression } from '../../../shared/expression/parse';
import { printExpression } from '../../../shared/expression/print';
import type { MappingSource } from '../../../shared/mapping/rules';
import { StateIcon } from '../../parts/state-icon';
import { mappingWords } from '../../words/mapping';
import type { TryResult } from './use-mapping';

const useStyles = makeStyles({
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
    '&[data-here="true"]': { color: tokens.colorNeutralForeground1 },
  },
  length: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
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
  more: { marginTop: '8px', fontSize: '12px', lineHeight: '16px' },
});

/** From here on the length of a value is worth telling. */
const tellingLength = 20;

/** A value as it is, with its length where it is long enough to matter; an empty one says so. */
function Value(props: { readonly value: string | null; readonly strong?: boolean; readonly length?: boolean }) {
  const styles = useStyles();
  const { value } = props;
  if (value === null || value === '') return <span className={styles.quiet}>{mappingWords.empty}</span>;
  const length = [...value].length;
  return (
    <>
      <bdi className={mergeClasses(styles.code, props.strong === true && styles.bold)}>{value}</bdi>
      {props.length === true && length >= tellingLength ? (
        <span className={styles.length}>{mappingWords.characters(length)}</span>
      ) : null}
    </>
  );
}

interface Row {
  readonly expression: string;
  /** undefined: a branch that was not taken. */
  readonly value: string | null | undefined;
  readonly here: boolean;
}

/** The values that came in, the one of the part under the caret, the result and whether the target can take it. */
export function TriedValues(props: {
  readonly source: MappingSource;
  readonly result: TryResult;
  readonly stale: boolean;
  readonly caret: number | null;
}) {
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const { result, stale } = props;
  const steps = eachOnce(result.steps);
  const here = stale ? null : partAt(props.source, props.caret);
  const rows = rowsOf(steps, here, all);
  const hidden = rows.length < steps.length;
  return (
    <>
      <div className={mergeClasses(styles.steps, stale && styles.stale)}>
        {rows.map((row) => (
          <Step key={row.expression} row={row} />
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
      {hidden || all ? (
        <div className={styles.more}>
          <Link as="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? mappingWords.fewerSteps : mappingWords.allSteps(steps.length)}
          </Link>
        </div>
      ) : null}
    </>
  );
}

/** The same part of an expression has the same value wherever it stands. */
const eachOnce = (steps: TryResult['steps']): TryResult['steps'] => [
  ...new Map(steps.map((one) => [one.expression, one])).values(),
];

/** What is read from the person, and the part under the caret; or all. The whole is the result, which has its own line. */
function rowsOf(steps: TryResult['steps'], here: string | null, all: boolean): readonly Row[] {
  const shown: Row[] = steps
    .filter(({ expression }) => all || expression.startsWith('[') || expression === here)
    .map((step) => ({ ...step, here: step.expression === here }));
  if (here !== null && !shown.some((row) => row.here)) shown.push({ expression: here, value: undefined, here: true });
  return shown;
}

/** The innermost call, comparison or attribute at the caret as the steps spell it; just behind one counts as on it. */
function partAt(source: MappingSource, caret: number | null): string | null {
  if (source.kind !== 'expression' || caret === null) return null;
  const { tree } = parseExpression(source.text);
  if (tree === null) return null;
  const found = nodeAt(tree, caret) ?? nodeAt(tree, caret - 1);
  const part = found === null ? undefined : [found.node, ...found.around].find(hasValue);
  // The whole is the result, which has its own line.
  return part === undefined || part === tree ? null : printExpression(part);
}

const hasValue = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'call' || kind === 'attribute' || kind === 'relation';

/** Wider than its column: a call is told by its name alone. */
const longExpression = 22;
const inShort = (expression: string): string =>
  expression.length <= longExpression ? expression : expression.replace(/^(\w+)\([\s\S]*\)$/, '$1(…)');

function Step({ row }: { readonly row: Row }) {
  const styles = useStyles();
  return (
    <>
      <span
        className={mergeClasses(styles.code, styles.expression)}
        data-here={row.here}
        data-step={row.here ? 'here' : undefined}
        title={row.expression}
      >
        {inShort(row.expression)}
      </span>
      <span className={styles.value}>
        {row.value === undefined ? (
          <span className={styles.quiet}>{mappingWords.notReached}</span>
        ) : (
          <Value value={row.value} length />
        )}
      </span>
    </>
  );
}
