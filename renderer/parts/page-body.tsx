import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { narrow } from '../shell/media';

const useStyles = makeStyles({
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    // The bar comes and goes; what it stands beside does not move.
    scrollbarGutter: 'stable',
    padding: '28px 36px 28px',
    [narrow]: { padding: '20px 24px 12px' },
  },
  width: { maxWidth: '1120px' },
});

/** The scrolling body of a page that has no list of its own: page padding, content at most 1120 px wide. */
export function PageBody(props: { readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.body}>
      <div className={styles.width}>{props.children}</div>
    </div>
  );
}
