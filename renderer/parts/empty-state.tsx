import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { useHeadingFocus } from '../shell/heading-focus';

const useStyles = makeStyles({
  block: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '4px', maxWidth: '60ch' },
  heading: { fontSize: '24px', lineHeight: '32px', fontWeight: tokens.fontWeightSemibold, outlineStyle: 'none' },
  text: { color: tokens.colorNeutralForeground2 },
  action: { marginTop: '16px' },
});

/** A whole page that has nothing to show: why, and the one way on. */
export function EmptyState(props: {
  readonly heading: string;
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void };
}) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useHeadingFocus(heading, props.heading);
  return (
    <div className={styles.block}>
      <h1 ref={heading} tabIndex={-1} className={styles.heading}>
        {props.heading}
      </h1>
      <p className={styles.text}>{props.text}</p>
      <Button className={styles.action} appearance="primary" onClick={props.action.run}>
        {props.action.label}
      </Button>
    </div>
  );
}
