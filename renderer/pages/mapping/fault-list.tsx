import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircle16Filled, Warning16Filled } from '@fluentui/react-icons';
import type { TextRange } from '../../../shared/expression/expression';
import type { MappingFault } from '../../../shared/ipc/contract';
import { mappingWords } from '../../words/mapping';

const useStyles = makeStyles({
  faults: { display: 'grid', rowGap: '4px', marginTop: '8px' },
  fault: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr) auto',
    columnGap: '8px',
    alignItems: 'baseline',
    '& svg': { alignSelf: 'center' },
    '&[data-severity="error"]': { color: tokens.colorStatusDangerForeground3 },
    '&[data-severity="warning"]': { color: tokens.colorStatusWarningForeground3 },
  },
  links: { display: 'flex', gap: '12px', whiteSpace: 'nowrap' },
  place: { color: tokens.colorNeutralForeground3 },
});

/** What is wrong with an expression, each with its place and its cure. */
export function FaultList(props: {
  readonly text: string;
  readonly faults: readonly MappingFault[];
  readonly onGoTo: (range: TextRange) => void;
  readonly onUse: (range: TextRange, suggestion: string) => void;
}) {
  const styles = useStyles();
  if (props.faults.length === 0) return null;
  return (
    <ul className={styles.faults}>
      {props.faults.map(({ range, suggestion, message, severity }) => (
        <li key={`${range?.start ?? ''} ${message}`} className={styles.fault} data-severity={severity}>
          {severity === 'error' ? <ErrorCircle16Filled aria-hidden="true" /> : <Warning16Filled aria-hidden="true" />}
          <span>
            {message}
            {range === null ? null : <span className={styles.place}> {placeText(props.text, range.start)}</span>}
          </span>
          <span className={styles.links}>
            {range === null ? null : (
              <Link as="button" onClick={() => props.onGoTo(range)}>
                {mappingWords.goThere}
              </Link>
            )}
            {range === null || suggestion === null ? null : (
              <Link as="button" onClick={() => props.onUse(range, suggestion)}>
                {mappingWords.useIt}
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A fault as one sentence, for those who cannot see where it is underlined. */
export const faultText = (text: string, { message, range }: MappingFault): string =>
  range === null ? message : `${message} ${placeText(text, range.start)}`;

function placeText(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return mappingWords.place(before.length, [...(before[before.length - 1] ?? '')].length + 1);
}
