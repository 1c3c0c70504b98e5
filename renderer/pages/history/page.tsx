import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { HistoryKind, HistoryRow, ProblemWords } from '../../../shared/ipc/contract';
import type { VersionView } from '../../../shared/ipc/versions-calls';
import { useAtMostEvery } from '../../bridge/at-most-every';
import { useCommand } from '../../bridge/command';
import { useLive } from '../../bridge/live';
import { ChoiceChips } from '../../parts/choice-chips';
import { PageHeading } from '../../parts/page-heading';
import { ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { RollBackDialog } from '../../parts/roll-back-dialog';
import { SkeletonRows } from '../../parts/skeleton';
import { VersionsList } from '../../parts/versions-list';
import { useFeedback } from '../../shell/feedback';
import { useKeys } from '../../shell/keys';
import { narrow } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { navigate, replaceAddress } from '../../shell/router';
import { type HistoryView, historyWords, kindChoices } from '../../words/history';
import { pageTitles } from '../../words/shell';
import type { PageProps } from '../page-props';
import { HistoryList } from './history-list';
import { useHistoryPages } from './history-pages';
import { UndoDialog } from './undo-dialog';

const useStyles = makeStyles({
  top: { padding: '28px 36px 0', flexShrink: 0, maxWidth: '1192px', [narrow]: { padding: '20px 24px 0' } },
  chips: { marginTop: '16px' },
  problem: { marginTop: '12px' },
  body: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, marginTop: '14px' },
  quiet: { padding: '14px 36px', color: tokens.colorNeutralForeground2, [narrow]: { padding: '14px 24px' } },
  versions: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    scrollbarGutter: 'stable',
    padding: '0 24px 24px',
    [narrow]: { padding: '0 12px 24px' },
  },
  all: { marginTop: '12px' },
});

/** What did each cycle do, and the way back. */
export function HistoryPage({ job, path, query }: PageProps) {
  const styles = useStyles();
  const wanted = query.get('kind');
  const view: HistoryView = wanted === 'all' || wanted === 'versions' ? wanted : 'changes';
  const kind: HistoryKind = view === 'all' ? 'all' : 'changes';
  const kindInAddress = view === 'changes' ? null : view;
  const [asked, setAsked] = useState<VersionView | null>(null);
  const pages = useHistoryPages(job, kind);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const exportCycles = useCommand('history.export');
  const exportLog = useCommand('log.export');
  const say = useFeedback();
  const look = useAtMostEvery(1000, pages.refresh);
  useLive((event) => {
    if (event.kind === 'job.state' && event.state.job === job && event.state.condition.kind !== 'running') look();
  });
  useKeys({ F5: pages.refresh });

  const undone = path[1] === 'undo' ? (path[0] ?? null) : null;
  const person = query.get('user');
  const row = query.get('row');
  const show = (next: HistoryView) =>
    replaceAddress(addressOf(job, 'history', [], { kind: next === 'changes' ? null : next }));
  const close = () => {
    if (row !== null) navigate(addressOf(job, 'activity', [], { row }));
    else replaceAddress(addressOf(job, 'history', [], { kind: kindInAddress }));
  };
  const writeAll = async () => {
    const reply = await exportCycles.run({ job, kind });
    if (!reply.ok) setProblem(reply.error);
    else if (reply.value.file !== null) say(historyWords.exported(reply.value.cycles), reply.value.file);
  };
  const writeOne = async ({ cycle }: HistoryRow) => {
    const filter = {
      text: '',
      action: 'any',
      status: 'any',
      cycleId: cycle.id,
      since: null,
      showUnchanged: false,
    } as const;
    const reply = await exportLog.run({ job, filter, format: 'csv' });
    if (!reply.ok) setProblem(reply.error);
    else if (reply.value.file !== null) say(historyWords.exportedEntries(reply.value.entries), reply.value.file);
  };

  return (
    <>
      <div className={styles.top}>
        <PageHeading
          title={pageTitles.history}
          line={historyWords.line}
          actions={
            view === 'versions' ? undefined : (
              <Button
                icon={<ArrowDownload16Regular />}
                disabledFocusable={exportCycles.running || pages.total === 0}
                onClick={() => void writeAll()}
              >
                {historyWords.export}
              </Button>
            )
          }
        />
        <ChoiceChips
          className={styles.chips}
          label={historyWords.chips}
          chips={kindChoices.map(([value, label]) => ({ value, label }))}
          chosen={view}
          onChoose={show}
        />
        {problem === null ? null : (
          <div className={styles.problem} role="alert">
            <ProblemNote level={2} words={problem} />
          </div>
        )}
      </div>
      <div className={styles.body}>
        {view === 'versions' ? (
          <div className={styles.versions}>
            <VersionsList job={job} onRollBack={setAsked} />
          </div>
        ) : pages.total === null ? (
          <div className={styles.quiet}>
            {pages.error === null ? (
              <SkeletonRows rows={8} height={40} />
            ) : (
              <QueryProblem level={2} words={pages.error} onTryAgain={pages.refresh} />
            )}
          </div>
        ) : pages.total === 0 ? (
          <div className={styles.quiet}>
            <p>{kind === 'all' ? historyWords.empty : historyWords.noChanges}</p>
            {kind === 'all' ? null : (
              <Button className={styles.all} onClick={() => show('all')}>
                {historyWords.showAll}
              </Button>
            )}
          </div>
        ) : (
          <HistoryList
            pages={pages}
            total={pages.total}
            chosen={undone}
            onOpen={({ cycle }) => navigate(addressOf(job, 'activity', [], { cycle: cycle.id }))}
            onUndo={({ cycle }) =>
              replaceAddress(addressOf(job, 'history', [cycle.id, 'undo'], { kind: kindInAddress }))
            }
            onExport={(one) => void writeOne(one)}
          />
        )}
      </div>
      {asked === null ? null : <RollBackDialog job={job} version={asked} onClose={() => setAsked(null)} />}
      {undone === null ? null : (
        <UndoDialog
          key={`${undone} ${person}`}
          job={job}
          cycle={undone}
          person={person}
          onClose={close}
          onBegun={() => {
            replaceAddress(addressOf(job, 'history', [], { kind: kindInAddress }));
            pages.refresh();
          }}
        />
      )}
    </>
  );
}
