import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  SkeletonItem,
  tokens,
} from '@fluentui/react-components';
import {
  Add20Regular,
  ArrowReset20Regular,
  ArrowRight16Regular,
  ChevronDown20Regular,
  ChevronRight20Regular,
  Delete20Regular,
  Edit20Regular,
  type FluentIcon,
  Link20Regular,
  MoreHorizontal20Regular,
  Prohibited20Regular,
  SubtractCircle20Regular,
} from '@fluentui/react-icons';
import type { PlanRow } from '../../../shared/ipc/contract';
import { oneLine } from '../../parts/change-line';
import { PersonName } from '../../parts/person-name';
import { StateIcon } from '../../parts/state-icon';
import { forcedColors, narrow } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { navigateGuarded, useRoute } from '../../shell/router';
import { holdWords } from '../../words/hold';
import { type PlanGroup, planWords } from '../../words/plan';
import { isAlwaysOpen, type PlanLine } from './plan-lines';

/** Fixed, so that the place of every row is known without drawing it. */
export const planHeights = { group: 44, person: 61, oneChange: 55, change: 22 } as const;

const icons: Readonly<Record<PlanGroup, FluentIcon>> = {
  delete: Delete20Regular,
  disable: Prohibited20Regular,
  create: Add20Regular,
  update: Edit20Regular,
  enable: ArrowReset20Regular,
  link: Link20Regular,
  skipped: SubtractCircle20Regular,
};

const shownAtOnce = 2;
/** The usual window at 200 %. */
const zoomed = '@media (max-width: 760px)';

interface ShownChange {
  readonly attribute: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The mapping comes to an empty text, and nothing is sent. */
  readonly notSent?: true;
}

/** What is worth a line: of a new account what it is given, its switch last; then what came to nothing. */
export function changesShown(row: PlanRow): readonly ShownChange[] {
  const empty = (row.notSent ?? []).map(
    (attribute): ShownChange => ({ attribute, from: null, to: null, notSent: true }),
  );
  return [...changesSent(row), ...empty];
}

function changesSent(row: PlanRow): readonly ShownChange[] {
  if (row.action !== 'create') return row.changes;
  const given = row.changes.filter(({ to }) => (to ?? '') !== '');
  return [
    ...given.filter(({ attribute }) => attribute !== 'active'),
    ...given.filter(({ attribute }) => attribute === 'active'),
  ];
}

