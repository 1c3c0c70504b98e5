import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons';
import type { Connection } from '../../../shared/ipc/contract';
import { forcedColors } from '../../shell/media';
import { setupAddress } from '../../shell/route';
import { wizardWords } from '../../words/wizard';

export const lastStep = 7;

const useStyles = makeStyles({
  step: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr)',
    columnGap: '12px',
    padding: '9px 10px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
    '&[aria-current="step"]': {
      fontWeight: tokens.fontWeightSemibold,
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorSubtleBackgroundSelected,
      [forcedColors]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
    },
  },
  link: { ':hover': { backgroundColor: tokens.colorSubtleBackgroundSelected } },
  circle: {
    width: '24px',
    height: '24px',
    marginTop: '-2px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    display: 'grid',
    placeItems: 'center',
    fontSize: '12px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    '&[data-state="done"]': {
      border: '1px solid transparent',
      backgroundColor: tokens.colorBrandBackground2,
      color: tokens.colorBrandForeground2,
    },
    '&[data-state="here"]': {
      border: '1px solid transparent',
      backgroundColor: tokens.colorBrandBackground,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
  chosen: {
    display: 'block',
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

export function stepName(step: number, targetName: string | null): string {
  const { steps } = wizardWords;
  const names = [
    steps.service,
    steps.target(targetName ?? wizardWords.aService),
    steps.entra,
    steps.people,
    steps.mapping,
    steps.alerts,
    steps.review,
  ];
  return names[step - 1] ?? '';
}

/** What was chosen in a step, in a few words; empty where nothing was. */
function chosenIn(step: number, connection: Connection): string {
  const { chosen } = wizardWords;
  switch (step) {
    case 1:
      return connection.targetName;
    case 2:
      return hostOf(connection.target.baseUrl);
    case 3:
      return connection.source.tenantId;
    case 4:
      if (connection.scope.mode === 'assigned') return chosen.assigned;
      return connection.scope.mode === 'all' ? chosen.all : chosen.groups(connection.scope.groupIds.length);
    case 5:
      return chosen.mapping;
    case 6:
      return connection.schedule.enabled ? chosen.every(connection.schedule.intervalMinutes) : chosen.byHand;
    default:
      return '';
  }
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}

/** The seven steps with what was chosen in each. Those reached before are links. */
export function WizardSteps(props: {
  readonly step: number;
  /** The furthest step that may be opened. */
  readonly reached: number;
  readonly connection: Connection | null;
}) {
  const styles = useStyles();
  const { connection } = props;
  return (
    <ol>
      {Array.from({ length: lastStep }, (_, index) => index + 1).map((step) => {
        const here = step === props.step;
        const done = step < props.reached && !here;
        const chosen = done && connection !== null ? chosenIn(step, connection) : '';
        const inside = (
          <>
            <span className={styles.circle} data-state={here ? 'here' : done ? 'done' : 'open'} aria-hidden="true">
              {done ? <Checkmark16Regular /> : step}
            </span>
            <span>
              {stepName(step, connection?.targetName ?? null)}
              {done ? <span className={styles.unseen}> ({wizardWords.done})</span> : null}
              {chosen === '' ? null : (
                <span className={styles.chosen} title={chosen}>
                  {chosen}
                </span>
              )}
            </span>
          </>
        );
        return (
          <li key={step}>
            {connection !== null && step <= props.reached && !here ? (
              <a className={mergeClasses(styles.step, styles.link)} href={setupAddress(connection.job, step)}>
                {inside}
              </a>
            ) : (
              <div className={styles.step} aria-current={here ? 'step' : undefined}>
                {inside}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
