import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ScopeChoice } from '../../../shared/ipc/contract';
import type { DraftScope } from '../../../shared/ipc/scope-calls';
import { useAtMostEvery } from '../../bridge/at-most-every';
import { useJobState } from '../../bridge/jobs';
import { useLive } from '../../bridge/live';
import { KeepChanges } from '../../parts/keep-changes';
import { PageBody } from '../../parts/page-body';
import { PageHeading } from '../../parts/page-heading';
import { PeopleChoice } from '../../parts/people-choice';
import { Note, ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { useScopeNames } from '../../parts/use-scope-names';
import { useAnnounce } from '../../shell/announcer';
import { useKeptFocus } from '../../shell/kept-focus';
import { useKeys } from '../../shell/keys';
import { narrow, narrowQuery, useMedia } from '../../shell/media';
import { useProblemAction } from '../../shell/problem-action';
import { addressOf } from '../../shell/route';
import { navigate, navigateGuarded, useLeaveGuard } from '../../shell/router';
import { scopeWords as words } from '../../words/scope';
import type { PageProps } from '../page-props';
import { CountPanel } from './count-panel';
import { FilterSection, type FilterView } from './filter-section';
import { PeopleDrawer } from './people-drawer';
import { SaveScope } from './save-dialog';
import { type FilterList, isOpen } from './scope-draft';
import { ScopeToolbar } from './scope-toolbar';
import { type Count, useCount } from './use-count';
import { type ScopeEditor, useScope } from './use-scope';
import { type ScopeActions, useScopeActions } from './use-scope-actions';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 340px',
    columnGap: '48px',
    marginTop: '20px',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', marginTop: '8px' },
  },
  // A fieldset, so that everything in it can be looked at and not changed.
  form: {
    margin: 0,
    padding: 0,
    border: 'none',
    minWidth: 0,
    '&:disabled button': { color: tokens.colorNeutralForegroundDisabled, cursor: 'not-allowed' },
  },
  note: { marginTop: '16px' },
  empty: { display: 'flex', flexWrap: 'wrap', gap: '8px 12px', alignItems: 'center', marginTop: '20px' },
});

/** Five fit beside the form without a scroll of their own; the others are one click away. */
const rowsBeside = 5;

/** Who gets an account: who is looked at, which filters they must pass, and what a change would mean before it is saved. */
export function ScopePage({ job }: PageProps) {
  const styles = useStyles();
  const { editor, error, refresh } = useScope(job);
  const state = useJobState(job);
  const targetName = state?.targetName ?? job;
  const changes = editor?.changes ?? 0;
  const changed = changes > 0;
  const present = editor?.draft.present ?? null;
  const isNarrow = useMedia(narrowQuery);
  const [search, setSearch] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const [unread, setUnread] = useState({ filters: 0, schemaFilters: 0 });
  const onUnread = useCallback(
    (list: FilterList, faults: number) => setUnread((before) => ({ ...before, [list]: faults })),
    [],
  );
  const count = useCount(job, present, search, rowsBeside);
  const { counted, refresh: recount } = count;
  const actions = useScopeActions(editor, unread.filters + unread.schemaFilters);
  const cure = useProblemAction(job, recount);
  const leaving = useLeaving(changed);
  useKeptFocus(editor?.draft);
  useReviewAfterSaving(job, actions);
  useSaid(counted, count.stale, changed);

  const { savedJustNow } = actions;
  useEffect(() => {
    if (savedJustNow) recount();
  }, [savedJustNow, recount]);
  // Another program that begins or ends, or a cycle that has read everybody: both are seen at the job's state.
  const readAt = state?.readAt ?? null;
  const countedFor = useRef(readAt);
  useEffect(() => {
    if (readAt === countedFor.current) return;
    countedFor.current = readAt;
    recount();
  }, [readAt, recount]);
  const look = useAtMostEvery(1000, refresh);
  useLive((event) => {
    if (event.kind === 'job.state' && event.state.job === job && !changed) look();
  });
  useKeys({
    'Ctrl+Enter': () => void actions.askSave(),
    F5: () => {
      if (!changed) refresh();
      recount();
    },
  });

  const panel = (form: 'panel' | 'strip') => (
    <CountPanel
      job={job}
      count={count}
      changed={changed}
      open={editor !== null && hasOpenClause(editor)}
      form={form}
      search={search}
      onSearch={setSearch}
      onAll={() => setShowsAll(true)}
    />
  );

  return (
    <PageBody>
      <PageHeading
        title={words.title}
        line={
          counted === null || counted.people === 0
            ? words.lead(targetName)
            : words.leadCounted(targetName, counted.before.inScope, counted.people)
        }
        {...(editor === null ? {} : { actions: <ScopeToolbar editor={editor} actions={actions} /> })}
      />
      {editor === null || editor.table.lockedBy === null ? null : (
        <Note className={styles.note} intent="info" level={2}>
          {words.locked(editor.table.lockedBy)}
        </Note>
      )}
      {actions.problem === null && actions.blockedBy === 0 ? null : (
        <div className={styles.note} role="alert">
          {actions.problem === null ? (
            <Note intent="error" level={2} title={words.blocked(actions.blockedBy)} />
          ) : (
            <ProblemNote level={2} words={actions.problem} onAction={cure} />
          )}
        </div>
      )}
      {counted !== null && counted.people === 0 ? (
        <p className={styles.empty}>
          {words.nobodyRead} {words.nobodyReadNote}
          <Button onClick={() => navigateGuarded(addressOf(job, 'plan'))}>{words.makePlan}</Button>
        </p>
      ) : null}
      {editor === null && error !== null ? (
        <div className={styles.note}>
          <QueryProblem level={2} words={error} onTryAgain={refresh} />
        </div>
      ) : (
        <div className={styles.columns}>
          {isNarrow ? panel('strip') : null}
          {editor === null ? (
            <SkeletonRows rows={8} height={44} />
          ) : (
            <ScopeForm editor={editor} count={count} tried={actions.blockedBy > 0} onUnread={onUnread} />
          )}
          {isNarrow ? null : panel('panel')}
        </div>
      )}
      {showsAll && present !== null ? (
        <PeopleDrawer job={job} scope={present} onClose={() => setShowsAll(false)} />
      ) : null}
      {actions.asking === null ? null : (
        <SaveScope
          changes={changes}
          counted={actions.asking.counted}
          saving={actions.busy}
          onSave={() => void actions.save()}
          onClose={actions.close}
        />
      )}
      {leaving.to === null ? null : (
        <KeepChanges
          note={words.leaveNote(changes)}
          onStay={leaving.stay}
          onDiscard={leaving.go}
          onSave={() => {
            leaving.stay();
            void actions.askSave();
          }}
        />
      )}
    </PageBody>
  );
}

