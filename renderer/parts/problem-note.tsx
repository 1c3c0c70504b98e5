import { Button, makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { ErrorCircle20Filled, Info20Regular, Warning20Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { useDark } from '../shell/theme';
import { copyWords } from '../words/copy';
import { problemActionLabels } from '../words/problem-actions';
import { CopyButton } from './copy-link';

const useStyles = makeStyles({
  note: {
    display: 'flex',
    gap: '12px',
    alignItems: 'flex-start',
    padding: '14px 16px',
    borderRadius: '6px',
    border: '1px solid',
    '&[data-intent="error"][data-dark="false"]': {
      backgroundColor: tokens.colorStatusDangerBackground1,
      ...shorthands.borderColor(tokens.colorStatusDangerBorder1),
    },
    '&[data-intent="warning"][data-dark="false"]': {
      backgroundColor: tokens.colorStatusWarningBackground1,
      ...shorthands.borderColor(tokens.colorStatusWarningBorder1),
    },
    '&[data-intent="info"]': {
      backgroundColor: tokens.colorNeutralBackground2,
      ...shorthands.borderColor(tokens.colorNeutralStroke2),
    },
    // In dark a tinted surface shouts: the edge and the icon are signal enough.
    '&[data-dark="true"]': { backgroundColor: tokens.colorNeutralBackground2 },
    '&[data-dark="true"][data-intent="error"]': shorthands.borderColor(tokens.colorStatusDangerForeground1),
    '&[data-dark="true"][data-intent="warning"]': shorthands.borderColor(tokens.colorStatusWarningForeground1),
  },
  icon: {
    flexShrink: 0,
    display: 'block',
    '&[data-intent="error"]': { color: tokens.colorStatusDangerForeground1 },
    '&[data-intent="warning"]': { color: tokens.colorStatusWarningForeground3 },
    '&[data-intent="info"]': { color: tokens.colorBrandForeground1 },
  },
  // Where there is no room for both, the buttons go below the words.
  content: { flexGrow: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', gap: '8px 12px' },
  words: { flexGrow: 1, flexBasis: '260px', minWidth: 0, maxWidth: '92ch' },
  title: {
    margin: 0,
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  text: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  actions: {
    display: 'flex',
    gap: '8px',
    marginLeft: 'auto',
    alignSelf: 'center',
    flexShrink: 0,
    '& > button': { whiteSpace: 'nowrap' },
  },
});

const icons = { error: ErrorCircle20Filled, warning: Warning20Filled, info: Info20Regular } as const;

/** One below the heading under which the note stands; 2 straight under the page's own. */
export type NoteLevel = 1 | 2 | 3 | 4;
const headings = { 1: 'h1', 2: 'h2', 3: 'h3', 4: 'h4' } as const;

/** A bar with a heading, what it means, and buttons: banners and notes of every page. Not announced by itself. */
export function Note(props: {
  readonly intent: 'error' | 'warning' | 'info';
  readonly title?: string;
  readonly level?: NoteLevel;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
}) {
  const styles = useStyles();
  const dark = useDark();
  const Icon = icons[props.intent];
  const Heading = headings[props.level ?? 2];
  return (
    <div className={mergeClasses(styles.note, props.className)} data-intent={props.intent} data-dark={dark}>
      <Icon className={styles.icon} data-intent={props.intent} aria-hidden="true" />
      <div className={styles.content}>
        <div className={styles.words}>
          {props.title === undefined ? null : <Heading className={styles.title}>{props.title}</Heading>}
          {props.children === undefined ? null : <div className={styles.text}>{props.children}</div>}
        </div>
        {props.actions === undefined ? null : <div className={styles.actions}>{props.actions}</div>}
      </div>
    </div>
  );
}

/**
 * A problem in its three sentences: what happened, what it means, what to do. The button is there only where the
 * caller can do what it says.
 */
export function ProblemNote(props: {
  readonly words: ProblemWords;
  readonly intent?: 'error' | 'warning';
  readonly level?: NoteLevel;
  /** The address behind "Open consent page", for an administrator elsewhere. */
  readonly consentPage?: string;
  readonly onAction?: (action: NonNullable<ProblemWords['action']>) => void;
}) {
  const { action } = props.words;
  const run = props.onAction;
  return (
    <Note
      intent={props.intent ?? 'error'}
      title={props.words.title}
      level={props.level ?? 2}
      actions={
        action === null || run === undefined ? undefined : (
          <>
            <Button onClick={() => run(action)}>{problemActionLabels[action]}</Button>
            {action === 'open-consent' && props.consentPage !== undefined ? (
              <CopyButton text={props.consentPage}>{copyWords.link}</CopyButton>
            ) : null}
          </>
        )
      }
    >
      {props.words.meaning} {props.words.nextStep}
    </Note>
  );
}
