import { Button } from '@fluentui/react-components';
import type { Explanation } from '../../../shared/explain/explanation';
import type { KnownPerson } from '../../../shared/ipc/contract';
import { Note } from '../../parts/problem-note';
import { useProblemAction } from '../../shell/problem-action';
import { personWords } from '../../words/people';
import { problemActionLabels } from '../../words/problem-actions';
import { times } from '../../words/times';

/** The one thing that is wrong, with its cure: a hold, a failure that is tried again, a problem. None for who is in step. */
export function PersonBar(props: {
  readonly job: string;
  readonly className: string;
  readonly person: KnownPerson | null;
  readonly explanation: Explanation | null;
  readonly hold: { readonly reason: string; readonly since: string } | null;
  readonly busy: boolean;
  readonly now: number;
  readonly onRelease: () => void;
  readonly onRetry: () => void;
}) {
  const { person, explanation, hold, now } = props;
  const act = useProblemAction(props.job, props.onRetry);
  if (hold !== null)
    return (
      <div className={props.className}>
        <Note
          intent="info"
          title={personWords.onHold(times.moment(Date.parse(hold.since), now), hold.reason)}
          actions={
            <Button disabledFocusable={props.busy} onClick={props.onRelease}>
              {personWords.release}
            </Button>
          }
        >
          {personWords.onHoldMeans}
        </Note>
      </div>
    );
  const problem = explanation === null ? (person?.problem ?? null) : explanation.problem;
  const escrow =
    explanation?.escrow ??
    (person === null || person.nextTryAt === null || person.attempts === 0
      ? null
      : { attempts: person.attempts, nextTryAt: person.nextTryAt });
  if (problem === null && escrow === null) return null;
  const tries =
    escrow === null ? '' : personWords.escrow(escrow.attempts, times.dayAt(Date.parse(escrow.nextTryAt), now));
  const action = problem?.action ?? null;
  return (
    <div className={props.className}>
      <Note
        intent={escrow === null ? 'warning' : 'error'}
        title={problem?.title ?? tries}
        actions={
          escrow !== null ? (
            <Button disabledFocusable={props.busy} onClick={props.onRetry}>
              {personWords.retryNow}
            </Button>
          ) : action === null ? undefined : (
            <Button onClick={() => act(action, person?.id ?? null)}>{problemActionLabels[action]}</Button>
          )
        }
      >
        {problem === null ? personWords.triedBefore : `${problem.meaning} ${problem.nextStep} ${tries}`.trim()}
      </Note>
    </div>
  );
}
