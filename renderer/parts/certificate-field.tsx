import { Button, Label, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  DocumentKey20Regular,
  ErrorCircle12Filled,
  Eye20Regular,
  EyeOff20Regular,
} from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { connectionWords } from '../words/connection';
import { ProblemNote } from './problem-note';
import type { CertificateEntry } from './secret-entry';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  // As Fluent's Field, beside which it stands.
  label: { padding: '2px 0', marginBottom: '2px' },
  box: {
    display: 'flex',
    alignItems: 'flex-start',
    position: 'relative',
    minWidth: 0,
    padding: '4px 4px 4px 0',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within::after': {
      content: '""',
      position: 'absolute',
      left: '-1px',
      right: '-1px',
      bottom: '-1px',
      height: '2px',
      borderRadius: `0 0 ${tokens.borderRadiusMedium} ${tokens.borderRadiusMedium}`,
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
    '&[data-invalid="true"]': { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  },
  input: {
    flexGrow: 1,
    minWidth: 0,
    height: '76px',
    padding: '2px 0 2px 12px',
    border: 'none',
    outlineStyle: 'none',
    resize: 'none',
    // What is hidden has no breaks of its own.
    wordBreak: 'break-all',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '12px',
    lineHeight: '18px',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    '&[data-shown="false"]': { WebkitTextSecurity: 'disc' },
  },
  reveal: { minWidth: '24px', width: '24px', height: '24px', padding: 0, color: tokens.colorNeutralForeground3 },
  below: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px 12px',
    flexWrap: 'wrap',
    marginTop: '6px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  words: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    '&[data-invalid="true"]': { color: tokens.colorStatusDangerForeground3 },
    '& svg': { flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  },
  chosen: { display: 'flex', alignItems: 'center', gap: '8px 12px', flexWrap: 'wrap', minHeight: '32px' },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    '& svg': { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  },
  problem: { marginTop: '8px' },
});

const words = connectionWords.certificate;

/**
 * A certificate with its private key being entered. As with any secret the field is uncontrolled and hides what is in it;
 * a file is read by the main process, and only its name comes back.
 */
export function CertificateField(props: {
  readonly label: string;
  readonly entry: CertificateEntry;
  /** Why it was refused; null: it was not. */
  readonly error: string | null;
  /** Of the heading of a problem with what was chosen. */
  readonly level: 2 | 3;
}) {
  const styles = useStyles();
  const id = useId();
  const [shown, setShown] = useState(false);
  const { entry, error } = props;
  const revealWord = shown ? connectionWords.secret.hide : connectionWords.secret.reveal;
  const below = (
    <span id={`${id}-below`} className={styles.words} data-invalid={error !== null}>
      {error === null ? (
        words.hint
      ) : (
        <>
          <ErrorCircle12Filled aria-hidden="true" />
          {error}
        </>
      )}
    </span>
  );

  return (
    <div className={styles.field}>
      {entry.chosen === null ? (
        <>
          <Label htmlFor={id} className={styles.label}>
            {props.label}
          </Label>
          <span className={styles.box} data-invalid={error !== null}>
            <textarea
              id={id}
              ref={entry.field}
              className={styles.input}
              data-shown={shown}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              aria-invalid={error !== null}
              aria-describedby={`${id}-below`}
              onChange={(event) => entry.edited(event.target.value.trim() !== '')}
            />
            <Tooltip content={revealWord} relationship="label">
              <Button
                className={styles.reveal}
                appearance="transparent"
                icon={shown ? <EyeOff20Regular /> : <Eye20Regular />}
                onClick={() => setShown(!shown)}
              />
            </Tooltip>
          </span>
          <div className={styles.below}>
            <Button
              size="small"
              icon={<DocumentKey20Regular />}
              disabledFocusable={entry.choosing}
              onClick={entry.choose}
            >
              {words.choose}
            </Button>
            {below}
          </div>
        </>
      ) : (
        <>
          <div id={id} className={styles.label}>
            {props.label}
          </div>
          <div className={styles.chosen}>
            <span className={styles.file}>
              <CheckmarkCircle16Filled aria-hidden="true" />
              {words.chosen(entry.chosen.file, entry.chosen.endsAt)}
            </span>
            <Button aria-describedby={id} disabledFocusable={entry.choosing} onClick={entry.choose}>
              {words.chooseAnother}
            </Button>
            <Button aria-describedby={id} onClick={entry.pasteInstead}>
              {words.pasteInstead}
            </Button>
          </div>
          {error === null ? null : <div className={styles.below}>{below}</div>}
        </>
      )}
      {entry.problem === null ? null : (
        <div className={styles.problem} role="alert">
          <ProblemNote level={props.level} words={entry.problem} />
        </div>
      )}
    </div>
  );
}
