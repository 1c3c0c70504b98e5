import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  useId,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import type { PlanSummary, ProblemWords } from '../../../shared/ipc/contract';
import { ProblemNote } from '../../parts/problem-note';
import { type PlanGroup, planWords, runSentence } from '../../words/plan';
import { times } from '../../words/times';

const useStyles = makeStyles({
  surface: { maxWidth: '520px', maxHeight: 'calc(100vh - 48px)' },
  body: { maxHeight: 'calc(100vh - 96px)' },
  line: { marginTop: '8px' },
  problem: { marginTop: '16px' },
});

/** Asks once more before the plan is run, in the words of what it does; the focus starts on Cancel. */
export function RunDialog(props: {
  readonly summary: PlanSummary;
  /** What is carried out of each group, without those left out. */
  readonly amounts: Readonly<Partial<Record<PlanGroup, number>>>;
  readonly changes: number;
  readonly leftOut: number;
  readonly review: 'first' | 'changed' | null;
  readonly running: boolean;
  readonly problem: ProblemWords | null;
  readonly onRun: () => void;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { summary, review } = props;
  const cancel = useId('cancel');
  useEffect(() => document.getElementById(cancel)?.focus(), [cancel]);
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface
        className={styles.surface}
        onKeyDown={(event) => (event.key === 'Escape' ? props.onClose() : undefined)}
      >
        <DialogBody className={styles.body}>
          <DialogTitle>{planWords.runTitle}</DialogTitle>
          <DialogContent>
            <p>{planWords.runText(runSentence(props.amounts), times.clock(Date.parse(summary.madeAt)))}</p>
            {props.leftOut > 0 ? <p className={styles.line}>{planWords.runLeftOut(props.leftOut)}</p> : null}
            {summary.held > 0 ? <p className={styles.line}>{planWords.runHeld(summary.held)}</p> : null}
            {review === null ? null : (
              <p className={styles.line}>{review === 'first' ? planWords.runApprovesFirst : planWords.runApproves}</p>
            )}
            {props.problem === null ? null : (
              <div role="alert" className={styles.problem}>
                <ProblemNote words={props.problem} />
              </div>
            )}
          </DialogContent>
          <DialogActions>
            <Button id={cancel} onClick={props.onClose}>
              {planWords.cancel}
            </Button>
            <Button appearance="primary" disabledFocusable={props.running} onClick={props.onRun}>
              {planWords.runNow(props.changes)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
