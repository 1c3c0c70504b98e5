import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { CycleSummary } from '../../../shared/health/job-state';
import { SectionHeading } from '../../parts/section-heading';
import { overviewWords } from '../../words/overview';
import { barOf, isQuiet } from './cycle-bar';
import { CycleChart } from './cycle-chart';
import { CycleTable } from './cycle-table';

const useStyles = makeStyles({
  toggle: { fontSize: '12px', lineHeight: '16px' },
  empty: { color: tokens.colorNeutralForeground3 },
});

/** What each cycle of the last 24 hours did, as bars or as a table. */
export function LastDay(props: {
  readonly job: string;
  /** Newest first, finished ones only. */
  readonly cycles: readonly CycleSummary[];
  readonly everRan: boolean;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
}) {
  const styles = useStyles();
  const { cycles, asTable } = props;
  const section = useRef<HTMLElement>(null);
  const toggled = useRef(false);
  // The link stands elsewhere then, and is another one: the focus goes with it.
  useEffect(() => {
    if (toggled.current) section.current?.querySelector<HTMLElement>('[data-toggle]')?.focus();
    toggled.current = false;
  });
  const quiet = cycles.filter((cycle) => isQuiet(barOf(cycle))).length;
  const toggle = (
    <Link
      as="button"
      data-toggle
      className={styles.toggle}
      onClick={() => {
        toggled.current = true;
        props.onAsTable(!asTable);
      }}
    >
      {asTable ? overviewWords.showChart : overviewWords.showTable}
    </Link>
  );
  return (
    <section ref={section} aria-labelledby="last-day">
      <SectionHeading
        id="last-day"
        title={overviewWords.lastDay}
        note={overviewWords.lastDayNote(cycles.length, quiet)}
        action={asTable ? toggle : undefined}
      />
      {cycles.length === 0 ? (
        <p className={styles.empty}>{props.everRan ? overviewWords.noCycles : overviewWords.noBars}</p>
      ) : asTable ? (
        <CycleTable cycles={cycles} />
      ) : (
        <CycleChart job={props.job} cycles={cycles} toggle={toggle} />
      )}
    </section>
  );
}
