import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { ChevronDown12Regular, Dismiss12Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { forcedColors } from '../../shell/media';
import { activityWords } from '../../words/activity';

const useStyles = makeStyles({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    height: '28px',
    maxWidth: '200px',
    borderRadius: '14px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
  },
  set: {
    backgroundColor: tokens.colorBrandBackground2,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    color: tokens.colorBrandForeground2,
    [forcedColors]: { border: '2px solid Highlight' },
  },
  button: {
    minWidth: 0,
    height: '26px',
    padding: '0 10px',
    gap: '6px',
    borderRadius: '13px',
    border: 'none',
    fontWeight: tokens.fontWeightRegular,
    color: 'inherit',
    whiteSpace: 'nowrap',
  },
  chosen: { paddingRight: '4px' },
  text: { overflow: 'hidden', textOverflow: 'ellipsis' },
  clear: {
    minWidth: '24px',
    width: '24px',
    height: '24px',
    padding: 0,
    marginRight: '2px',
    borderRadius: '12px',
    color: 'inherit',
  },
  chevron: { flexShrink: 0 },
});

/** One filter: a menu of its values, and once one is chosen a way to clear it. */
export function FilterChip<T extends string>(props: {
  readonly name: string;
  readonly choices: readonly (readonly [T, string])[];
  readonly value: T;
  /** The value that filters nothing. */
  readonly none: T;
  readonly onChange: (value: T) => void;
  /** More of the menu, below a line. */
  readonly more?: ReactNode;
}) {
  const styles = useStyles();
  const { choices, value, none } = props;
  const set = value !== none;
  const text = choices.find(([choice]) => choice === value)?.[1] ?? value;
  return (
    <span className={mergeClasses(styles.chip, set && styles.set)}>
      <Menu
        checkedValues={{ [props.name]: [value] }}
        onCheckedValueChange={(_, data) => {
          if (data.name !== props.name) return;
          const chosen = choices.find(([choice]) => choice === data.checkedItems[0]);
          if (chosen !== undefined) props.onChange(chosen[0]);
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="transparent" className={mergeClasses(styles.button, set && styles.chosen)}>
            <span className={styles.text}>{text}</span>
            {set ? null : <ChevronDown12Regular className={styles.chevron} aria-hidden="true" />}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {choices.map(([choice, label]) => (
              <MenuItemRadio key={choice} name={props.name} value={choice}>
                {label}
              </MenuItemRadio>
            ))}
            {props.more}
          </MenuList>
        </MenuPopover>
      </Menu>
      {set ? (
        <Button
          appearance="transparent"
          className={styles.clear}
          aria-label={activityWords.clear(text)}
          icon={<Dismiss12Regular />}
          onClick={() => props.onChange(none)}
        />
      ) : null}
    </span>
  );
}
