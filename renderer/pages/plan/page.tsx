import { Button, Checkbox, Field, Input, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { ArrowClockwise16Regular, Search16Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlanRow, ProblemWords } from '../../../shared/ipc/contract';
import { useAttributeLabels } from '../../bridge/attribute-labels';
import { useCommand } from '../../bridge/command';
import { useJobState } from '../../bridge/jobs';
import { ChoiceChips } from '../../parts/choice-chips';
import { HoldDialog } from '../../parts/hold-dialog';
import { useNow } from '../../parts/now';
import { PageHeading } from '../../parts/page-heading';
import { ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { StateIcon } from '../../parts/state-icon';
import { useAnnounce } from '../../shell/announcer';
import { useFeedback } from '../../shell/feedback';
import { useKeys } from '../../shell/keys';
import { narrow } from '../../shell/media';
import { useProblemAction } from '../../shell/problem-action';
import { addressOf } from '../../shell/route';
import { navigate, replaceAddress } from '../../shell/router';
import { changesOf, countOfGroup, type PlanGroup, planGroups, planRowAsText, planWords } from '../../words/plan';
import { pageTitles } from '../../words/shell';
import type { PageProps } from '../page-props';
import { amountsOf } from './amounts-of';
import { PlanFoot } from './plan-foot';
import { usePlanLines } from './plan-lines';
import { PlanList } from './plan-list';
import { PlanNotes } from './plan-notes';
import { planHeights } from './plan-row';
import { RunDialog } from './run-dialog';
import { useLeftOut } from './use-left-out';
import { usePlanPage } from './use-plan-page';

const useStyles = makeStyles({
  top: { padding: '28px 36px 0', flexShrink: 0, [narrow]: { padding: '20px 24px 0' } },
  width: { maxWidth: '1120px' },
  note: { marginTop: '16px' },
  bar: { maxWidth: '560px', marginTop: '20px' },
  cancel: { marginTop: '16px' },
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px', marginTop: '16px' },
  find: { width: '200px', marginLeft: 'auto' },
  quiet: {
    padding: '20px 36px',
    color: tokens.colorNeutralForeground2,
    flexGrow: 1,
    [narrow]: { padding: '20px 24px' },
  },
  none: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', marginTop: '28px' },
  see: { margin: 0, fontSize: '16px', lineHeight: '22px', fontWeight: tokens.fontWeightSemibold },
  text: { color: tokens.colorNeutralForeground2, marginTop: '4px' },
  everyone: { margin: '8px 0 8px -8px' },
  inStep: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    marginTop: '20px',
    fontWeight: tokens.fontWeightSemibold,
  },
});

const oldAfterMs = 15 * 60_000;

/** What will happen next? */
export function PlanPage(props: PageProps) {
  const styles = useStyles();
  const { job, query } = props;
  const state = useJobState(job);
  const { known, changedSince, planning, problem, make, cancel } = usePlanPage(job);
  const [everyone, setEveryone] = useState(false);
  const [picked, setPicked] = useState<PlanGroup | null>(null);
  const [text, setText] = useState('');
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<ProblemWords | null>(null);
  const [toHold, setToHold] = useState<PlanRow | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const now = useNow();
  const announce = useAnnounce();
  const say = useFeedback();
  const labelOf = useAttributeLabels(state?.profileId ?? null);
  const run = useCommand('plan.run');
  const write = useCommand('plan.export');
  const copy = useCommand('app.copyText');

  const summary = planning === null ? (known.value?.summary ?? null) : null;
  const review = known.value?.review ?? null;
  const since = { people: changedSince, rules: known.value?.since.rules ?? false };
  const only = picked !== null && summary !== null && countOfGroup(summary, picked) > 0 ? picked : null;
  const lines = usePlanLines(job, summary, only, text.trim());
  const leftOut = useLeftOut(job, summary?.madeAt ?? null);
  // The clock of the page moves once a minute: a plan made just now is not older than it.
  const isOld = summary !== null && Math.max(now, Date.now()) - Date.parse(summary.madeAt) > oldAfterMs;
  const isOutOfDate = since.rules || since.people > 0 || isOld;
  const isRunning = state?.condition.kind === 'running';

  const plan = useCallback(
    (full: boolean) => {
      setRefused(null);
      announce(planWords.planning);
      make(full);
    },
    [make, announce],
  );
  const again = useCallback(() => plan(everyone), [plan, everyone]);
  const act = useProblemAction(job, again);

  // After a changed mapping was saved the plan is what is wanted, and it writes nothing.
  const wanted = query.get('make') !== null;
  useEffect(() => {
    if (!wanted) return;
    replaceAddress(addressOf(job, 'plan'));
    plan(false);
  }, [wanted, job, plan]);

  // Cancel and Make a plan give way to each other: the keyboard stays where they were.
  const kind = planning !== null ? 'planning' : summary !== null ? 'made' : 'none';
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    if (document.activeElement !== document.body) return;
    const place = kind === 'made' ? '[role="treegrid"] [tabindex="0"]' : 'button';
    (area.current?.querySelector<HTMLElement>(place) ?? document.querySelector<HTMLElement>('h1[tabindex]'))?.focus();
  }, [kind]);

  const amounts = summary === null ? {} : amountsOf(summary, leftOut.people);
  const changes = Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
  const nothingToDo = summary !== null && changesOf(summary) === 0;
  const whyNot = isRunning
    ? planWords.whyNotRun.running
    : isOutOfDate
      ? planWords.whyNotRun.old
      : nothingToDo && review === null && summary.counts.link === 0
        ? planWords.whyNotRun.nothing
        : null;
  const askRun = () => {
    if (summary !== null && whyNot === null) setAsking(true);
  };
  const runIt = async () => {
    if (run.running) return;
    setRefused(null);
    const reply = await run.run({ job, leaveOut: [...leftOut.people.keys()] });
    const refusal = reply.ok ? reply.value.problem : reply.error;
    if (refusal !== null) return setRefused(refusal);
    announce(planWords.started);
    navigate(addressOf(job, 'overview'));
  };
  const exportAs = async (format: 'csv' | 'json') => {
    const reply = await write.run({ job, format });
    if (!reply.ok) setRefused(reply.error);
    else if (reply.value.file !== null) say(planWords.exported(reply.value.entries), reply.value.file);
  };
  const copyRow = async (row: PlanRow, group: PlanGroup) => {
    const reply = await copy.run({ text: planRowAsText(row, group) });
    if (reply.ok) announce(planWords.copied);
    else setRefused(reply.error);
  };
  const toggleLeftOut = (row: PlanRow, group: PlanGroup) => {
    const isOut = leftOut.toggle(row.sourceId, row.status === 'held' ? 'skipped' : group);
    announce(isOut ? planWords.leftOutNow(row.name) : planWords.putBackNow(row.name));
  };

  useKeys({
    F5: () => (planning === null ? again() : undefined),
    'Ctrl+Enter': () => (kind === 'none' ? plan(everyone) : askRun()),
    '/': () => search.current?.focus(),
    '*': () => lines.openAll(),
  });

  const last = state?.lastCycle ?? null;
  const took =
    last?.finishedAt == null || state?.people.directory === 0
      ? null
      : Date.parse(last.finishedAt) - Date.parse(last.startedAt);
  const error = problem ?? (asking ? null : refused);

  return (
    <>
      <div className={styles.top} ref={area}>
        <div className={styles.width}>
          <PageHeading
            title={pageTitles.plan}
            line={summary === null ? planWords.noPlanLine : planWords.line(summary)}
            actions={
              summary === null ? undefined : (
                <Button icon={<ArrowClockwise16Regular />} disabledFocusable={isRunning} onClick={again}>
                  {planWords.again}
                </Button>
              )
            }
          />
          {error === null ? null : (
            <div className={styles.note} role="alert">
              <ProblemNote level={2} words={error} onAction={act} />
              <p className={styles.text}>{planWords.nothingWritten}</p>
            </div>
          )}
          {planning !== null ? (
            <div className={styles.bar}>
              <Field
                validationState="none"
                validationMessage={planWords.planned(planning.done, planning.expected)}
                label={planWords.planning}
              >
                <ProgressBar
                  thickness="large"
                  max={Math.max(planning.expected, 1)}
                  value={Math.min(planning.done, Math.max(planning.expected, 1))}
                />
              </Field>
              <Button className={styles.cancel} onClick={cancel}>
                {planWords.cancel}
              </Button>
            </div>
          ) : null}
          {summary === null ? null : (
            <PlanNotes summary={summary} since={since} isOld={isOld} onAgain={isRunning ? null : again} />
          )}
          {kind === 'none' && known.value !== null ? (
            <div className={styles.none}>
              <h2 className={styles.see}>{review === null ? planWords.see : planWords.reviews[review]}</h2>
              <p className={styles.text}>{planWords.seeText(took, state?.people.directory ?? 0)}</p>
              <Checkbox
                className={styles.everyone}
                label={planWords.checkEveryone}
                checked={everyone}
                onChange={(_, data) => setEveryone(data.checked === true)}
              />
              <Button appearance="primary" disabledFocusable={isRunning} onClick={() => plan(everyone)}>
                {planWords.make}
              </Button>
            </div>
          ) : null}
          {kind === 'none' && known.value === null ? (
            known.error === null ? (
              <SkeletonRows rows={6} height={planHeights.person} />
            ) : (
              <div className={styles.note}>
                <QueryProblem level={2} words={known.error} onTryAgain={known.refresh} />
              </div>
            )
          ) : null}
          {nothingToDo ? (
            <p className={styles.inStep}>
              <StateIcon state="calm" size={20} />
              {countOfGroup(summary, 'skipped') === 0 && summary.held === 0
                ? planWords.nothing
                : planWords.nothingForOthers}
            </p>
          ) : null}
          {summary === null || planGroups.every((group) => countOfGroup(summary, group) === 0) ? null : (
            <div className={styles.filters}>
              <ChoiceChips<PlanGroup | null>
                label={planWords.chipsLabel}
                chips={[
                  { value: null, label: planWords.allChanges(changesOf(summary) + summary.held) },
                  ...planGroups
                    .filter((group) => countOfGroup(summary, group) > 0)
                    .map((group) => ({ value: group, label: planWords.chip(group, countOfGroup(summary, group)) })),
                ]}
                chosen={only}
                onChoose={(group) => setPicked(only === group ? null : group)}
              />
              <Input
                input={{ ref: search }}
                className={styles.find}
                type="search"
                contentBefore={<Search16Regular aria-hidden="true" />}
                aria-label={planWords.find}
                placeholder={planWords.find}
                value={text}
                onChange={(_, data) => setText(data.value.slice(0, 200))}
              />
            </div>
          )}
          {lines.problem === null || summary === null ? null : (
            <div className={styles.note}>
              <QueryProblem level={2} words={lines.problem} onTryAgain={lines.retry} />
            </div>
          )}
        </div>
      </div>
      {summary === null ? (
        <div className={styles.quiet} />
      ) : lines.total === null ? (
        <div className={styles.quiet}>
          <SkeletonRows rows={6} height={planHeights.person} />
        </div>
      ) : lines.total === 0 ? (
        <div className={styles.quiet}>
          {text.trim() === '' ? null : (
            <>
              <p>{planWords.noMatch(text.trim())}</p>
              <Button
                className={styles.cancel}
                onClick={() => {
                  setText('');
                  search.current?.focus();
                }}
              >
                {planWords.clear}
              </Button>
            </>
          )}
        </div>
      ) : (
        <PlanList
          lines={lines}
          total={lines.total}
          isLeftOut={(id) => leftOut.people.has(id)}
          labelOf={labelOf}
          onLeaveOut={toggleLeftOut}
          onHold={setToHold}
          onCopy={(row, group) => void copyRow(row, group)}
        />
      )}
      {summary === null ? null : (
        <PlanFoot
          summary={summary}
          leftOut={leftOut.people.size}
          exporting={write.running}
          whyNot={whyNot}
          onExport={(format) => void exportAs(format)}
          onRun={askRun}
        />
      )}
      {toHold === null ? null : (
        <HoldDialog
          job={job}
          person={{ id: toHold.sourceId, name: toHold.name }}
          onClose={() => setToHold(null)}
          onHeld={known.refresh}
        />
      )}
      {asking && summary !== null ? (
        <RunDialog
          summary={summary}
          amounts={amounts}
          changes={changes}
          leftOut={leftOut.people.size}
          review={review}
          running={run.running}
          problem={refused}
          onRun={() => void runIt()}
          onClose={() => {
            setAsking(false);
            setRefused(null);
          }}
        />
      ) : null}
    </>
  );
}
