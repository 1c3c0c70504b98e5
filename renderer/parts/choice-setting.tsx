import { Dropdown, makeStyles, Option, Switch } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { SettingRow, useSaving } from './setting-row';

const useStyles = makeStyles({
  short: { minWidth: '140px' },
  long: { minWidth: '236px' },
  // Fluent's has air around its track, which would stand off the edge that all other controls keep.
  track: { marginRight: '-8px' },
});

/** A setting that is on or off; kept at once. */
export function SwitchSetting(props: {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly value: boolean;
  readonly keep: (value: boolean) => Promise<ProblemWords | null>;
}) {
  const styles = useStyles();
  const saving = useSaving();
  return (
    <SettingRow name={props.name} hint={props.hint} saving={saving}>
      {(control) => (
        <Switch
          {...control}
          className={styles.track}
          checked={props.value}
          onChange={(_, data) => void saving.save(() => props.keep(data.checked))}
        />
      )}
    </SettingRow>
  );
}

/** A setting with a few values; kept at once. */
export function ChoiceSetting<T extends string>(props: {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string }[];
  readonly width?: 'short' | 'long';
  readonly keep: (value: T) => Promise<ProblemWords | null>;
  /** False where a choice only opens another field and nothing was kept yet. */
  readonly saysSaved?: (value: T) => boolean;
}) {
  const styles = useStyles();
  const saving = useSaving();
  const chosen = props.options.find((option) => option.value === props.value);
  return (
    <SettingRow name={props.name} hint={props.hint} saving={saving}>
      {(control) => (
        <Dropdown
          {...control}
          className={styles[props.width ?? 'short']}
          value={chosen?.name ?? props.value}
          selectedOptions={[props.value]}
          onOptionSelect={(_, data) => {
            const option = props.options.find(({ value }) => value === data.optionValue);
            if (option === undefined || option.value === props.value) return;
            if (props.saysSaved?.(option.value) === false) void props.keep(option.value);
            else void saving.save(() => props.keep(option.value));
          }}
        >
          {props.options.map((option) => (
            <Option key={option.value} value={option.value}>
              {option.name}
            </Option>
          ))}
        </Dropdown>
      )}
    </SettingRow>
  );
}
