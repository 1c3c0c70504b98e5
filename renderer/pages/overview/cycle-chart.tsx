import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { CycleSummary } from '../../../shared/health/job-state';
import { useNow } from '../../parts/now';
import { forcedColors } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { navigateGuarded } from '../../shell/router';
import { cycleDid, overviewWords } from '../../words/overview';
import { times } from '../../words/times';
import { dayMs, placeBars, placeOf } from './bar-places';
import { barOf, heightOf, isQuiet } from './cycle-bar';

const areaPx = 70;
const tallestPx = 62;
/** One account; less where a bar would not fit. */
const unitPx = 10.5;

const useStyles = makeStyles({
  bars: {
    position: 'relative',
    height: `${areaPx}px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    position: 'absolute',
    bottom: 0,
    transform: 'translateX(-50%)',
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
    minWidth: '1.5px',
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

/** One bar a cycle where its time is, the last 24 hours from left to right. The bars are one stop of the Tab key; arrows move along them, Enter opens Activity. */
export function CycleChart(props: {
  readonly job: string;
  readonly cycles: readonly CycleSummary[];
  readonly toggle: ReactNode;
}) {
  const styles = useStyles();
  const now = useNow();
  const group = useRef<HTMLDivElement>(null);
  const bars = props.cycles.map(barOf).reverse();
  const { pitch, middles } = placeBars(
    bars.map((bar) => Date.parse(bar.cycle.startedAt)),
    now,
  );
  const [active, setActive] = useState<number | null>(null);
  const stop = Math.min(active ?? bars.length - 1, bars.length - 1);
  const tallest = Math.max(1, ...bars.map(heightOf));
  const unit = Math.min(unitPx, tallestPx / tallest);
  const pixels = (amount: number) => Math.max(3, Math.round(amount * unit - 1));

  const part = (amount: number, className: string) =>
    amount === 0 ? null : <Part className={mergeClasses(styles.part, className)} height={pixels(amount)} />;

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
          const name = overviewWords.cycleName(
            times.clockOrMoment(Date.parse(bar.cycle.startedAt), now),
            cycleDid(bar.cycle),
          );
          return (
            <button
              key={bar.cycle.id}
              type="button"
              className={styles.bar}
              aria-label={name}
              title={name}
              tabIndex={index === stop ? 0 : -1}
              ref={(element) => {
                if (element === null) return;
                element.style.left = `${middles[index] ?? 0}%`;
                element.style.width = `${pitch}%`;
              }}
              onFocus={() => setActive(index)}
              onClick={() => navigateGuarded(addressOf(props.job, 'activity', [], { cycle: bar.cycle.id }))}
            >
              {isQuiet(bar) ? <span className={mergeClasses(styles.part, styles.tick)} /> : null}
              {part(bar.failed, styles.failed)}
              {part(bar.changed, styles.changed)}
              {part(bar.removed, styles.removed)}
            </button>
          );
        })}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {axisMarks(now, pitch).map((mark) => (
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

/** The clock at the start of the day that is shown, at each quarter of it, and now. `at` in per cent of the width. */
function axisMarks(now: number, pitch: number): readonly { readonly at: number; readonly text: string }[] {
  const start = now - dayMs;
  const quarters = [1, 2, 3].map((quarter) => {
    const at = start + (quarter * dayMs) / 4;
    return { at: placeOf(at, now, pitch), text: times.clock(at) };
  });
  return [
    { at: 0, text: `${times.clock(start)} ${overviewWords.yesterday}` },
    ...quarters,
    { at: 100, text: overviewWords.now },
  ];
}
