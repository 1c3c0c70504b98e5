import { Button, makeStyles, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import type { JobState } from '../../../shared/health/job-state';
import type { HeldPerson, ProblemWords } from '../../../shared/ipc/contract';
import { type AdviceAction, adviseOn } from '../../../shared/log/advice';
import { useQuery } from '../../bridge/query';
import { useNow } from '../../parts/now';
import { Note } from '../../parts/problem-note';
import { type ProblemAction, useProblemAction } from '../../shell/problem-action';
import { cycleOf, overviewWords } from '../../words/overview';
import { problemActionLabels } from '../../words/problem-actions';
import { times } from '../../words/times';
import { HeldDialog } from './held-dialog';
import type { JobCommands } from './job-commands';
import { quarantineText } from './quarantine-text';

const useStyles = makeStyles({
  banners: { display: 'grid', gap: '10px', marginTop: '22px', ':empty': { display: 'none' } },
});

/** These are what "Try again" does already. */
const triesAgain: ReadonlySet<AdviceAction> = new Set(['try-again', 'test-again', 'unlock-keychain']);

/** Where the heading says what stands in the way, and has the cure beside it. */
const saidByHeading: ReadonlySet<JobState['condition']['kind']> = new Set(['keychain-locked', 'offline']);

/** What waits for the admin: a job that stopped, deletions that are held, a command that was refused. */
export function Banners(props: {
  readonly state: JobState;
  readonly commands: JobCommands;
  readonly held: readonly HeldPerson[];
  readonly limit: number | null;
  readonly percent: number | null;
  readonly onDecided: () => void;
}) {
  const styles = useStyles();
  const { state, commands, held, limit, percent } = props;
  const now = useNow();
  const [reviewing, setReviewing] = useState(false);
  const returnHere = useRestoreFocusTarget();
  const act = useProblemAction(state.job, commands.sync);
  return (
    <div className={styles.banners}>
      {commands.problem === null || saidByHeading.has(state.condition.kind) ? null : (
        <Refusal problem={commands.problem} commands={commands} onAction={act} />
      )}
      {state.condition.kind === 'quarantined' && commands.problem === null ? (
        <Quarantine state={state} commands={commands} onAction={act} />
      ) : null}
      {held.length === 0 ? null : (
        <Note
          intent="warning"
          title={overviewWords.heldTitle(held.length)}
          level={2}
          actions={
            <Button {...returnHere} onClick={() => setReviewing(true)}>
              {overviewWords.heldReview(held.length)}
            </Button>
          }
        >
          {overviewWords.heldLine(
            cycleOf(earliest(held), now),
            held.every((person) => person.action === 'delete') ? 'deleted' : 'disabled',
            held.length,
            limit,
            percent,
          )}
        </Note>
      )}
      {reviewing && held.length > 0 ? (
        <HeldDialog
          job={state.job}
          held={held}
          limit={limit}
          percent={percent}
          cycle={cycleOf(earliest(held), now)}
          onClose={() => setReviewing(false)}
          onDecided={props.onDecided}
        />
      ) : null}
    </div>
  );
}

/** Nothing was begun and nothing is in the log: what stood in the way, with its cure. */
function Refusal(props: {
  readonly problem: ProblemWords;
  readonly commands: JobCommands;
  readonly onAction: (action: ProblemAction) => void;
}) {
  const { problem, commands } = props;
  const { action } = problem;
  return (
    <div role="alert">
      <Note
        intent="error"
        title={problem.title}
        level={2}
        actions={
          <>
            <Button onClick={commands.dismiss}>{overviewWords.dismiss}</Button>
            {action === null ? null : (
              <Button
                appearance="primary"
                onClick={() => {
                  commands.dismiss();
                  props.onAction(action);
                }}
              >
                {problemActionLabels[action]}
              </Button>
            )}
          </>
        }
      >
        {problem.meaning} {problem.nextStep}
      </Note>
    </div>
  );
}

const earliest = (held: readonly HeldPerson[]): number => Math.min(...held.map((person) => Date.parse(person.since)));

function Quarantine(props: {
  readonly state: JobState;
  readonly commands: JobCommands;
  readonly onAction: (action: AdviceAction) => void;
}) {
  const { state, commands } = props;
  const now = useNow();
  const profiles = useQuery('profiles.list', {});
  if (state.condition.kind !== 'quarantined') return null;
  const { problem, since } = state.condition;
  const profile = profiles.value?.profiles.find((known) => known.id === state.profileId)?.advice ?? null;
  const advice = adviseOn(problem, { targetName: state.targetName, profile, personName: null });
  const cure = advice.action !== null && !triesAgain.has(advice.action) ? advice.action : null;
  return (
    <Note
      intent="error"
      title={overviewWords.quarantineSince(times.moment(Date.parse(since), now))}
      level={2}
      actions={
        <>
          <Button
            appearance={cure === null ? 'primary' : 'secondary'}
            disabledFocusable={commands.starting}
            onClick={commands.sync}
          >
            {overviewWords.tryAgain}
          </Button>
          {cure === null ? null : (
            <Button appearance="primary" onClick={() => props.onAction(cure)}>
              {problemActionLabels[cure]}
            </Button>
          )}
        </>
      }
    >
      {quarantineText(state, state.condition, advice, now)}
    </Note>
  );
}
