import { makeStyles, mergeClasses, ToggleButton, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: '6px', margin: 0, padding: 0, border: 'none', minWidth: 0 },
  chip: {
    height: '28px',
    minWidth: 0,
    fontWeight: tokens.fontWeightRegular,
    fontSize: '14px',
    color: tokens.colorNeutralForeground2,
    '&[aria-pressed="true"]': {
      backgroundColor: tokens.colorBrandBackground2,
      border: `1px solid ${tokens.colorBrandStroke2}`,
      color: tokens.colorBrandForeground2,
      '@media (forced-colors: active)': { outline: '2px solid Highlight' },
    },
    '&[aria-pressed="true"]:hover': {
      backgroundColor: tokens.colorBrandBackground2Hover,
      color: tokens.colorBrandForeground2,
    },
  },
});

interface Chip<Value> {
  readonly value: Value;
  readonly label: string;
}

/** One of several ways to look at a list. */
export function ChoiceChips<Value extends string | null>(props: {
  /** For screen readers: what is chosen here. */
  readonly label: string;
  readonly chips: readonly Chip<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  readonly className?: string;
}) {
  const styles = useStyles();
  return (
    <fieldset className={mergeClasses(styles.chips, props.className)} aria-label={props.label}>
      {props.chips.map(({ value, label }) => (
        <ToggleButton
          key={value ?? ''}
          className={styles.chip}
          shape="circular"
          size="small"
          checked={value === props.chosen}
          onClick={() => props.onChoose(value)}
        >
          {label}
        </ToggleButton>
      ))}
    </fieldset>
  );
}