function ScopeForm(props: {
  readonly editor: ScopeEditor;
  readonly count: Count;
  /** Somebody wanted to save it: what is missing is now called wrong. */
  readonly tried: boolean;
  readonly onUnread: (list: FilterList, faults: number) => void;
}) {
  const styles = useStyles();
  const { editor, count, onUnread } = props;
  const { present, saved } = editor.draft;
  const { mode, servicePrincipalId, groupIds } = present;
  const [view, setView] = useState<FilterView>('form');
  const names = useScopeNames(editor.job, choiceOf(editor.table.scope));
  const faults = shownFaults(editor, count.faults, props.tried);
  const { counted, stale } = count;
  const choice = faults.find(({ list }) => list === 'choice');
  const ways =
    counted === null || stale || counted.ways.direct + counted.ways.groups === 0
      ? ''
      : words.ways(counted.ways.direct, counted.ways.groups);
  const lists: readonly FilterList[] =
    saved.schemaFilters.length + present.schemaFilters.length === 0 ? ['filters'] : ['filters', 'schemaFilters'];
  return (
    <fieldset className={styles.form} disabled={editor.table.lockedBy !== null}>
      <PeopleChoice
        job={editor.job}
        title={words.who}
        modes={words.modes}
        scope={{ mode, servicePrincipalId, groupIds }}
        names={names}
        applicationNote={ways}
        missing={choice === undefined || count.waiting ? null : { text: choice.message, wrong: props.tried }}
        onChange={(choice) => editor.change({ ...present, ...choice })}
      />
      {lists.map((list) => (
        <FilterSection
          key={list}
          editor={editor}
          list={list}
          faults={faults}
          view={view}
          onView={setView}
          onUnread={onUnread}
        />
      ))}
    </fieldset>
  );
}

const choiceOf = ({ mode, servicePrincipalId, groupIds }: DraftScope): ScopeChoice => ({
  mode,
  servicePrincipalId,
  groupIds,
});

/** Leaving with unsaved changes asks first. */
function useLeaving(changed: boolean) {
  const [to, setTo] = useState<{ readonly leave: () => void } | null>(null);
  const guard = useMemo(() => (changed ? (leave: () => void) => setTo({ leave }) : null), [changed]);
  useLeaveGuard(guard);
  return {
    to,
    stay: () => setTo(null),
    go: () => {
      setTo(null);
      to?.leave();
    },
  };
}

/** No cycle runs before its plan was seen, and that is where it is seen. */
function useReviewAfterSaving(job: string, { savedJustNow }: ScopeActions): void {
  const condition = useJobState(job)?.condition;
  const waitsForReview = condition?.kind === 'review-pending' && condition.changed === true;
  useEffect(() => {
    if (savedJustNow && waitsForReview) navigate(addressOf(job, 'plan', [], { make: 'now' }));
  }, [savedJustNow, waitsForReview, job]);
}

/** The new number, for those who do not see it change. */
function useSaid(counted: { inScope: number; outOfScope: number } | null, stale: boolean, changed: boolean): void {
  const announce = useAnnounce();
  const text = counted === null || stale || !changed ? '' : words.said(counted.inScope, counted.outOfScope);
  useEffect(() => {
    if (text !== '') announce(text);
  }, [text, announce]);
}

const takesValue = ({ table }: ScopeEditor, operator: string): boolean =>
  table.operators.find(({ name }) => name === operator)?.operand !== 'none';

function hasOpenClause(editor: ScopeEditor): boolean {
  const { filters, schemaFilters } = editor.draft.present;
  return [...filters, ...schemaFilters].some(({ clauses }) =>
    clauses.some((clause) => isOpen(clause, takesValue(editor, clause.operator))),
  );
}

/** What is still being filled in is not called wrong before somebody wants to save it. */
function shownFaults<F extends { list: string; group: number; clause: number; severity: string }>(
  editor: ScopeEditor,
  faults: readonly F[],
  tried: boolean,
): readonly F[] {
  if (tried) return faults;
  const { present } = editor.draft;
  return faults.filter(({ list, group, clause, severity }) => {
    if (severity !== 'error' || (list !== 'filters' && list !== 'schemaFilters')) return true;
    const one = present[list][group]?.clauses[clause];
    return one === undefined || !isOpen(one, takesValue(editor, one.operator));
  });
}
