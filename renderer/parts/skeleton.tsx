import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column' },
  row: { display: 'flex', alignItems: 'center' },
});

/** Grey lines where rows will be, of the rows' own height. They appear after 300 ms: a quick answer shows none. */
export function SkeletonRows(props: { readonly rows: number; readonly height: number }) {
  const styles = useStyles();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Skeleton className={styles.rows} aria-hidden="true" animation="pulse">
      {Array.from({ length: props.rows }, (_, index) => index).map((index) => (
        <span
          key={index}
          className={styles.row}
          ref={(element) => {
            if (element !== null) element.style.height = `${props.height}px`;
          }}
        >
          {late ? <SkeletonItem size={16} /> : null}
        </span>
      ))}
    </Skeleton>
  );
}
