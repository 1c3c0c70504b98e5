import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { CycleSummary } from '../../../shared/health/job-state';
import { ClockTime } from '../../parts/clock-time';
import { useNow } from '../../parts/now';
import { cycleDid, overviewWords } from '../../words/overview';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse' },
  head: {
    textAlign: 'left',
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    padding: '0 8px 6px 0',
  },
  clock: { width: '144px' },
  cell: { height: '36px', padding: '0 8px 0 0', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  time: { color: tokens.colorNeutralForeground3 },
});

/** The bars in words, newest first. */
export function CycleTable(props: { readonly cycles: readonly CycleSummary[] }) {
  const styles = useStyles();
  const now = useNow();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={mergeClasses(styles.head, styles.clock)}>
            {overviewWords.tableStarted}
          </th>
          <th scope="col" className={styles.head}>
            {overviewWords.tableDid}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.cycles.map((cycle) => (
          <tr key={cycle.id}>
            <td className={mergeClasses(styles.cell, styles.time)}>
              <ClockTime at={cycle.startedAt} now={now} />
            </td>
            <td className={styles.cell}>{cycleDid(cycle)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
