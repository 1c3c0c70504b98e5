import { makeStyles, mergeClasses, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column' },
  row: { display: 'flex', alignItems: 'center', flexShrink: 0 },
  heading: { height: '28px' },
  short: { width: '160px' },
  value: { width: '120px', maxWidth: '100%' },
  block: { display: 'block', height: '100%', width: '100%' },
});

/** True once 300 ms have passed: a quick answer shows no grey at all. */
function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return late;
}

const heightOf = (height: number) => (element: HTMLElement | null) => {
  if (element !== null) element.style.height = `${height}px`;
};

/** Grey lines where rows will be, of the rows' own height; `heading`: under a section's heading. */
export function SkeletonRows(props: { readonly rows: number; readonly height: number; readonly heading?: boolean }) {
  const styles = useStyles();
  const late = useLate();
  return (
    <Skeleton className={styles.rows} aria-hidden="true" animation="pulse">
      {props.heading === true ? (
        <span className={mergeClasses(styles.row, styles.heading)}>
          {late ? <SkeletonItem size={16} className={styles.short} /> : null}
        </span>
      ) : null}
      {Array.from({ length: props.rows }, (_, index) => index).map((index) => (
        <span key={index} className={styles.row} ref={heightOf(props.height)}>
          {late ? <SkeletonItem size={16} /> : null}
        </span>
      ))}
    </Skeleton>
  );
}

/** A grey line in the place of one value. */
export function SkeletonValue() {
  const styles = useStyles();
  const late = useLate();
  return (
    <Skeleton aria-hidden="true" animation="pulse">
      {late ? <SkeletonItem size={12} className={styles.value} /> : null}
    </Skeleton>
  );
}

/** A grey area of the height that a picture will have, under its heading. */
export function SkeletonBlock(props: { readonly height: number }) {
  const styles = useStyles();
  const late = useLate();
  return (
    <Skeleton className={styles.rows} aria-hidden="true" animation="pulse">
      <span className={mergeClasses(styles.row, styles.heading)}>
        {late ? <SkeletonItem size={16} className={styles.short} /> : null}
      </span>
      <span className={styles.row} ref={heightOf(props.height)}>
        {late ? <SkeletonItem className={styles.block} /> : null}
      </span>
    </Skeleton>
  );
}
