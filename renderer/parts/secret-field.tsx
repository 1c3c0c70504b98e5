import { Button, Label, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { ErrorCircle12Filled, Eye20Regular, EyeOff20Regular } from '@fluentui/react-icons';
import { type ReactNode, type RefObject, useId, useState } from 'react';
import { connectionWords } from '../words/connection';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  // As Fluent's Field, beside which it stands.
  label: { padding: '2px 0', marginBottom: '2px' },
  box: {
    display: 'flex',
    alignItems: 'center',
    height: '32px',
    minWidth: 0,
    position: 'relative',
    paddingRight: '4px',
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
    '&[data-invalid="true"]': {
      border: `1px solid ${tokens.colorPaletteRedBorder2}`,
    },
  },
  input: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    padding: '0 0 0 12px',
    border: 'none',
    outlineStyle: 'none',
    font: 'inherit',
    fontSize: '14px',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
  },
  reveal: { minWidth: '24px', width: '24px', height: '24px', padding: 0, color: tokens.colorNeutralForeground3 },
  below: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    marginTop: '2px',
    minHeight: '16px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    '&[data-invalid="true"]': { color: tokens.colorStatusDangerForeground3 },
    '& svg': { flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  },
});

/**
 * A secret being typed. An uncontrolled input: the value stays in the field, the caller reads it from there when it is
 * needed and empties the field once it was kept. (Fluent's Input would hold a copy of it in React's state.)
 */
export function SecretField(props: {
  readonly label: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly hint?: ReactNode;
  /** Why the value was refused; null: it was not. */
  readonly error?: string | null;
  /** Told at every edit whether there is anything in the field now. */
  readonly onEdit: (filled: boolean) => void;
  readonly onEnter: () => void;
}) {
  const styles = useStyles();
  const id = useId();
  const [shown, setShown] = useState(false);
  const [trimmed, setTrimmed] = useState(false);
  const error = props.error ?? null;
  const revealWord = shown ? connectionWords.secret.hide : connectionWords.secret.reveal;

  const trim = (input: HTMLInputElement) => {
    const wanted = input.value.trim();
    if (wanted === input.value) return;
    input.value = wanted;
    setTrimmed(true);
  };

  return (
    <div className={styles.field}>
      <Label htmlFor={id} className={styles.label}>
        {props.label}
      </Label>
      <span className={styles.box} data-invalid={error !== null}>
        <input
          id={id}
          ref={props.inputRef}
          className={styles.input}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={`${id}-below`}
          onChange={(event) => {
            setTrimmed(false);
            // What was pasted carries its line break and spaces with it.
            const { nativeEvent } = event;
            if (nativeEvent instanceof InputEvent && nativeEvent.inputType === 'insertFromPaste') trim(event.target);
            props.onEdit(event.target.value !== '');
          }}
          onBlur={(event) => trim(event.target)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            trim(event.currentTarget);
            props.onEnter();
          }}
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
      <div id={`${id}-below`} className={styles.below} data-invalid={error !== null}>
        {error !== null ? (
          <>
            <ErrorCircle12Filled aria-hidden="true" />
            {error}
          </>
        ) : trimmed ? (
          connectionWords.spacesRemoved
        ) : (
          props.hint
        )}
      </div>
    </div>
  );
}
