import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircle16Filled, Key16Regular, Warning16Filled } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { MappingFault } from '../../../shared/ipc/contract';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { AttributeName } from '../../parts/attribute-name';
import { forcedColors } from '../../shell/media';
import { mappingWords } from '../../words/mapping';
import { describeSource } from './describe-source';

const useStyles = makeStyles({
  list: { outlineStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 20px',
    columnGap: '8px',
    alignItems: 'center',
    padding: '8px 12px',
    cursor: 'pointer',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '4px' },
    '&[aria-selected="true"]': {
      backgroundColor: tokens.colorSubtleBackgroundSelected,
      borderRadius: tokens.borderRadiusMedium,
      borderBottomColor: 'transparent',
      boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandBackground}`,
      [forcedColors]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
    },
  },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  target: {
    color: tokens.colorNeutralForeground1,
    '&[data-here="true"]': { fontWeight: tokens.fontWeightSemibold },
  },
  source: { fontSize: '12px', lineHeight: '16px', marginTop: '2px', color: tokens.colorNeutralForeground3 },
  sourceFaulty: { color: tokens.colorStatusDangerForeground3 },
  key: { color: tokens.colorBrandForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
});

/** The attributes: one tab stop, arrows choose, Alt and an arrow moves, Enter goes in, Delete removes. */
export function MappingList(props: {
  readonly mappings: readonly AttributeMapping[];
  readonly selected: string | null;
  readonly faults: readonly MappingFault[];
  readonly onSelect: (target: string) => void;
  readonly onRemove: (mapping: AttributeMapping) => void;
  readonly onMove: (mapping: AttributeMapping, by: 1 | -1) => void;
  /** Enter goes into the attribute that is chosen. */
  readonly onEnter: () => void;
}) {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const byKeyboard = useRef(false);
  const { mappings, selected } = props;
  const here = mappings.findIndex((mapping) => mapping.target === selected);

  useEffect(() => {
    // Where one is removed, the next one has its place: only its name tells that another row is meant.
    if (!byKeyboard.current || selected === null || here < 0) return;
    byKeyboard.current = false;
    list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }, [here, selected]);

  const move = (event: KeyboardEvent) => {
    const last = mappings.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(here + 1, last),
      ArrowUp: Math.max(here - 1, 0),
      Home: 0,
      End: last,
      PageDown: Math.min(here + 8, last),
      PageUp: Math.max(here - 8, 0),
    };
    const chosen = mappings[here];
    if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      if (chosen === undefined) return;
      byKeyboard.current = true;
      props.onMove(chosen, event.key === 'ArrowDown' ? 1 : -1);
      return;
    }
    if (event.key === 'Delete' && chosen !== undefined) {
      event.preventDefault();
      byKeyboard.current = true;
      props.onRemove(chosen);
      return;
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      props.onEnter();
      return;
    }
    const next = steps[event.key];
    const target = next === undefined ? undefined : mappings[next]?.target;
    if (target === undefined) return;
    event.preventDefault();
    byKeyboard.current = true;
    props.onSelect(target);
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={-1}
      aria-label={mappingWords.list}
      className={styles.list}
      onKeyDown={move}
    >
      {mappings.map((mapping) => {
        const worst = worstOf(props.faults, mapping.target);
        return (
          <div
            key={mapping.target}
            role="option"
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
            aria-selected={mapping.target === selected}
            tabIndex={mapping.target === selected || (here < 0 && mapping === mappings[0]) ? 0 : -1}
            className={styles.row}
            onClick={() => props.onSelect(mapping.target)}
            onKeyDown={() => {}}
          >
            <div className={styles.cut}>
              <div className={styles.target} data-here={mapping.target === selected}>
                <AttributeName path={mapping.target} />
              </div>
              <div className={mergeClasses(styles.cut, styles.source, worst === 'error' && styles.sourceFaulty)}>
                {worst === null ? describeSource(mapping) : messageOf(props.faults, mapping.target)}
              </div>
            </div>
            {worst === 'error' ? (
              <ErrorCircle16Filled className={styles.error} aria-hidden="true" />
            ) : worst === 'warning' ? (
              <Warning16Filled className={styles.warning} aria-hidden="true" />
            ) : mapping.matchingPriority > 0 ? (
              <Key16Regular className={styles.key} aria-hidden="true" />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

const faultsOf = (faults: readonly MappingFault[], target: string) => faults.filter((fault) => fault.target === target);

function worstOf(faults: readonly MappingFault[], target: string): MappingFault['severity'] | null {
  const own = faultsOf(faults, target);
  if (own.some((fault) => fault.severity === 'error')) return 'error';
  return own.length > 0 ? 'warning' : null;
}

const messageOf = (faults: readonly MappingFault[], target: string): string =>
  faultsOf(faults, target).sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1))[0]
    ?.message ?? '';
