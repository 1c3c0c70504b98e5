import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeft16Regular, Flash16Regular, HandRight16Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { useAtMostEvery } from '../../bridge/at-most-every';
import { useCommand } from '../../bridge/command';
import { useJobState } from '../../bridge/jobs';
import { useLive } from '../../bridge/live';
import { useQuery } from '../../bridge/query';
import { EmptyState } from '../../parts/empty-state';
import { HoldDialog } from '../../parts/hold-dialog';
import { useNow } from '../../parts/now';
import { PageBody } from '../../parts/page-body';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { useFeedback } from '../../shell/feedback';
import { useHeadingFocus } from '../../shell/heading-focus';
import { useKeys } from '../../shell/keys';
import { addressOf } from '../../shell/route';
import { navigateGuarded } from '../../shell/router';
import { peopleWords, personWords } from '../../words/people';
import { windowTitle } from '../../words/shell';
import { AttributeTable } from './attribute-table';
import { PersonBar } from './person-bar';
import { PersonHistory } from './person-history';
import { WhyNot } from './why-not';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: '8px', color: tokens.colorNeutralForeground1 },
  head: { display: 'flex', alignItems: 'flex-start', gap: '16px', marginTop: '8px', minHeight: '56px' },
  who: { minWidth: 0, flexGrow: 1 },
  name: {
    fontSize: '24px',
    lineHeight: '32px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.01em',
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  line: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  actions: { display: 'flex', gap: '8px', flexShrink: 0, '& > button': { whiteSpace: 'nowrap' } },
  part: { marginTop: '28px' },
  note: { marginTop: '16px' },
});

/** Why is this person so? What is known at once, then both sides asked; asking writes nothing. */
export function PersonPage(props: { readonly job: string; readonly id: string }) {
  const styles = useStyles();
  const { job, id } = props;
  const now = useNow();
  const target = useJobState(job)?.targetName ?? '';
  const running = useJobState(job)?.condition.kind === 'running';
  const known = useQuery('person.get', { job, id });
  const checked = useQuery('person.explain', { job, id });
  const [holding, setHolding] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  /** Counts what was done here, so that the history asks again. */
  const [turn, setTurn] = useState(0);
  const release = useCommand('holds.release');
  const retry = useCommand('people.retryNow');
  const say = useFeedback();

  const person = known.value?.person ?? null;
  const explanation = checked.value?.explanation ?? null;
  const name = person?.name ?? explanation?.person.name ?? '';
  const heading = useRef<HTMLHeadingElement>(null);
  useHeadingFocus(heading, name);
  useEffect(() => {
    if (name !== '') document.title = windowTitle(name, target === '' ? null : target);
  }, [name, target]);

  const { refresh: askKnown } = known;
  const { refresh: askBoth } = checked;
  const lookAgain = useCallback(() => {
    askKnown();
    askBoth();
    setTurn((before) => before + 1);
  }, [askKnown, askBoth]);
  const look = useAtMostEvery(2000, () => {
    askKnown();
    setTurn((before) => before + 1);
  });
  useLive((event) => {
    if (event.kind === 'log.appended' && event.job === job) look();
  });
  // What a cycle did to this person is looked up once it is over.
  const wasRunning = useRef(running);
  useEffect(() => {
    if (wasRunning.current && !running) lookAgain();
    wasRunning.current = running;
  }, [running, lookAgain]);
  useKeys({ F5: lookAgain });

  const done = (refused: ProblemWords | null, words: string) => {
    setProblem(refused);
    if (refused === null && words !== '') say(words);
    lookAgain();
  };
  const letGo = async () => {
    const reply = await release.run({ job, personId: id });
    done(reply.ok ? reply.value.problem : reply.error, personWords.released(name));
  };
  const tryNow = async () => {
    const reply = await retry.run({ job, personIds: [id] });
    done(reply.ok ? reply.value.problem : reply.error, '');
  };

  const back = (
    <Link href={addressOf(job, 'people')} className={styles.back} appearance="subtle">
      <ArrowLeft16Regular aria-hidden="true" />
      {personWords.back}
    </Link>
  );
  const unread = known.value === null;
  if (unread && known.error !== null)
    return (
      <PageBody>
        {back}
        <div className={styles.note}>
          <QueryProblem level={1} words={known.error} onTryAgain={lookAgain} />
        </div>
      </PageBody>
    );
  const asking = checked.value === null && checked.error === null;
  if (name === '' && (unread || asking))
    return (
      <PageBody>
        {back}
        <SkeletonRows rows={6} height={52} heading />
      </PageBody>
    );
  if (name === '')
    return (
      <PageBody>
        <EmptyState
          heading={personWords.gone}
          text={personWords.goneLine}
          action={{ label: personWords.toPeople, run: () => navigateGuarded(addressOf(job, 'people')) }}
        />
      </PageBody>
    );

  const title = explanation?.person.title ?? person?.title ?? null;
  const mail = explanation?.person.mail ?? person?.mail ?? '';
  const scope = explanation?.scopeSentence ?? person?.scope ?? '';
  const hold = explanation?.hold ?? person?.hold ?? null;
  return (
    <PageBody>
      {back}
      <div className={styles.head}>
        <PersonCircle name={name} id={id} size={56} />
        <div className={styles.who}>
          <h1 ref={heading} tabIndex={-1} className={styles.name}>
            <PersonName name={name} />
          </h1>
          <p className={styles.line}>{personWords.line([mail, title ?? '', scope])}</p>
        </div>
        <div className={styles.actions}>
          {hold === null ? (
            <Button icon={<HandRight16Regular />} onClick={() => setHolding(true)}>
              {personWords.hold}
            </Button>
          ) : null}
          <Button
            appearance="primary"
            icon={<Flash16Regular />}
            onClick={() => navigateGuarded(addressOf(job, 'provision', [id]))}
          >
            {peopleWords.provisionNow}
          </Button>
        </div>
      </div>
      {problem === null ? null : (
        <div className={styles.note} role="alert">
          <ProblemNote level={2} words={problem} />
        </div>
      )}
      <PersonBar
        className={styles.note}
        job={job}
        person={person}
        explanation={explanation}
        hold={hold}
        busy={release.running || retry.running}
        now={now}
        onRelease={() => void letGo()}
        onRetry={() => void tryNow()}
      />
      <div className={styles.part}>
        <WhyNot
          explanation={explanation}
          problem={checked.error ?? checked.value?.problem ?? null}
          checking={checked.waiting}
          now={now}
          onAgain={lookAgain}
        />
      </div>
      {explanation === null ? null : (
        <div className={styles.part}>
          <AttributeTable explanation={explanation} job={job} />
        </div>
      )}
      <div className={styles.part}>
        <PersonHistory job={job} id={id} turn={turn} now={now} />
      </div>
      {holding ? (
        <HoldDialog job={job} person={{ id, name }} onClose={() => setHolding(false)} onHeld={lookAgain} />
      ) : null}
    </PageBody>
  );
}
