import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useRef } from 'react';
import { useHeadingFocus } from '../shell/heading-focus';

const useStyles = makeStyles({
  block: { display: 'flex', alignItems: 'flex-start', gap: '16px' },
  title: {
    fontSize: '24px',
    lineHeight: '32px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.01em',
    color: tokens.colorNeutralForeground1,
    outlineStyle: 'none',
  },
  line: { color: tokens.colorNeutralForeground2, marginTop: '2px', maxWidth: '92ch' },
  actions: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '8px', flexShrink: 0 },
});

/** A page's `h1`, the line that says what it answers, and its actions. The focus comes here when the place changes. */
export function PageHeading(props: {
  readonly title: string;
  readonly line?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useHeadingFocus(heading, props.title);
  return (
    <div className={styles.block}>
      <div>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {props.title}
        </h1>
        {props.line === undefined ? null : <p className={styles.line}>{props.line}</p>}
      </div>
      {props.actions === undefined ? null : <div className={styles.actions}>{props.actions}</div>}
    </div>
  );
}
