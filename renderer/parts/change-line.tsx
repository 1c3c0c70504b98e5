import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowRight16Regular } from '@fluentui/react-icons';
import type { ModifiedProperty } from '../../shared/log/log-row';
import { changeWords } from '../words/log';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: '4px', minWidth: 0, maxWidth: '100%' },
  attribute: {
    flexShrink: 0,
    maxWidth: '50%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
  },
  old: { color: tokens.colorNeutralForeground3 },
  value: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  empty: { fontStyle: 'italic', color: tokens.colorNeutralForeground3 },
  arrow: { flexShrink: 0, margin: '0 4px', color: tokens.colorNeutralForeground3 },
  more: { flexShrink: 0, marginLeft: '4px', color: tokens.colorNeutralForeground3 },
});

/** A value as one line: line breaks are shown, not obeyed. */
export const oneLine = (value: string): string => value.replace(/\r\n|\r|\n/g, ' ⏎ ');

/** A change, drawn the same everywhere: `attribute  old → new`. The tooltip has the attribute's own name. */
export function ChangeLine(props: {
  readonly change: ModifiedProperty;
  /** The everyday name of the attribute. */
  readonly label: string;
  /** How many further changes are not drawn. */
  readonly more?: number;
}) {
  const styles = useStyles();
  const { attribute, from, to } = props.change;
  const value = (text: string | null, className: string) =>
    text === null || text === '' ? (
      <span className={styles.empty}>{changeWords.empty}</span>
    ) : (
      <bdi className={className} title={text}>
        {oneLine(text)}
      </bdi>
    );
  return (
    <span className={styles.line}>
      <span className={styles.attribute} title={attribute}>
        {props.label}:
      </span>
      {value(from, mergeClasses(styles.value, styles.old))}
      <ArrowRight16Regular className={styles.arrow} aria-label={changeWords.becomes} />
      {value(to, styles.value)}
      {props.more === undefined || props.more === 0 ? null : (
        <span className={styles.more}>{changeWords.more(props.more)}</span>
      )}
    </span>
  );
}
