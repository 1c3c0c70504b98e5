import { Button, Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { proposedThreshold } from '../../../shared/guard/deletion-threshold';
import type { PlanSummary, ProblemWords } from '../../../shared/ipc/contract';
import { consentPage } from '../../../shared/settings/consent-page';
import { call } from '../../bridge/bridge';
import { useQuery } from '../../bridge/query';
import { ChoiceChips } from '../../parts/choice-chips';
import { Note, ProblemNote } from '../../parts/problem-note';
import { StateIcon } from '../../parts/state-icon';
import { useAnnounce } from '../../shell/announcer';
import { useKeys } from '../../shell/keys';
import { addressOf, setupAddress } from '../../shell/route';
import { navigate } from '../../shell/router';
import { times } from '../../words/times';
import { wizardWords } from '../../words/wizard';
import { PlanNumbers } from './plan-numbers';
import { PlanTable } from './plan-table';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';
import { type PlanFilter, usePlan, usePlanRows } from './use-plan';
import { useStepCure } from './use-step-cure';

const useStyles = makeStyles({
  place: { outlineStyle: 'none' },
  bar: { maxWidth: '560px', marginTop: '4px' },
  cancel: { marginTop: '16px' },
  note: { marginTop: '16px' },
  chips: { marginTop: '18px' },
  said: { marginTop: '14px', color: tokens.colorNeutralForeground2 },
  none: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    '&:not(:first-child)': { marginTop: '20px' },
    fontWeight: tokens.fontWeightSemibold,
  },
  line: { display: 'block' },
  again: { display: 'flex', gap: '8px', marginTop: '16px' },
});

const words = wizardWords.review;
const mappingStep = 5;
/** What takes access away comes first. */
const order = ['delete', 'disable', 'create', 'update', 'enable', 'link', 'skipped'] as const;
type Chip = (typeof order)[number];

const countOf = (summary: PlanSummary, chip: Chip): number =>
  chip === 'skipped' ? summary.counts.skipped + summary.counts.failed : summary.counts[chip];

const writes = ({ counts }: PlanSummary): number =>
  counts.create + counts.update + counts.enable + counts.disable + counts.delete;

const accountsAfter = ({ counts }: PlanSummary): number =>
  counts.create + counts.update + counts.enable + counts.link + counts.unchanged;

/** Whether the button under this problem makes another plan. */
const plansAgain = ({ action }: ProblemWords): boolean =>
  action === 'try-again' || action === 'test-again' || action === 'make-plan' || action === 'unlock-keychain';

/** Everything the first cycle would do, before it does anything. */
export function ReviewPlan(props: StepProps) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { keep } = props.keeper;
  const { job, source, safety } = props.keeper.connection;
  const { plan, make, cancel } = usePlan(job);
  useKeys({ F5: make });
  const [starting, setStarting] = useState(false);
  const [refused, setRefused] = useState<ProblemWords | null>(null);
  const made = plan.kind === 'made' ? plan.summary : null;

  useEffect(() => {
    if (plan.kind === 'planning') announce(words.planning);
  }, [plan.kind, announce]);

  // Cancel and Make a plan give way to each other: the keyboard stays where they were.
  const place = useRef<HTMLDivElement>(null);
  const acted = useRef(false);
  const { kind } = plan;
  useEffect(() => {
    if (!acted.current || document.activeElement !== document.body) return;
    if (kind === 'made') place.current?.focus();
    else place.current?.querySelector('button')?.focus();
  }, [kind]);
  const act = (does: () => void) => () => {
    acted.current = true;
    does();
  };

  const cure = useStepCure(job, act(make));
  const start = async () => {
    if (starting) return;
    setStarting(true);
    setRefused(null);
    const reply = await call('cycle.start', { job, full: true, approve: true });
    setStarting(false);
    const problem = reply.ok ? reply.value.problem : reply.error;
    if (problem !== null) return setRefused(problem);
    navigate(addressOf(job, 'overview'));
  };
  const labelOf = (path: string): string =>
    props.profile?.attributes.find((attribute) => attribute.path === path)?.label ?? path;
  const limit = safety.deletionThreshold;
  const accounts = made === null ? 0 : accountsAfter(made);
  // A limit that no cycle can reach protects nobody.
  const holdsNone = limit !== null && accounts > 1 && limit >= accounts;
  const lower = async () => {
    const proposed = proposedThreshold(accounts);
    const problem = await keep('safety', { ...safety, deletionThreshold: proposed });
    setRefused(problem);
    if (problem !== null) return;
    place.current?.focus();
    announce(words.limitKept(proposed));
  };
  const nothingToDo = made !== null && writes(made) === 0 && made.counts.link === 0;

  return (
    <StepSheet
      title={words.title}
      lead={words.lead}
      onBack={props.onBack}
      onSaveAndClose={props.onSaveAndClose}
      {...(made === null ? {} : { note: words.made(times.clock(Date.parse(made.madeAt)), made.people) })}
      next={{
        label: nothingToDo ? words.finish : words.start,
        reason: plan.kind === 'none' ? words.needsPlan : plan.kind === 'planning' ? words.waits : null,
        busy: starting,
        onClick: () => void start(),
      }}
    >
      <div ref={place} tabIndex={-1} className={styles.place}>
        {plan.kind === 'planning' ? (
          <div className={styles.bar}>
            <Field
              validationState="none"
              validationMessage={words.planned(plan.done, plan.expected)}
              label={words.planning}
            >
              <ProgressBar
                thickness="large"
                max={Math.max(plan.expected, 1)}
                value={Math.min(plan.done, Math.max(plan.expected, 1))}
              />
            </Field>
            <Button className={styles.cancel} onClick={act(cancel)}>
              {words.cancel}
            </Button>
          </div>
        ) : null}
        {plan.kind === 'none' ? (
          <>
            {plan.problem === null ? (
              <p>{words.cancelled}</p>
            ) : (
              <div role="alert">
                <ProblemNote words={plan.problem} onAction={cure} consentPage={consentPage(source)} />
                <p className={styles.said}>{words.nothingWritten}</p>
              </div>
            )}
            {plan.problem !== null && plansAgain(plan.problem) ? null : (
              <div className={styles.again}>
                <Button onClick={act(make)}>{plan.problem === null ? words.make : words.again}</Button>
              </div>
            )}
          </>
        ) : null}
        {made === null ? null : (
          <MadePlan job={job} summary={made} nothingToDo={nothingToDo} labelOf={labelOf}>
            {holdsNone && limit !== null ? (
              <Note
                intent="warning"
                className={styles.note}
                title={words.holdsNone(limit, accounts)}
                actions={<Button onClick={() => void lower()}>{words.holdAbove(proposedThreshold(accounts))}</Button>}
              >
                {words.holdsNoneText}
              </Note>
            ) : null}
          </MadePlan>
        )}
      </div>
      {refused === null ? null : (
        <div className={styles.note} role="alert">
          <ProblemNote words={refused} onAction={cure} consentPage={consentPage(source)} />
        </div>
      )}
    </StepSheet>
  );
}

