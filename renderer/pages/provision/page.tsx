import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowClockwise16Regular, ArrowLeft16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { PersonView, SightStepView, SightView } from '../../../shared/ipc/contract';
import type { StepName } from '../../../shared/log/log-row';
import { useAttributeLabels } from '../../bridge/attribute-labels';
import { useJobs } from '../../bridge/jobs';
import { useQuery } from '../../bridge/query';
import { type DrawnStep, FourSteps } from '../../parts/four-steps';
import { PageBody } from '../../parts/page-body';
import { PageHeading } from '../../parts/page-heading';
import { Note, ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { useAnnounce } from '../../shell/announcer';
import { useKeys } from '../../shell/keys';
import { useProblemAction } from '../../shell/problem-action';
import { addressOf } from '../../shell/route';
import { navigateGuarded, replaceAddress } from '../../shell/router';
import { stepWords } from '../../words/log';
import { provisionWords, writeLabel } from '../../words/provision';
import { duration } from '../../words/times';
import type { PageProps } from '../page-props';
import { ChangesTable } from './changes-table';
import { ChoosePerson } from './choose-person';
import { StepFacts } from './step-facts';
import { useSight } from './use-sight';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: '8px', marginBottom: '8px' },
  choice: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '16px' },
  width: { maxWidth: '760px' },
  note: { marginTop: '16px' },
  steps: { marginTop: '24px' },
  hint: { marginTop: '24px', color: tokens.colorNeutralForeground3 },
  sent: { marginTop: '2px', marginLeft: '32px', color: tokens.colorNeutralForeground2 },
  ending: { outlineStyle: 'none' },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '16px' },
});

const order: readonly StepName[] = ['import', 'scope', 'match', 'action'];

const drawn: Readonly<Record<SightStepView['state'], DrawnStep['status']>> = {
  passed: 'success',
  failed: 'failure',
  skipped: 'skipped',
  attention: 'warning',
  'not-reached': 'notReached',
  waiting: 'waiting',
  running: 'running',
  waits: 'waits',
};

type Shown = DrawnStep & Pick<SightStepView, 'facts' | 'durationMs'>;

/** The steps before there is a sight: those behind the one under way are passed, those before it wait. */
function stepsUnderWay(step: StepName | null, begun: boolean): readonly Shown[] {
  const at = step === null ? 0 : order.indexOf(step);
  return order.map((name, index) => ({
    step: name,
    status: !begun ? 'waiting' : index < at ? 'success' : index === at ? 'running' : 'waiting',
    text: '',
    facts: [],
    durationMs: null,
  }));
}

const stepsOf = (sight: SightView, writing: boolean): readonly Shown[] =>
  sight.steps.map(({ step, state, text, facts, durationMs }) => ({
    step,
    status: writing && step === 'action' ? 'running' : drawn[state],
    text: writing && step === 'action' ? provisionWords.writing : text,
    facts,
    durationMs,
  }));

