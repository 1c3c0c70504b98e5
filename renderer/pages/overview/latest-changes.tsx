import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { LogRow } from '../../../shared/log/log-row';
import { ActionWord } from '../../parts/action-word';
import { ChangeLine } from '../../parts/change-line';
import { ClockTime } from '../../parts/clock-time';
import { useNow } from '../../parts/now';
import { PersonName } from '../../parts/person-name';
import { SectionHeading } from '../../parts/section-heading';
import { addressOf } from '../../shell/route';
import { overviewWords } from '../../words/overview';
import { times } from '../../words/times';
import { useRowStyles } from './row-styles';

const useStyles = makeStyles({
  empty: { color: tokens.colorNeutralForeground3 },
});

/** The last five accounts that changed. */
export function LatestChanges(props: {
  readonly job: string;
  readonly rows: readonly LogRow[];
  readonly labelOf: (path: string) => string;
}) {
  const styles = useStyles();
  const rows = useRowStyles();
  const now = useNow();
  // With the day where they are not all of today: the last changes may be a week old.
  const days = props.rows.some(
    (row) => times.clock(Date.parse(row.at)) !== times.clockOrMoment(Date.parse(row.at), now),
  );
  return (
    <section aria-labelledby="latest">
      <SectionHeading
        id="latest"
        title={overviewWords.latest}
        action={<Link href={addressOf(props.job, 'activity')}>{overviewWords.openActivity}</Link>}
      />
      {props.rows.length === 0 ? (
        <p className={styles.empty}>{overviewWords.noChanges}</p>
      ) : (
        <ul>
          {props.rows.map((row) => {
            const [change, ...rest] = row.modified;
            return (
              <li key={row.id} className={rows.row} data-time={days ? 'day' : 'clock'}>
                <span className={rows.time}>
                  <ClockTime at={row.at} now={now} />
                </span>
                <span className={rows.name} title={row.sourceMail}>
                  <PersonName name={row.sourceName} />
                </span>
                <ActionWord action={row.action} status={row.status} staged={row.staged} />
                <span className={rows.what}>
                  {row.action === 'update' && change !== undefined ? (
                    <ChangeLine change={change} label={props.labelOf(change.attribute)} more={rest.length} />
                  ) : (
                    row.reason
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
