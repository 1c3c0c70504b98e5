import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { CycleSummary } from '../../../shared/health/job-state';
import { useNow } from '../../parts/now';
import { forcedColors } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { navigateGuarded } from '../../shell/router';
import { cycleDid, overviewWords } from '../../words/overview';
import { times } from '../../words/times';

const areaPx = 70;
const tallestPx = 62;
/** One account; less where a bar would not fit. */
const unitPx = 10.5;
/** More bars than these cannot be told apart; then only the cycles that did something are drawn. */
const mostBars = 72;

const useStyles = makeStyles({
  bars: {
    display: 'flex',
    alignItems: 'flex-end',
    height: `${areaPx}px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: 0,
    height: '100%',
    padding: '0 0 1px',
    border: 'none',
    backgroundColor: 'transparent',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: '1px',
    cursor: 'pointer',
    borderRadius: '2px',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  part: {
    display: 'block',
    width: '10px',
    maxWidth: '80%',
    borderRadius: '1.5px',
    forcedColorAdjust: 'none',
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  changed: {
    backgroundColor: tokens.colorCompoundBrandBackground,
    [forcedColors]: { backgroundColor: 'Highlight' },
  },
  removed: {
    backgroundColor: tokens.colorNeutralStrokeAccessible,
    [forcedColors]: { backgroundColor: 'GrayText' },
  },
  failed: {
    backgroundImage: `repeating-linear-gradient(135deg, ${tokens.colorStatusDangerForeground3} 0 2.4px, ${tokens.colorNeutralBackground1} 2.4px 3.6px)`,
    [forcedColors]: { backgroundImage: 'repeating-linear-gradient(135deg, CanvasText 0 2.4px, Canvas 2.4px 4.8px)' },
  },
  tick: { height: '2px', borderRadius: '1px', backgroundColor: tokens.colorNeutralStroke1 },
  axis: {
    position: 'relative',
    height: '16px',
    marginTop: '5px',
    fontSize: '11px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  mark: {
    position: 'absolute',
    top: 0,
    whiteSpace: 'nowrap',
    transform: 'translateX(-50%)',
    ':first-child': { transform: 'none' },
    ':last-child': { transform: 'none' },
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '16px',
    marginTop: '6px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  entry: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  swatch: {
    width: '10px',
    height: '10px',
    borderRadius: '2px',
    forcedColorAdjust: 'none',
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  toggle: { marginLeft: 'auto' },
});

interface Bar {
  readonly cycle: CycleSummary;
  readonly changed: number;
  readonly removed: number;
  readonly failed: number;
}

const barOf = (cycle: CycleSummary): Bar => {
  const { counts } = cycle;
  const refused = counts.failed === 0 && (cycle.state === 'failed' || cycle.state === 'quarantined') ? 1 : 0;
  return {
    cycle,
    changed: counts.created + counts.updated + counts.enabled,
    removed: counts.disabled + counts.deleted,
    failed: counts.failed + refused,
  };
};

/** One bar a cycle, oldest left. The bars are one stop of the Tab key; arrows move along them, Enter opens Activity. */
export function CycleChart(props: {
  readonly job: string;
  readonly cycles: readonly CycleSummary[];
  readonly toggle: ReactNode;
}) {
  const styles = useStyles();
  const now = useNow();
  const group = useRef<HTMLDivElement>(null);
  const all = props.cycles.map(barOf).reverse();
  const bars =
    all.length <= mostBars ? all : all.filter((bar) => bar.changed + bar.removed + bar.failed > 0).slice(-mostBars);
  const [active, setActive] = useState<number | null>(null);
  const stop = Math.min(active ?? bars.length - 1, bars.length - 1);
  const tallest = Math.max(1, ...bars.map((bar) => bar.changed + bar.removed + bar.failed));
  const unit = Math.min(unitPx, tallestPx / tallest);
  const heightOf = (amount: number) => Math.max(3, Math.round(amount * unit - 1));

  const part = (amount: number, className: string) =>
    amount === 0 ? null : <Part className={mergeClasses(styles.part, className)} height={heightOf(amount)} />;

  const move = (event: KeyboardEvent) => {
    const to =
      event.key === 'ArrowLeft'
        ? stop - 1
        : event.key === 'ArrowRight'
          ? stop + 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? bars.length - 1
              : null;
    if (to === null) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(bars.length - 1, to));
    setActive(next);
    group.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <>
      <div
        ref={group}
        role="toolbar"
        aria-label={overviewWords.chartLabel(bars.length)}
        className={styles.bars}
        onKeyDown={move}
      >
        {bars.map((bar, index) => {
          const name = overviewWords.cycleName(times.clock(Date.parse(bar.cycle.startedAt)), cycleDid(bar.cycle));
          const nothing = bar.changed + bar.removed + bar.failed === 0;
          return (
            <button
              key={bar.cycle.id}
              type="button"
              className={styles.bar}
              aria-label={name}
              title={name}
              tabIndex={index === stop ? 0 : -1}
              onFocus={() => setActive(index)}
              onClick={() => navigateGuarded(addressOf(props.job, 'activity', [], { cycle: bar.cycle.id }))}
            >
              {nothing ? <span className={mergeClasses(styles.part, styles.tick)} /> : null}
              {part(bar.failed, styles.failed)}
              {part(bar.changed, styles.changed)}
              {part(bar.removed, styles.removed)}
            </button>
          );
        })}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {axisMarks(bars, now).map((mark) => (
          <Mark key={mark.at} className={styles.mark} at={mark.at} text={mark.text} />
        ))}
      </div>
      <div className={styles.legend}>
        <span className={styles.entry}>
          <span className={mergeClasses(styles.swatch, styles.changed)} />
          {overviewWords.createdOrUpdated}
        </span>
        <span className={styles.entry}>
          <span className={mergeClasses(styles.swatch, styles.removed)} />
          {overviewWords.disabledOrDeleted}
        </span>
        <span className={styles.entry}>
          <span className={mergeClasses(styles.swatch, styles.failed)} />
          {overviewWords.failed}
        </span>
        <span className={styles.toggle}>{props.toggle}</span>
      </div>
    </>
  );
}

/** Heights and places are set on the element itself: the policy for styles refuses the style attribute in markup only. */
function Part(props: { readonly className: string; readonly height: number }) {
  return (
    <span
      className={props.className}
      ref={(element) => {
        if (element !== null) element.style.height = `${props.height}px`;
      }}
    />
  );
}

function Mark(props: { readonly className: string; readonly at: number; readonly text: string }) {
  return (
    <span
      className={props.className}
      ref={(element) => {
        if (element === null) return;
        if (props.at === 100) element.style.right = '0';
        else element.style.left = `${props.at}%`;
      }}
    >
      {props.text}
    </span>
  );
}

/** The clock at the start and at each quarter; fewer where the bars are few. `at` in percent of the width. */
function axisMarks(bars: readonly Bar[], now: number): readonly { readonly at: number; readonly text: string }[] {
  const quarters = bars.length >= 12 ? [0, 1, 2, 3] : bars.length >= 4 ? [0, 2] : [0];
  const marks = quarters.map((quarter) => {
    const at = Date.parse(bars[Math.floor((bars.length * quarter) / 4)]?.cycle.startedAt ?? '');
    const moment = times.moment(at, now);
    const text = times.clock(at);
    return {
      at: quarter * 25,
      text: quarter === 0 && moment.startsWith(overviewWords.yesterday) ? `${text} ${overviewWords.yesterday}` : text,
    };
  });
  return [...marks, { at: 100, text: overviewWords.now }];
}
