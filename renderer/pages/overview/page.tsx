import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import { waitWords } from '../../../shared/health/progress';
import { stateSentence } from '../../../shared/health/state-sentence';
import { useAtMostEvery } from '../../bridge/at-most-every';
import { useAttributeLabels } from '../../bridge/attribute-labels';
import { useJobState } from '../../bridge/jobs';
import { useLive } from '../../bridge/live';
import { useQuery } from '../../bridge/query';
import { useNow } from '../../parts/now';
import { PageBody } from '../../parts/page-body';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonBlock, SkeletonRows } from '../../parts/skeleton';
import { useKeys } from '../../shell/keys';
import { narrow, narrowQuery, useMedia } from '../../shell/media';
import { useProblemAction } from '../../shell/problem-action';
import { times } from '../../words/times';
import type { PageProps } from '../page-props';
import { Banners } from './banners';
import { dayMs } from './bar-places';
import { useJobCommands } from './job-commands';
import { JobSeam } from './job-seam';
import { LastDay } from './last-day';
import { LatestChanges } from './latest-changes';
import { NeedsAttention } from './needs-attention';
import { HappeningNow, RunningBar, SoFar } from './running';
import { StateActions } from './state-actions';
import { StateHeading } from './state-heading';
import { StoppedFacts } from './stopped-facts';
import { useRetry } from './use-retry';
import { useWaitNow } from './use-wait-now';

const useStyles = makeStyles({
  section: { marginTop: '28px', [narrow]: { marginTop: '18px' } },
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 300px',
    columnGap: '40px',
    alignItems: 'start',
    rowGap: '18px',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

const fewPeople = 8;
const manyPeople = 200;

/** Is everything in order? */
export function OverviewPage(props: PageProps) {
  const styles = useStyles();
  const { job } = props;
  const state = useJobState(job);
  const now = useNow();
  const small = useMedia(narrowQuery);
  const [since] = useState(() => new Date(Date.now() - dayMs).toISOString());
  const [showAll, setShowAll] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const commands = useJobCommands(job);
  const act = useProblemAction(job, commands.sync);
  const labelOf = useAttributeLabels(state?.profileId ?? null);

  const held = useQuery('deletions.list', { job });
  const attention = useQuery('people.attention', { job, offset: 0, limit: showAll ? manyPeople : fewPeople });
  const cycles = useQuery('cycle.list', { job, since, limit: 500 });
  const latest = useQuery('log.latestChanges', { job, limit: 5 });

  const refresh = useCallback(() => {
    held.refresh();
    attention.refresh();
    cycles.refresh();
    latest.refresh();
  }, [held.refresh, attention.refresh, cycles.refresh, latest.refresh]);
  const retry = useRetry(job, refresh);
  const refreshSoon = useAtMostEvery(1000, refresh);
  const ran = useRef(false);
  useLive((event) => {
    const ofOurs =
      (event.kind === 'job.state' && event.state.job === job) || (event.kind === 'log.appended' && event.job === job);
    // While a cycle runs, none of the lists below is on screen but the one that asks for itself.
    if (!ofOurs) return;
    if (event.kind === 'job.state' && event.state.condition.kind === 'running') ran.current = true;
    else if (event.kind === 'job.state' && ran.current) {
      // At the end of a cycle the sentence and the lists change together.
      ran.current = false;
      refresh();
    } else refreshSoon();
  });

  const toldAt = useWaitNow(state?.condition ?? null, now);
  const words = state === null ? null : stateSentence(state, toldAt, times);
  const sync = () => {
    if (words?.actions.includes('sync-now') === true && !commands.starting) commands.sync();
  };
  useKeys({
    S: sync,
    'Ctrl+Enter': sync,
    P: () => {
      if (words?.actions.includes('pause') === true) commands.pause(null);
    },
    F5: refresh,
  });

  if (state === null || words === null) return null;
  const { condition } = state;
  // Asked for once; the day moves on while the page stays open.
  const finished = (cycles.value?.cycles ?? []).filter(
    (cycle) => cycle.state !== null && Date.parse(cycle.startedAt) >= now - dayMs,
  );
  const heldPeople = held.value?.people ?? [];
  const needAttention = attention.value?.total ?? 0;
  /** An empty list only says that all is well, and the heading has said so. */
  const attentionTells = needAttention > 0 || (attention.value === null && attention.error !== null);

  const attentionSection =
    attention.value === null ? (
      attention.error === null ? (
        <SkeletonRows heading rows={3} height={20} />
      ) : (
        <QueryProblem level={2} words={attention.error} onTryAgain={attention.refresh} />
      )
    ) : (
      <NeedsAttention
        job={job}
        rows={attention.value.rows}
        total={attention.value.total}
        held={heldPeople.length}
        onAction={act}
        retry={retry}
        onShowAll={showAll ? null : () => setShowAll(true)}
      />
    );
  const lastDay =
    cycles.value === null ? (
      cycles.error === null ? (
        <SkeletonBlock height={114} />
      ) : (
        <QueryProblem level={2} words={cycles.error} onTryAgain={cycles.refresh} />
      )
    ) : (
      <LastDay
        job={job}
        cycles={finished}
        everRan={state.lastCycle !== null}
        asTable={asTable}
        onAsTable={setAsTable}
      />
    );

  return (
    <PageBody>
      <StateHeading
        words={words}
        place={`${job} overview`}
        actions={<StateActions state={state} actions={words.actions} commands={commands} />}
      />
      <Banners
        state={state}
        commands={commands}
        held={heldPeople}
        limit={held.value?.limit ?? null}
        percent={held.value?.percent ?? null}
        onDecided={refresh}
      />
      {condition.kind === 'running' ? (
        <RunningBar
          progress={condition.progress}
          wait={waitWords(condition.progress.waiting, state.targetName, toldAt)}
        />
      ) : null}
      <div className={styles.section}>
        <JobSeam state={state} />
      </div>
      {condition.kind === 'running' ? (
        <>
          <div className={styles.section}>
            <SoFar progress={condition.progress} />
          </div>
          <div className={styles.section}>
            <HappeningNow job={job} cycleId={condition.progress.cycleId} />
          </div>
        </>
      ) : (
        <>
          {condition.kind === 'quarantined' ? (
            <div className={mergeClasses(styles.section, styles.two)}>
              {attentionSection}
              <StoppedFacts state={state} cycles={finished} />
            </div>
          ) : needAttention > 0 || small ? (
            <>
              <div className={styles.section}>{lastDay}</div>
              {attentionTells ? <div className={styles.section}>{attentionSection}</div> : null}
            </>
          ) : (
            <div className={mergeClasses(styles.section, styles.two)}>
              {lastDay}
              {attentionSection}
            </div>
          )}
          <div className={styles.section}>
            {latest.value === null ? (
              latest.error === null ? (
                <SkeletonRows heading rows={5} height={small ? 38 : 40} />
              ) : (
                <QueryProblem level={2} words={latest.error} onTryAgain={latest.refresh} />
              )
            ) : (
              <LatestChanges job={job} rows={latest.value.rows} labelOf={labelOf} />
            )}
          </div>
        </>
      )}
    </PageBody>
  );
}
