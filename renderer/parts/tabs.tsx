import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useId, useRef } from 'react';
import { forcedColors } from '../shell/media';

const useStyles = makeStyles({
  vertical: { display: 'flex', flexDirection: 'column', rowGap: '2px' },
  horizontal: { display: 'flex', columnGap: '2px' },
  tab: {
    position: 'relative',
    padding: '5px 12px',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    font: 'inherit',
    lineHeight: '20px',
    textAlign: 'left',
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    '&[aria-selected="true"]': {
      fontWeight: tokens.fontWeightSemibold,
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorSubtleBackgroundSelected,
      [forcedColors]: { outline: '2px solid Highlight' },
    },
  },
  bar: {
    '&[aria-selected="true"]::before': {
      content: '""',
      position: 'absolute',
      left: '-1px',
      top: '7px',
      bottom: '7px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
});

/** The ids that tie a panel to its tab. */
export const useTabIds = () => {
  const id = useId();
  return { panel: `${id}-panel`, tab: (name: string) => `${id}-${name}` };
};

/**
 * A list of tabs with one tab stop; arrows choose. Fluent's TabList puts focusable elements that are hidden from screen
 * readers around its tabs, which is an accessibility fault of its own.
 */
export function Tabs<T extends string>(props: {
  readonly label: string;
  readonly orientation: 'vertical' | 'horizontal';
  readonly ids: ReturnType<typeof useTabIds>;
  readonly tabs: readonly { readonly name: T; readonly title: string }[];
  readonly selected: T;
  readonly onSelect: (name: T) => void;
}) {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const { tabs, orientation } = props;
  const here = tabs.findIndex((tab) => tab.name === props.selected);

  const move = (event: KeyboardEvent) => {
    const [back, forth] = orientation === 'vertical' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const steps: Readonly<Record<string, number>> = {
      [back]: (here - 1 + tabs.length) % tabs.length,
      [forth]: (here + 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const index = steps[event.key];
    const next = index === undefined ? undefined : tabs[index];
    if (next === undefined || index === undefined) return;
    event.preventDefault();
    props.onSelect(next.name);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  };

  return (
    <div
      ref={list}
      role="tablist"
      aria-label={props.label}
      aria-orientation={orientation}
      className={styles[orientation]}
    >
      {tabs.map(({ name, title }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={props.ids.tab(name)}
          aria-selected={name === props.selected}
          aria-controls={props.ids.panel}
          tabIndex={name === props.selected ? 0 : -1}
          className={mergeClasses(styles.tab, orientation === 'vertical' && styles.bar)}
          onClick={() => props.onSelect(name)}
          onKeyDown={move}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
