import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowRight16Regular } from '@fluentui/react-icons';
import type { VersionChange } from '../../shared/ipc/versions-calls';
import { versionsWords } from '../words/versions';

const useStyles = makeStyles({
  list: { display: 'grid', rowGap: '8px', margin: 0, padding: 0, listStyleType: 'none' },
  change: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    columnGap: '16px',
    lineHeight: '20px',
    '@media (max-width: 699px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  what: { overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  values: { overflowWrap: 'anywhere', minWidth: 0 },
  old: { color: tokens.colorNeutralForeground3 },
  none: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  arrow: { verticalAlign: 'text-bottom', margin: '0 6px', color: tokens.colorNeutralForeground3 },
});

/** What differs between two versions: `title  jobTitle → department`. Long expressions wrap, as nothing may be hidden. */
export function RulesChanges(props: { readonly changes: readonly VersionChange[]; readonly label: string }) {
  const styles = useStyles();
  const value = (text: string | null, className: string | undefined) =>
    text === null ? <span className={styles.none}>{versionsWords.none}</span> : <bdi className={className}>{text}</bdi>;
  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.changes.map(({ what, from, to }) => (
        <li key={`${what} ${from} ${to}`} className={styles.change}>
          <span className={styles.what}>{what}</span>
          {from === null && to === null ? null : (
            <span className={styles.values}>
              {value(from, styles.old)}
              <ArrowRight16Regular className={styles.arrow} aria-label={versionsWords.becomes} />
              {value(to, undefined)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
