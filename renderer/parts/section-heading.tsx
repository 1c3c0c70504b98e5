import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  block: { display: 'flex', alignItems: 'baseline', gap: '12px', marginBottom: '8px' },
  title: {
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  note: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  action: { marginLeft: 'auto' },
});

/** An `h2`, a grey note behind it, and a link or button at the far end. */
export function SectionHeading(props: {
  readonly title: string;
  readonly id?: string;
  readonly note?: string;
  readonly action?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.block}>
      <h2 className={styles.title} id={props.id}>
        {props.title}
        {props.note === undefined || props.note === '' ? null : <span className={styles.note}> {props.note}</span>}
      </h2>
      {props.action === undefined ? null : <span className={styles.action}>{props.action}</span>}
    </div>
  );
}
