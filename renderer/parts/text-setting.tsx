import { Input, makeStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { SettingRow, useSaving } from './setting-row';

const useStyles = makeStyles({
  short: { width: '88px' },
  long: { width: '300px' },
});

/** What stands beside the field; it may follow what is typed. */
type Beside = ReactNode | ((text: string) => ReactNode);

const besideOf = (beside: Beside, text: string): ReactNode => (typeof beside === 'function' ? beside(text) : beside);

/**
 * A setting that is typed. It is kept when the field is left or on Enter; a wrong value stays in the field with the
 * reason and is not kept.
 */
export function TextSetting(props: {
  readonly name: string;
  readonly hint?: Beside;
  readonly value: string;
  readonly width: 'short' | 'long';
  readonly inputMode?: 'numeric' | 'email' | 'url';
  readonly after?: Beside;
  /** Why this text cannot be a value; null when it can. */
  readonly check: (text: string) => string | null;
  readonly keep: (text: string) => Promise<ProblemWords | null>;
  readonly onRefused?: (refused: boolean) => void;
}) {
  const styles = useStyles();
  const saving = useSaving();
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);

  const settle = async () => {
    const wanted = text.trim();
    if (wanted !== text) setText(wanted);
    const reason = props.check(wanted);
    if (reason !== null) {
      saving.refuse(reason);
      props.onRefused?.(true);
      return;
    }
    if (wanted === props.value) {
      saving.refuse(null);
      props.onRefused?.(false);
      return;
    }
    const kept = await saving.save(() => props.keep(wanted));
    props.onRefused?.(!kept);
  };

  return (
    <SettingRow name={props.name} hint={besideOf(props.hint, text.trim())} saving={saving}>
      {(control) => (
        <>
          <Input
            {...control}
            className={styles[props.width]}
            value={text}
            {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
            autoComplete="off"
            spellCheck={false}
            input={{ 'data-typing': text === props.value ? 'false' : 'true' } as Record<string, string>}
            onChange={(_, data) => setText(data.value)}
            onBlur={() => void settle()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void settle();
              if (event.key === 'Escape' && text !== props.value) {
                event.stopPropagation();
                setText(props.value);
                saving.refuse(null);
                props.onRefused?.(false);
              }
            }}
          />
          {besideOf(props.after, text.trim())}
        </>
      )}
    </SettingRow>
  );
}