/** One change fewer than the height has room for is as high as one that is hidden would make it. */
export function heightOfLine(line: PlanLine | null, isOpened: (id: string) => boolean): number {
  if (line?.kind === 'group') return planHeights.group;
  const row = line?.row ?? null;
  if (row === null) return planHeights.person;
  const changes = changesShown(row).length;
  if (changes <= 1) return planHeights.oneChange;
  return planHeights.person + (isOpened(row.sourceId) ? Math.max(0, changes - shownAtOnce) * planHeights.change : 0);
}

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    left: 0,
    right: 0,
    display: 'grid',
    columnGap: '8px',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '4px' },
    [forcedColors]: { ':focus-visible': { outline: '2px solid Highlight' } },
  },
  group: {
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'end',
    paddingBottom: '10px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  clickable: { cursor: 'pointer' },
  heading: { display: 'flex', alignItems: 'center', gap: '6px', padding: 0, minWidth: 0 },
  chevron: { width: '16px', height: '16px', flexShrink: 0 },
  icon: { width: '18px', height: '18px', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  name: { marginLeft: '2px', fontWeight: tokens.fontWeightSemibold },
  amount: { marginLeft: '2px', color: tokens.colorNeutralForeground2 },
  mark: { padding: 0, fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  person: {
    gridTemplateColumns: '262px minmax(0, 1fr) 32px',
    padding: '8px 0 8px 28px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    '&:hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    [narrow]: { gridTemplateColumns: '250px minmax(0, 1fr) 32px' },
    [zoomed]: { gridTemplateColumns: '168px minmax(0, 1fr) 32px', paddingLeft: '8px' },
  },
  out: { backgroundColor: tokens.colorNeutralBackground2 },
  cell: { padding: 0, minWidth: 0 },
  one: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '20px' },
  struck: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground3 },
  reason: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  warning: { flexShrink: 0, fontWeight: tokens.fontWeightSemibold, color: tokens.colorStatusWarningForeground3 },
  danger: { flexShrink: 0, fontWeight: tokens.fontWeightSemibold, color: tokens.colorStatusDangerForeground3 },
  changes: { display: 'grid', alignContent: 'start' },
  change: {
    display: 'grid',
    gridTemplateColumns: '132px minmax(0, 1fr)',
    [zoomed]: { gridTemplateColumns: '80px minmax(0, 1fr)' },
    columnGap: '8px',
    height: '22px',
    lineHeight: '22px',
  },
  attribute: {
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  values: { display: 'flex', alignItems: 'center', minWidth: 0 },
  value: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  old: { color: tokens.colorNeutralForeground3 },
  none: { fontStyle: 'italic', color: tokens.colorNeutralForeground3, flexShrink: 0 },
  arrow: { flexShrink: 0, margin: '0 7px', color: tokens.colorNeutralForeground3 },
  more: {
    flexShrink: 0,
    marginLeft: '12px',
    padding: '0 4px',
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: tokens.colorBrandForegroundLink,
    cursor: 'pointer',
    borderRadius: '4px',
    ':hover': { textDecorationLine: 'underline' },
  },
  said: { color: tokens.colorNeutralForeground3, lineHeight: '22px' },
});

/** A line of the plan: a group's heading, a person, or grey until its page is there. */
export function PlanLineRow(props: {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly line: PlanLine | null;
  readonly tabIndex: 0 | -1;
  readonly opened: boolean;
  readonly leftOut: boolean;
  readonly labelOf: (attribute: string) => string;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  readonly onLeaveOut: (() => void) | null;
  readonly onHold: () => void;
}) {
  const styles = useStyles();
  const { line, tabIndex } = props;
  const group = line?.kind === 'group' ? line : null;
  const canClose = group !== null && !isAlwaysOpen(group.group);
  const canOpen = line?.kind === 'person' && line.row !== null && changesShown(line.row).length > shownAtOnce;
  return (
    // The grid takes the keys for all of its rows.
    <tr
      className={mergeClasses(
        styles.row,
        group === null ? styles.person : styles.group,
        canClose && styles.clickable,
        props.leftOut && styles.out,
      )}
      aria-rowindex={props.index + 2}
      aria-level={group === null ? 2 : 1}
      aria-expanded={canClose ? group.open : canOpen ? props.opened : undefined}
      data-index={props.index}
      tabIndex={tabIndex}
      onFocus={props.onFocus}
      onClick={canClose ? props.onToggle : undefined}
      onKeyDown={undefined}
      ref={(element) => {
        if (element === null) return;
        element.style.transform = `translateY(${props.top}px)`;
        element.style.height = `${props.height}px`;
      }}
    >
      {group !== null ? (
        <GroupCells line={group} />
      ) : line?.kind === 'person' && line.row !== null ? (
        <PersonCells {...props} row={line.row} group={line.group} />
      ) : (
        <td className={styles.cell} colSpan={3}>
          <SkeletonItem size={16} />
        </td>
      )}
    </tr>
  );
}

function GroupCells({ line }: { readonly line: Extract<PlanLine, { kind: 'group' }> }) {
  const styles = useStyles();
  const Icon = icons[line.group];
  const Chevron = line.open ? ChevronDown20Regular : ChevronRight20Regular;
  return (
    <>
      <td className={styles.heading} colSpan={2}>
        <Chevron className={styles.chevron} aria-hidden="true" />
        <Icon className={styles.icon} aria-hidden="true" />
        <span className={styles.name}>{planWords.group(line.group)}</span>
        <span className={styles.amount}>{planWords.groupPeople(line.total)}</span>
      </td>
      <td className={styles.mark}>{planWords.marks[line.group]}</td>
    </>
  );
}

