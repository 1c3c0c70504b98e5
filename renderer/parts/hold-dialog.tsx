import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { useCommand } from '../bridge/command';
import { useFeedback } from '../shell/feedback';
import { useFocusBack } from '../shell/focus-back';
import { holdWords } from '../words/hold';
import { ProblemNote } from './problem-note';

const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  line: { color: tokens.colorNeutralForeground2, marginBottom: '16px' },
  problem: { marginTop: '16px' },
});

/** Puts somebody on hold, with the reason for whoever looks next. */
export function HoldDialog(props: {
  readonly job: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onHeld: () => void;
}) {
  const styles = useStyles();
  const { job, person } = props;
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const put = useCommand('holds.put');
  const say = useFeedback();
  useFocusBack();
  const hold = async () => {
    const reply = await put.run({ job, personId: person.id, reason: reason.trim() });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused !== null) return setProblem(refused);
    say(holdWords.held(person.name));
    props.onHeld();
    props.onClose();
  };
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface
        className={styles.surface}
        onKeyDown={(event) => (event.key === 'Escape' ? props.onClose() : undefined)}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void hold();
          }}
        >
          <DialogBody>
            <DialogTitle>{holdWords.title}</DialogTitle>
            <DialogContent>
              <p className={styles.line}>{holdWords.line(person.name)}</p>
              <Field label={holdWords.why}>
                <Input autoFocus value={reason} maxLength={500} onChange={(_, data) => setReason(data.value)} />
              </Field>
              {problem === null ? null : (
                <div role="alert" className={styles.problem}>
                  <ProblemNote words={problem} level={3} />
                </div>
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={props.onClose}>{holdWords.cancel}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={put.running}>
                {holdWords.put}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