function MadePlan(props: {
  readonly job: string;
  readonly summary: PlanSummary;
  readonly nothingToDo: boolean;
  readonly labelOf: (attribute: string) => string;
  /** What else is to be known before it starts. */
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const { job, summary } = props;
  const chips = order.filter((chip) => countOf(summary, chip) > 0);
  const [picked, setPicked] = useState<Chip | null>(null);
  const chip = picked !== null && chips.includes(picked) ? picked : (chips[0] ?? null);
  const { rows, total, problem, more } = usePlanRows(job, chip satisfies PlanFilter | null, summary.madeAt);
  const skipped = usePlanRows(job, countOf(summary, 'skipped') > 0 ? 'skipped' : null, summary.madeAt);
  const mapping = useQuery('mapping.get', { job });
  const matching = mapping.value?.mappings.find((one) => one.matchingPriority > 0)?.target ?? 'userName';
  const second = mapping.value?.mappings.find((one) => one.target === 'title')?.target;

  return (
    <>
      {props.nothingToDo && countOf(summary, 'skipped') === 0 ? null : <PlanNumbers summary={summary} />}
      {summary.overThreshold && summary.threshold !== null ? (
        <div className={styles.note}>
          <Note intent="warning" title={words.over(summary.counts.disable, summary.counts.delete, summary.threshold)} />
        </div>
      ) : null}
      {props.children}
      {skipped.rows.length === 0 ? null : (
        <div className={styles.note}>
          <Note
            intent="warning"
            title={words.skippedTitle(countOf(summary, 'skipped'))}
            actions={<Button onClick={() => navigate(setupAddress(job, mappingStep))}>{words.checkMapping}</Button>}
          >
            <SkippedPeople rows={skipped.rows} total={skipped.total} />
          </Note>
        </div>
      )}
      {props.nothingToDo ? (
        <p className={styles.none}>
          <StateIcon state="calm" size={20} />
          {words.nothing}
        </p>
      ) : null}
      {chips.length === 0 ? null : (
        <ChoiceChips
          className={styles.chips}
          label={words.chipsLabel}
          chips={chips.map((one) => ({ value: one, label: words.chip(words.chips[one], countOf(summary, one)) }))}
          chosen={chip}
          onChoose={setPicked}
        />
      )}
      {problem === null ? null : (
        <div className={styles.note}>
          <ProblemNote words={problem} />
        </div>
      )}
      {chip === 'link' ? <p className={styles.said}>{words.linkOnly(summary.counts.link)}</p> : null}
      {chip === null || rows.length === 0 ? null : (
        <PlanTable
          filter={chip}
          rows={rows}
          total={total}
          columns={second === undefined ? [matching] : [matching, second]}
          labelOf={props.labelOf}
          onMore={more}
        />
      )}
    </>
  );
}

const namedAtMost = 3;

/** "Siobhán Ní Bhriain: …", three at most; the chip has all of them. */
function SkippedPeople(props: {
  readonly rows: readonly { readonly sourceId: string; readonly name: string; readonly reason: string }[];
  readonly total: number;
}) {
  const styles = useStyles();
  const rest = props.total - Math.min(namedAtMost, props.rows.length);
  return (
    <>
      {props.rows.slice(0, namedAtMost).map((row) => (
        <span key={row.sourceId} className={styles.line}>
          <bdi>{row.name}</bdi>: {row.reason}
        </span>
      ))}
      {rest > 0 ? words.andMore(rest) : null}
    </>
  );
}
