import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { LogStep } from '../../shared/log/log-row';
import { stepWords } from '../words/log';
import { StateIcon, type StatusIconName } from './state-icon';

/** A step as it is drawn: of the log, or of a person who goes through the steps now. */
export interface DrawnStep {
  readonly step: keyof typeof stepWords.names;
  readonly status: keyof typeof stepWords.states;
  /** '': the state's word stands for it. */
  readonly text: string;
}

const icons: Readonly<Record<DrawnStep['status'], StatusIconName>> = {
  success: 'calm',
  failure: 'stopped',
  skipped: 'skipped',
  warning: 'attention',
  notReached: 'waiting',
  waiting: 'waiting',
  running: 'running',
  waits: 'waiting',
} satisfies Readonly<Record<LogStep['status'], StatusIconName>> & Record<string, StatusIconName>;

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
    '&[data-status="waits"] > svg': { color: tokens.colorBrandForeground1 },
  },
  /** Side by side where there is room for four. */
  across: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    columnGap: '24px',
    '@media (max-width: 760px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    '& > li': { columnGap: '8px' },
    '& > li::before': { display: 'none' },
  },
  roomy: { paddingBottom: '18px' },
  head: { display: 'flex', alignItems: 'baseline', gap: '12px' },
  name: { flexGrow: 1, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  aside: { flexShrink: 0, fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  text: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/**
 * The four steps a person goes through (import, scope, match, action), in words: wherever a decision is explained. A
 * page that has more to say of a step gives it beside the name and below the words.
 */
export function FourSteps<S extends DrawnStep>(props: {
  readonly steps: readonly S[];
  /** Room between the steps where they are the page. */
  readonly roomy?: boolean;
  readonly layout?: 'down' | 'across';
  readonly aside?: (step: S) => string | null;
  readonly below?: (step: S) => ReactNode;
}) {
  const styles = useStyles();
  return (
    <ol className={props.layout === 'across' ? styles.across : undefined}>
      {props.steps.map((step) => {
        const aside = props.aside?.(step) ?? null;
        return (
          <li
            key={step.step}
            className={mergeClasses(styles.step, props.roomy === true && styles.roomy)}
            data-status={step.status}
          >
            <StateIcon state={icons[step.status]} size={20} />
            <div>
              <div className={styles.head}>
                <h3 className={styles.name}>
                  {stepWords.names[step.step]}
                  <span className={styles.unseen}>: {stepWords.states[step.status]}</span>
                </h3>
                {aside === null ? null : <span className={styles.aside}>{aside}</span>}
              </div>
              <p className={styles.text}>{step.text === '' ? stepWords.states[step.status] : step.text}</p>
              {props.below?.(step)}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
