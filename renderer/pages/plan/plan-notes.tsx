import { Button, makeStyles } from '@fluentui/react-components';
import type { PlanSummary } from '../../../shared/ipc/contract';
import { Note } from '../../parts/problem-note';
import { planWords } from '../../words/plan';

const useStyles = makeStyles({ note: { marginTop: '16px' } });

/** What is to be known before it is run: removals over the limit, and what has changed since. */
export function PlanNotes(props: {
  readonly summary: PlanSummary;
  readonly since: { readonly people: number; readonly rules: boolean };
  readonly isOld: boolean;
  readonly onAgain: (() => void) | null;
}) {
  const styles = useStyles();
  const { summary, since, onAgain } = props;
  const outOfDate = since.rules
    ? planWords.rulesChanged
    : since.people > 0
      ? planWords.changed(since.people)
      : props.isOld
        ? planWords.old
        : null;
  return (
    <>
      {outOfDate === null ? null : (
        <Note
          intent="info"
          className={styles.note}
          title={outOfDate}
          actions={onAgain === null ? undefined : <Button onClick={onAgain}>{planWords.again}</Button>}
        />
      )}
      {summary.overThreshold && summary.threshold !== null ? (
        <Note intent="warning" className={styles.note} title={planWords.over(summary)} />
      ) : summary.held > 0 ? (
        <Note intent="warning" className={styles.note} title={planWords.heldBefore(summary.held)} />
      ) : null}
    </>
  );
}
