import { Button, DialogActions, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { ProblemNote } from '../../parts/problem-note';
import { useFeedback } from '../../shell/feedback';
import { safetyWords } from '../../words/safety';

const useStyles = makeStyles({
  form: { display: 'grid', rowGap: '8px', width: '100%', gridColumn: '1 / -1', flexGrow: 1 },
  title: { fontWeight: tokens.fontWeightSemibold },
  buttons: { display: 'flex', justifyContent: 'flex-end', columnGap: '8px' },
});

/** Puts one person of the list on hold, with the reason that whoever looks next will read. */
export function HoldForm(props: {
  readonly job: string;
  readonly person: { readonly sourceId: string; readonly name: string };
  readonly onCancel: () => void;
  readonly onHeld: () => void;
}) {
  const styles = useStyles();
  const { sourceId, name } = props.person;
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const put = useCommand('holds.put');
  const say = useFeedback();
  const go = async () => {
    const reply = await put.run({ job: props.job, personId: sourceId, reason });
    const refused = reply.ok ? reply.value.problem : reply.error;
    setProblem(refused);
    if (refused !== null) return;
    say(safetyWords.isOnHold(name), safetyWords.isOnHoldDetail);
    props.onHeld();
  };
  return (
    <DialogActions fluid>
      <div className={styles.form}>
        <div className={styles.title}>{safetyWords.holdTitle(name)}</div>
        <Field label={safetyWords.holdWhy}>
          <Input
            autoFocus
            maxLength={500}
            value={reason}
            onChange={(_, data) => setReason(data.value)}
            onKeyDown={(event) => (event.key === 'Enter' ? void go() : undefined)}
          />
        </Field>
        {problem === null ? null : (
          <div role="alert">
            <ProblemNote words={problem} />
          </div>
        )}
        <div className={styles.buttons}>
          <Button onClick={props.onCancel}>{safetyWords.cancel}</Button>
          <Button disabledFocusable={put.running} onClick={() => void go()}>
            {safetyWords.holdGo}
          </Button>
        </div>
      </div>
    </DialogActions>
  );
}
