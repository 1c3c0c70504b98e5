import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons';
import { useId } from 'react';
import type { SecretState } from '../../../shared/ipc/contract';
import { connectionWords } from '../../words/connection';

const useStyles = makeStyles({
  label: { padding: '2px 0', marginBottom: '2px', color: tokens.colorNeutralForeground1 },
  line: { display: 'flex', alignItems: 'center', gap: '12px', minHeight: '32px' },
  state: {
    display: 'flex',
    gap: '6px',
    alignItems: 'center',
    color: tokens.colorNeutralForeground2,
    '& svg': { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  },
});

export type KeptState = 'set' | 'this-run-only' | 'from-variable';

export const isKept = (state: SecretState): state is KeptState =>
  state === 'set' || state === 'this-run-only' || state === 'from-variable';

/** In the place of a secret's field once it was saved: a sentence and the way to another one. */
export function KeptSecret(props: {
  readonly label: string;
  readonly state: KeptState;
  readonly onReplace: () => void;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <div>
      <div id={id} className={styles.label}>
        {props.label}
      </div>
      <div className={styles.line}>
        <span className={styles.state}>
          <CheckmarkCircle16Filled aria-hidden="true" />
          {props.state === 'set' ? connectionWords.secret.kept : connectionWords.secret.states[props.state]}
        </span>
        {props.state === 'from-variable' ? null : (
          <Button aria-describedby={id} onClick={props.onReplace}>
            {connectionWords.secret.replace}
          </Button>
        )}
      </div>
    </div>
  );
}
