import { Link, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { CycleProgress, Stage } from '../../../shared/health/job-state';
import type { WaitWords } from '../../../shared/health/progress';
import { useAtMostEvery } from '../../bridge/at-most-every';
import { useLive } from '../../bridge/live';
import { useQuery } from '../../bridge/query';
import { ActionWord, ResultWord } from '../../parts/action-word';
import { ClockTime } from '../../parts/clock-time';
import { PersonName } from '../../parts/person-name';
import { Note } from '../../parts/problem-note';
import { SectionHeading } from '../../parts/section-heading';
import { StateIcon, type StatusIconName } from '../../parts/state-icon';
import { narrow } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { overviewWords, soFarNumbers, stageLine, stageNames } from '../../words/overview';
import { times } from '../../words/times';
import { useRowStyles } from './row-styles';

const useStyles = makeStyles({
  bar: { marginTop: '24px', backgroundColor: tokens.colorNeutralBackground6 },
  stages: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    columnGap: '24px',
    marginTop: '14px',
  },
  stage: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '10px' },
  stageName: {
    fontWeight: tokens.fontWeightSemibold,
    '&[data-state="waiting"]': { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  },
  stageLine: { gridColumn: 2, fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  wait: { marginTop: '20px' },
  numbers: { display: 'flex', gap: '36px', [narrow]: { gap: '28px' } },
  number: { display: 'block', fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  word: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  empty: { color: tokens.colorNeutralForeground3 },
});

const order: readonly Stage[] = ['read', 'decide', 'write', 'link'];

/** A cycle streams page by page, so stages overlap: one is passed only when nothing more can come to it. */
function stageState(stage: Stage, progress: CycleProgress): StatusIconName {
  const at = order.indexOf(stage);
  const now = order.indexOf(progress.stage);
  if (at < now && (progress.people.exact || stage === 'read')) return progress.people.exact ? 'calm' : 'running';
  if (at <= now) return 'running';
  return progress.stages[stage] > 0 ? 'running' : 'waiting';
}

/** The bar and the four stages, each with its own count; while a side asked to wait, that too: nothing is wrong. */
export function RunningBar(props: { readonly progress: CycleProgress; readonly wait: WaitWords | null }) {
  const styles = useStyles();
  const { progress } = props;
  const { done, expected } = progress.people;
  return (
    <div>
      <ProgressBar
        className={styles.bar}
        thickness="large"
        shape="rounded"
        aria-label={overviewWords.barLabel}
        max={Math.max(1, expected)}
        value={Math.min(done, Math.max(1, expected))}
      />
      <ol className={styles.stages}>
        {order.map((stage) => {
          const state = stageState(stage, progress);
          return (
            <li key={stage} className={styles.stage}>
              <StateIcon state={state} size={20} />
              <span className={styles.stageName} data-state={state}>
                {stageNames[stage]}
              </span>
              <span className={styles.stageLine}>{stageLine(stage, progress.stages[stage], progress.counts)}</span>
            </li>
          );
        })}
      </ol>
      {props.wait === null ? null : (
        <Note intent="info" level={2} title={props.wait.title} className={styles.wait}>
          {props.wait.meaning}
        </Note>
      )}
    </div>
  );
}

/** What the cycle has done so far, in numbers. */
export function SoFar(props: { readonly progress: CycleProgress }) {
  const styles = useStyles();
  return (
    <section aria-labelledby="so-far">
      <SectionHeading id="so-far" title={overviewWords.soFar} />
      <div className={styles.numbers}>
        {soFarNumbers(props.progress.counts).map(([amount, word]) => (
          <div key={word}>
            <span className={styles.number}>{times.number(amount)}</span>
            <span className={styles.word}>{word}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** The last five decisions of the running cycle. */
export function HappeningNow(props: { readonly job: string; readonly cycleId: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { value, refresh } = useQuery('log.page', {
    job: props.job,
    filter: { text: '', action: 'any', status: 'any', cycleId: props.cycleId, since: null, showUnchanged: false },
    offset: 0,
    limit: 6,
  });
  const refreshNow = useAtMostEvery(1000, refresh);
  useLive((event) => {
    if (event.kind === 'log.appended' && event.job === props.job) refreshNow();
  });
  const lines = (value?.lines ?? []).flatMap((line) => (line.kind === 'person' ? [line] : [])).slice(0, 5);
  return (
    <section aria-labelledby="happening">
      <SectionHeading
        id="happening"
        title={overviewWords.happeningNow}
        action={<Link href={addressOf(props.job, 'activity')}>{overviewWords.followInActivity}</Link>}
      />
      {lines.length === 0 ? (
        <p className={styles.empty}>{overviewWords.nothingYet}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line.id} className={rows.row} data-time="seconds">
              <span className={rows.time}>
                <ClockTime at={line.at} seconds />
              </span>
              <span className={rows.name} title={line.mail}>
                <PersonName name={line.name} />
              </span>
              {line.status === 'success' ? (
                <ActionWord action={line.action} status={line.status} staged={line.staged} />
              ) : (
                <ResultWord status={line.status} staged={line.staged} />
              )}
              <span className={rows.what}>{line.what === '' ? line.mail : line.what}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
