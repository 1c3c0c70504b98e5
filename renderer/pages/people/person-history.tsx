import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { LogRow } from '../../../shared/log/log-row';
import { useQuery } from '../../bridge/query';
import { ActionWord, ResultWord } from '../../parts/action-word';
import { QueryProblem } from '../../parts/query-problem';
import { SectionHeading } from '../../parts/section-heading';
import { SkeletonRows } from '../../parts/skeleton';
import { addressOf } from '../../shell/route';
import { momentCell, personWords } from '../../words/people';
import { times } from '../../words/times';

const atFirst = 10;
const most = 200;

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '116px 108px 108px minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'center',
    minHeight: '36px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
    '@media (max-width: 760px)': { gridTemplateColumns: '116px 108px minmax(0, 1fr)' },
  },
  when: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  what: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 760px)': { display: 'none' },
  },
  more: { marginTop: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What was decided about a person before, newest first; each entry opens in Activity. */
export function PersonHistory(props: {
  readonly job: string;
  readonly id: string;
  /** Changes when the history has to be asked for again. */
  readonly turn: number;
  readonly now: number;
}) {
  const styles = useStyles();
  const { job, id, turn, now } = props;
  const [limit, setLimit] = useState(atFirst);
  const { value, error, refresh } = useQuery('person.history', { job, id, offset: 0, limit });
  useEffect(() => {
    if (turn > 0) refresh();
  }, [turn, refresh]);
  return (
    <section aria-labelledby="history">
      <SectionHeading id="history" title={personWords.history} />
      {value === null ? (
        error === null ? (
          <SkeletonRows rows={3} height={36} />
        ) : (
          <QueryProblem level={3} words={error} onTryAgain={refresh} />
        )
      ) : value.total === 0 ? (
        <p className={styles.quiet}>{personWords.historyEmpty}</p>
      ) : (
        <>
          <ul>
            {value.rows.map((row) => (
              <li key={row.id} className={styles.row}>
                <Link
                  href={addressOf(job, 'activity', [], {
                    q: id,
                    row: row.id,
                    unchanged: row.action === 'none' ? 'yes' : null,
                  })}
                  appearance="subtle"
                  className={styles.when}
                >
                  <time dateTime={row.at} title={times.exact(Date.parse(row.at))}>
                    {momentCell(Date.parse(row.at), now)}
                  </time>
                </Link>
                <ActionWord action={row.action} status={row.status} staged={row.staged} />
                <ResultWord status={row.status} staged={row.staged} />
                <span className={styles.what} title={whatText(row)}>
                  {whatText(row)}
                </span>
              </li>
            ))}
          </ul>
          {value.total > value.rows.length && limit < most ? (
            <div className={styles.more}>
              <Link as="button" onClick={() => setLimit(Math.min(most, limit + 50))}>
                {personWords.showMore}
              </Link>
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}

/** The fourth step says what was done; the reason why somebody is out says more than that nothing was. */
const whatText = (row: LogRow): string =>
  row.action === 'none' || row.problem !== null
    ? row.reason
    : (row.steps.find(({ step }) => step === 'action')?.text ?? row.reason);
