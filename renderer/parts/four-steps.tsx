import { makeStyles, tokens } from '@fluentui/react-components';
import type { LogStep } from '../../shared/log/log-row';
import { stepWords } from '../words/log';
import { StateIcon, type StatusIconName } from './state-icon';

const icons: Readonly<Record<LogStep['status'], StatusIconName>> = {
  success: 'calm',
  failure: 'stopped',
  skipped: 'skipped',
  warning: 'attention',
  notReached: 'waiting',
};

const useStyles = makeStyles({
  step: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '12px',
    paddingBottom: '12px',
    position: 'relative',
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      left: '9px',
      top: '22px',
      bottom: '2px',
      width: '2px',
      backgroundImage: `repeating-linear-gradient(180deg, ${tokens.colorNeutralStroke1} 0 4px, transparent 4px 8px)`,
    },
  },
  name: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  text: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The four steps a person goes through (import, scope, match, action), in words: wherever a decision is explained. */
export function FourSteps(props: { readonly steps: readonly LogStep[] }) {
  const styles = useStyles();
  return (
    <ol>
      {props.steps.map((step) => (
        <li key={step.step} className={styles.step}>
          <StateIcon state={icons[step.status]} size={20} />
          <div>
            <h3 className={styles.name}>
              {stepWords.names[step.step]}
              <span className={styles.unseen}>: {stepWords.states[step.status]}</span>
            </h3>
            <p className={styles.text}>{step.text === '' ? stepWords.states[step.status] : step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
