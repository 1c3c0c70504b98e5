import {
  ArrowRight16Regular,
  Building20Regular,
  Filter16Regular,
  PauseCircle16Regular,
  PlugDisconnected20Regular,
} from '@fluentui/react-icons';
import type { JobState } from '../../../shared/health/job-state';
import { useNow } from '../../parts/now';
import { Seam } from '../../parts/seam';
import { TargetIcon } from '../../parts/target-icon';
import { overviewWords } from '../../words/overview';
import { times } from '../../words/times';

/** Source, stitches and target of this job; the stitches are cut when nothing goes through. */
export function JobSeam(props: { readonly state: JobState }) {
  const { condition, people, readAt, targetAnswersInMs, targetName, profileId } = props.state;
  const now = useNow();
  const running = condition.kind === 'running';
  const stopped = condition.kind === 'quarantined' ? condition.problem.kind : null;
  const targetBad = stopped?.startsWith('target-') ?? false;
  const sourceBad = stopped?.startsWith('source-') ?? false;
  const before = condition.kind === 'review-pending' || condition.kind === 'not-set-up';
  const cut = stopped !== null || before || ['keychain-locked', 'offline', 'paused'].includes(condition.kind);

  const read =
    readAt === null
      ? overviewWords.peopleNotRead(people.directory)
      : overviewWords.peopleRead(people.directory, times.ago(Date.parse(readAt), now));
  const linked = overviewWords.linked(people.linked);
  const answers = targetBad
    ? stopped === 'target-unauthorized'
      ? overviewWords.refusesToken
      : overviewWords.refusesUs
    : targetAnswersInMs === null
      ? null
      : overviewWords.answersIn(targetAnswersInMs);

  return (
    <Seam
      source={{ icon: <Building20Regular />, name: overviewWords.source, fact: read, bad: sourceBad }}
      target={{
        icon: targetBad ? <PlugDisconnected20Regular /> : <TargetIcon profileId={profileId} />,
        name: targetName,
        fact: answers === null ? linked : `${linked} · ${answers}`,
        bad: targetBad,
      }}
      between={
        cut
          ? before
            ? overviewWords.nothingSentYet
            : overviewWords.nothingSent
          : condition.kind === 'running' && props.state.lastCycle === null
            ? overviewWords.inScopeSoFar(condition.progress.counts.inScope)
            : overviewWords.inScope(people.inScope, Math.max(0, people.directory - people.inScope))
      }
      icon={
        cut ? (
          <PauseCircle16Regular aria-hidden="true" />
        ) : running ? (
          <ArrowRight16Regular aria-hidden="true" />
        ) : (
          <Filter16Regular aria-hidden="true" />
        )
      }
      cut={cut}
    />
  );
}
