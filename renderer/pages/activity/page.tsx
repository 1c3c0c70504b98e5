import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LogLine, ProblemWords } from '../../../shared/ipc/contract';
import type { LogRow } from '../../../shared/log/log-row';
import { useAtMostEvery } from '../../bridge/at-most-every';
import { useAttributeLabels } from '../../bridge/attribute-labels';
import { call } from '../../bridge/bridge';
import { useCommand } from '../../bridge/command';
import { useJobState } from '../../bridge/jobs';
import { useLive } from '../../bridge/live';
import { useQuery } from '../../bridge/query';
import { PageHeading } from '../../parts/page-heading';
import { ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { useAnnounce } from '../../shell/announcer';
import { useKeys } from '../../shell/keys';
import { forcedColors, narrow } from '../../shell/media';
import { useProblemAction } from '../../shell/problem-action';
import { addressOf } from '../../shell/route';
import { replaceAddress } from '../../shell/router';
import { activityWords, rowAsText } from '../../words/activity';
import { pageTitles } from '../../words/shell';
import type { PageProps } from '../page-props';
import { EntryPane } from './entry-pane';
import { ExportMenu } from './export-menu';
import { Filters } from './filters';
import { filterOf, isFiltered, type LogPlace, logAddress, readLogPlace, unfiltered } from './log-address';
import { lineHeights } from './log-line';
import { LogList } from './log-list';
import { useLogPages } from './log-pages';

const useStyles = makeStyles({
  top: { padding: '28px 36px 0', flexShrink: 0, [narrow]: { padding: '20px 24px 0' } },
  problem: { marginTop: '12px' },
  body: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    flexGrow: 1,
    minHeight: 0,
    marginTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  withPane: {
    gridTemplateColumns: 'minmax(0, 1fr) 428px',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  quiet: { padding: '28px 36px', color: tokens.colorNeutralForeground2, [narrow]: { padding: '20px 24px' } },
  clear: { marginTop: '12px' },
  following: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2, gap: '8px' },
  dot: {
    width: '8px',
    height: '8px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralForeground3}`,
    '&[data-on="true"]': {
      backgroundColor: tokens.colorStatusSuccessForeground1,
      border: `1px solid ${tokens.colorStatusSuccessForeground1}`,
      [forcedColors]: { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
    },
  },
  end: { padding: '12px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** What happened? */
export function ActivityPage(props: PageProps) {
  const styles = useStyles();
  const { job, query } = props;
  const state = useJobState(job);
  const place = useMemo(() => readLogPlace(query), [query]);
  const placeNow = useRef(place);
  placeNow.current = place;
  // "Today" and "last hour" are counted from when they were chosen, not anew each time the page is drawn.
  const [chosenAt, setChosenAt] = useState(() => ({ since: place.since, at: Date.now() }));
  const at = chosenAt.since === place.since ? chosenAt.at : Date.now();
  useEffect(() => {
    if (chosenAt.since !== place.since) setChosenAt({ since: place.since, at });
  }, [chosenAt.since, place.since, at]);
  const filter = useMemo(() => filterOf({ ...place, row: null }, at), [place, at]);

  const pages = useLogPages(job, filter);
  const [top, setTop] = useState(true);
  const [toTop, setToTop] = useState(0);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const paneHeading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const connection = useQuery('job.connection', { job });
  const labelOf = useAttributeLabels(state?.profileId ?? null);
  const copy = useCommand('app.copyText');
  const announce = useAnnounce();
  const sync = useCommand('cycle.start');
  const tryAgain = useCallback(async () => {
    const reply = await sync.run({ job, full: false, approve: false });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused !== null) setProblem(refused);
  }, [sync.run, job]);
  const act = useProblemAction(job, tryAgain);

  const go = useCallback((next: LogPlace) => replaceAddress(logAddress(job, next)), [job]);
  const look = useAtMostEvery(1000, () => pages.look(top));
  useLive((event) => {
    if (event.kind === 'log.appended' && event.job === job) look();
    // A heading's counts are complete only when its cycle is.
    if (event.kind === 'job.state' && event.state.job === job && event.state.condition.kind !== 'running') look();
  });

  const follow = () => {
    setToTop((before) => before + 1);
    pages.look(true);
  };
  const open = (line: LogLine) => {
    if (line.kind === 'person') go({ ...placeNow.current, row: line.id });
  };
  const close = () => {
    go({ ...placeNow.current, row: null });
    body.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
  };
  const copyRow = async (row: LogRow, targetName: string) => {
    const reply = await copy.run({ text: rowAsText(row, targetName, Date.now()) });
    if (reply.ok) announce(activityWords.copied);
    else setProblem(reply.error);
  };
  const copyLine = async (line: LogLine) => {
    if (line.kind !== 'person') return;
    const reply = await call('log.row', { job, id: line.id });
    if (!reply.ok) setProblem(reply.error);
    else if (reply.value.row !== null) await copyRow(reply.value.row, reply.value.targetName);
  };

  useKeys({
    F: follow,
    '/': () => search.current?.focus(),
    F5: () => pages.look(true),
    Escape: () => {
      if (place.row !== null) close();
    },
  });

  const days = connection.value?.retentionDays ?? null;
  return (
    <>
      <div className={styles.top}>
        <PageHeading
          title={pageTitles.activity}
          line={activityWords.line}
          actions={
            <>
              <Button appearance="subtle" className={styles.following} aria-pressed={top} onClick={follow}>
                <span className={styles.dot} data-on={top} aria-hidden="true" />
                {top ? activityWords.following : activityWords.follow}
              </Button>
              <ExportMenu job={job} filter={filter} onProblem={setProblem} />
            </>
          }
        />
        <Filters
          job={job}
          place={place}
          entries={pages.total === null ? null : pages.people}
          search={search}
          onChange={go}
        />
        {problem === null ? null : (
          <div className={styles.problem} role="alert">
            <ProblemNote level={2} words={problem} />
          </div>
        )}
      </div>
      <div ref={body} className={mergeClasses(styles.body, place.row !== null && styles.withPane)}>
        {pages.total === null ? (
          <div className={styles.quiet}>
            {pages.error === null ? (
              <SkeletonRows rows={8} height={lineHeights.person} />
            ) : (
              <QueryProblem level={2} words={pages.error} onTryAgain={pages.retry} />
            )}
          </div>
        ) : pages.total === 0 ? (
          <div className={styles.quiet}>
            {isFiltered(place) ? (
              <>
                <p>{activityWords.noMatch}</p>
                <Button
                  className={styles.clear}
                  onClick={() => {
                    go(unfiltered(place));
                    // The button goes with the filters.
                    search.current?.focus();
                  }}
                >
                  {activityWords.clearFilters}
                </Button>
              </>
            ) : (
              <p>{activityWords.empty}</p>
            )}
          </div>
        ) : (
          <LogList
            pages={pages}
            total={pages.total}
            openRow={place.row}
            toTop={toTop}
            onTop={setTop}
            onOpen={open}
            onMove={(line) => {
              if (placeNow.current.row !== null) open(line);
            }}
            onCopy={(line) => void copyLine(line)}
            onEnterPane={() => paneHeading.current?.focus()}
            end={
              days === null ? null : (
                <p className={styles.end}>
                  {activityWords.end(days)}{' '}
                  <Link href={addressOf(job, 'settings', ['data'])}>{activityWords.endLink}</Link>
                </p>
              )
            }
          />
        )}
        {place.row === null ? null : (
          <EntryPane
            job={job}
            rowId={place.row}
            keptDays={days}
            heading={paneHeading}
            labelOf={labelOf}
            onCopy={(row, targetName) => void copyRow(row, targetName)}
            onAction={act}
            onClose={close}
          />
        )}
      </div>
    </>
  );
}