function PersonCells(props: {
  readonly row: PlanRow;
  readonly group: PlanGroup;
  readonly tabIndex: 0 | -1;
  readonly opened: boolean;
  readonly leftOut: boolean;
  readonly labelOf: (attribute: string) => string;
  readonly onToggle: () => void;
  readonly onLeaveOut: (() => void) | null;
  readonly onHold: () => void;
}) {
  const styles = useStyles();
  const { row, opened, leftOut, onLeaveOut } = props;
  const { job } = useRoute();
  const changes = changesShown(row);
  const shown = opened ? changes : changes.slice(0, shownAtOnce);
  const rest = changes.length - shownAtOnce;
  const value = (text: string | null, className: string, nothing: string) =>
    (text ?? '') === '' ? (
      <span className={styles.none}>{nothing}</span>
    ) : (
      <bdi className={className} title={text ?? ''}>
        {oneLine(text ?? '')}
      </bdi>
    );
  return (
    <>
      <td className={styles.cell}>
        <div className={mergeClasses(styles.one, leftOut && styles.struck)} title={row.mail}>
          <PersonName name={row.name} />
        </div>
        <div className={styles.reason}>
          {row.status === 'held' ? (
            <>
              <StateIcon state="attention" size={16} />
              <span className={styles.warning}>{planWords.held}</span>
            </>
          ) : null}
          {row.status === 'failed' ? (
            <>
              <StateIcon state="stopped" size={16} />
              <span className={styles.danger}>{planWords.failed}</span>
            </>
          ) : null}
          <span className={styles.value} title={row.reason}>
            {leftOut ? planWords.leftOut : row.reason}
          </span>
        </div>
      </td>
      <td className={mergeClasses(styles.cell, styles.changes)}>
        {row.action === 'delete' && shown.length === 0 ? (
          <span className={styles.said}>{planWords.accountDeleted}</span>
        ) : null}
        {shown.map(({ attribute, from, to, notSent }, index) => (
          <span key={attribute} className={styles.change}>
            <span className={styles.attribute} title={attribute}>
              {props.labelOf(attribute)}
            </span>
            <span className={styles.values}>
              {row.action === 'create' || notSent === true ? null : (
                <>
                  {value(from, mergeClasses(styles.value, styles.old), planWords.empty)}
                  <ArrowRight16Regular className={styles.arrow} aria-label={planWords.becomes} />
                </>
              )}
              {value(to, styles.value, notSent === true ? planWords.notSent : planWords.none)}
              {rest > 0 && index === shown.length - 1 ? (
                <button type="button" className={styles.more} tabIndex={-1} onClick={props.onToggle}>
                  {opened ? planWords.fewer : planWords.andMore(rest)}
                </button>
              ) : null}
            </span>
          </span>
        ))}
      </td>
      <td className={styles.cell}>
        {onLeaveOut === null ? null : (
          <Menu positioning="below-end">
            <MenuTrigger disableButtonEnhancement>
              <Button
                appearance="subtle"
                size="small"
                icon={<MoreHorizontal20Regular />}
                aria-label={planWords.menu(row.name)}
                tabIndex={props.tabIndex}
                data-menu="true"
              />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem onClick={onLeaveOut}>{leftOut ? planWords.putBack : planWords.leaveOut}</MenuItem>
                <MenuItem onClick={props.onHold}>{holdWords.menu}</MenuItem>
                <MenuItem onClick={() => navigateGuarded(addressOf(job, 'people', [row.sourceId]))}>
                  {planWords.openPerson}
                </MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
      </td>
    </>
  );
}
