import { makeStyles, tokens } from '@fluentui/react-components';
import type { CycleSummary, JobState } from '../../../shared/health/job-state';
import { useQuery } from '../../bridge/query';
import { useNow } from '../../parts/now';
import { SectionHeading } from '../../parts/section-heading';
import { overviewWords } from '../../words/overview';
import { times } from '../../words/times';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: '116px minmax(0, 1fr)',
    rowGap: '10px',
    fontSize: '12px',
    lineHeight: '16px',
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** Beside a stopped job: what was tried, when the next try is, who was told. */
export function StoppedFacts(props: { readonly state: JobState; readonly cycles: readonly CycleSummary[] }) {
  const styles = useStyles();
  const now = useNow();
  const connection = useQuery('job.connection', { job: props.state.job });
  const { condition } = props.state;
  const nextTryAt = condition.kind === 'quarantined' ? condition.nextTryAt : null;
  const notify = connection.value?.notify ?? null;
  const refused = props.cycles.filter((cycle) => cycle.state === 'quarantined' || cycle.state === 'failed').length;
  return (
    <section aria-labelledby="tried">
      <SectionHeading id="tried" title={overviewWords.triedTitle} />
      <dl className={styles.facts}>
        <dt className={styles.name}>{overviewWords.triedLabel}</dt>
        <dd className={styles.value}>{overviewWords.tried(props.cycles.length, refused)}</dd>
        {nextTryAt === null ? null : (
          <>
            <dt className={styles.name}>{overviewWords.nextTryLabel}</dt>
            <dd className={styles.value}>{times.moment(Date.parse(nextTryAt), now)}</dd>
          </>
        )}
        {notify === null || !notify.onFailure || notify.email === '' ? null : (
          <>
            <dt className={styles.name}>{overviewWords.mailLabel}</dt>
            <dd className={styles.value} title={notify.email}>
              {notify.email}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