/** Takes one person through the four steps, watching; the fourth waits for the admin. */
export function ProvisionPage({ job, path }: PageProps) {
  const styles = useStyles();
  const [personId = null] = path;
  const { jobs } = useJobs();
  const state = jobs?.find((known) => known.job === job) ?? null;
  const labelOf = useAttributeLabels(state?.profileId ?? null);
  const { sight, error, doing, step, stale, look, write } = useSight(job, personId);
  const act = useProblemAction(job, look);
  const announce = useAnnounce();

  // Who is meant is known from the search, or from what was seen; an address alone is looked up.
  const [picked, setPicked] = useState<PersonView | null>(null);
  const known = picked?.id === personId ? picked : sight !== null && sight.name !== '' ? nameOf(sight) : null;
  const lookedUp = useQuery(
    'people.search',
    personId !== null && known === null ? { job, text: personId, limit: 1 } : null,
  );
  const found = lookedUp.value?.people.find(({ id }) => id === personId) ?? null;
  const chosen = personId === null ? null : (known ?? found ?? { id: personId, name: personId, mail: '' });

  const isRunning = state?.condition.kind === 'running' && doing !== 'nothing';
  const canWrite = sight?.token != null && doing === 'nothing';

  const ending = useRef<HTMLDivElement>(null);
  const wrote = useRef(false);
  const action = sight?.steps.find((one) => one.step === 'action') ?? null;
  const said = sight === null || action === null ? null : `${stepWords.names.action}: ${action.text}`;
  useEffect(() => {
    if (doing === 'writing') wrote.current = true;
    if (doing !== 'nothing' || said === null) return;
    announce(said);
    // The button that was pressed is gone; the focus goes to what came of it.
    if (wrote.current) ending.current?.focus();
    wrote.current = false;
  }, [doing, said, announce]);

  useKeys({
    F5: () => {
      if (personId !== null && doing === 'nothing') look();
    },
    'Ctrl+Enter': () => {
      if (canWrite) write();
    },
  });

  const below = (shown: Shown) => (
    <>
      {shown.facts.length === 0 ? null : <StepFacts title={provisionWords.facts[shown.step]} facts={shown.facts} />}
      {shown.step === 'action' && sight !== null ? (
        <div ref={ending} tabIndex={-1} className={styles.ending}>
          {sight.changes.length === 0 ? null : <ChangesTable sight={sight} labelOf={labelOf} />}
          {sight.token === null || sight.done ? null : (
            <div className={styles.actions}>
              <Button appearance="primary" disabledFocusable={doing !== 'nothing'} onClick={write}>
                {writeLabel(sight)}
              </Button>
              <Button
                appearance="subtle"
                disabledFocusable={doing !== 'nothing'}
                onClick={() => navigateGuarded(addressOf(job, 'people'))}
              >
                {provisionWords.notNow}
              </Button>
            </div>
          )}
          {sight.done ? (
            <div className={styles.actions}>
              <Button onClick={() => navigateGuarded(addressOf(job, 'people', [sight.personId]))}>
                {provisionWords.openPerson}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </>
  );

  return (
    <PageBody>
      <Link className={styles.back} href={addressOf(job, 'people')} appearance="subtle">
        <ArrowLeft16Regular aria-hidden="true" />
        {provisionWords.people}
      </Link>
      <PageHeading title={provisionWords.title} line={provisionWords.line} />
      <div className={styles.choice}>
        <ChoosePerson
          job={job}
          chosen={chosen}
          onChoose={(person) => {
            setPicked(person);
            replaceAddress(addressOf(job, 'provision', person === null ? [] : [person.id]));
          }}
        />
        {personId === null ? null : (
          <Button icon={<ArrowClockwise16Regular />} disabledFocusable={doing !== 'nothing'} onClick={look}>
            {provisionWords.again}
          </Button>
        )}
      </div>
      {isRunning ? (
        <div className={mergeClasses(styles.note, styles.width)}>
          <Note intent="info">{provisionWords.running}</Note>
        </div>
      ) : null}
      {stale && sight !== null ? (
        <div className={mergeClasses(styles.note, styles.width)} role="alert">
          <Note intent="warning" title={provisionWords.stale(sight.name)}>
            {provisionWords.staleLine}
          </Note>
        </div>
      ) : null}
      {sight?.problem == null ? null : (
        <div className={mergeClasses(styles.note, styles.width)} role="alert">
          <ProblemNote words={sight.problem} onAction={act} />
        </div>
      )}
      {error !== null ? (
        <div className={mergeClasses(styles.note, styles.width)}>
          <QueryProblem level={2} words={error} onTryAgain={look} />
        </div>
      ) : personId === null ? (
        <p className={styles.hint}>{provisionWords.choose}</p>
      ) : (
        <section className={mergeClasses(styles.steps, styles.width)} aria-busy={doing !== 'nothing'}>
          <h2 className={styles.unseen}>{provisionWords.steps}</h2>
          <FourSteps
            roomy
            steps={sight === null ? stepsUnderWay(step, !isRunning) : stepsOf(sight, doing === 'writing')}
            aside={(shown) =>
              shown.status === 'waits'
                ? provisionWords.waitsForYou
                : shown.durationMs === null
                  ? null
                  : duration(shown.durationMs)
            }
            below={below}
          />
          {sight !== null && isOut(sight) ? <p className={styles.sent}>{provisionWords.nothingSent}</p> : null}
        </section>
      )}
    </PageBody>
  );
}

const nameOf = ({ personId, name, mail }: SightView) => ({ id: personId, name, mail });

const isOut = ({ steps }: SightView): boolean =>
  steps.some(({ step, state }) => step === 'scope' && state === 'skipped') &&
  steps.some(({ step, state }) => step === 'action' && state === 'not-reached');
