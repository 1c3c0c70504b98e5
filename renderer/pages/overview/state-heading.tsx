import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode, useRef } from 'react';
import type { StateSentence } from '../../../shared/health/state-sentence';
import { StateIcon } from '../../parts/state-icon';
import { useHeadingFocus } from '../../shell/heading-focus';
import { narrow, narrowQuery, useMedia } from '../../shell/media';

const useStyles = makeStyles({
  block: {
    display: 'grid',
    gridTemplateColumns: '40px minmax(0, 1fr) auto',
    columnGap: '16px',
    alignItems: 'start',
    // The icon stands beside both lines, the buttons beside the first.
    '& > svg': { gridRow: '1 / span 2' },
    [narrow]: { gridTemplateColumns: '32px minmax(0, 1fr) auto' },
  },
  sentence: {
    fontSize: '28px',
    lineHeight: '36px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.015em',
    marginTop: '2px',
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
    [narrow]: { fontSize: '24px', lineHeight: '32px', marginTop: 0 },
  },
  // Where the sentence needs two lines, it breaks between its halves.
  clause: { display: 'inline-block' },
  second: { gridColumn: '2 / -1', color: tokens.colorNeutralForeground2, marginTop: '2px' },
  actions: { display: 'flex', gap: '8px', flexShrink: 0 },
});

const clausesOf = (sentence: string): readonly string[] => sentence.split(/(?<=;) /);

/** The one sentence of state, what stands behind it, and what can be done. */
export function StateHeading(props: {
  readonly words: StateSentence;
  readonly place: string;
  readonly actions: ReactNode;
}) {
  const styles = useStyles();
  const small = useMedia(narrowQuery);
  const heading = useRef<HTMLHeadingElement>(null);
  useHeadingFocus(heading, props.place);
  return (
    <div className={styles.block}>
      <StateIcon state={props.words.icon} size={small ? 32 : 40} />
      <h1 ref={heading} tabIndex={-1} className={styles.sentence}>
        {clausesOf(props.words.sentence).map((clause, index) => (
          <Fragment key={clause}>
            {index === 0 ? null : ' '}
            <span className={styles.clause}>{clause}</span>
          </Fragment>
        ))}
      </h1>
      <div className={styles.actions}>{props.actions}</div>
      <p className={styles.second}>{props.words.secondLine}</p>
    </div>
  );
}
