import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { forcedColors, narrow } from '../shell/media';

/** At 200 % there is no room side by side: the three stand below each other. */
const stacked = '@media (max-width: 879px)';

const useStyles = makeStyles({
  seam: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    alignItems: 'center',
    textAlign: 'left',
    padding: '16px 20px',
    borderRadius: '8px',
    backgroundColor: tokens.colorNeutralBackground2,
    [narrow]: { padding: '12px 16px' },
    [stacked]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '8px' },
  },
  node: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  picture: {
    width: '36px',
    height: '36px',
    flexShrink: 0,
    display: 'grid',
    placeItems: 'center',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForeground1,
  },
  bad: { color: tokens.colorStatusDangerForeground3 },
  name: { fontWeight: tokens.fontWeightSemibold, lineHeight: '20px' },
  fact: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  thread: {
    display: 'flex',
    alignItems: 'center',
    gap: '14px',
    margin: '0 24px',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
    [narrow]: { margin: '0 14px' },
    [stacked]: { margin: '0 0 0 10px' },
  },
  // Nine pixels of thread, six of cloth.
  stitches: {
    flexGrow: 1,
    height: '2px',
    minWidth: '15px',
    [stacked]: { maxWidth: '30px' },
    backgroundImage: `linear-gradient(90deg, ${tokens.colorBrandStroke1} 60%, transparent 60%)`,
    backgroundSize: '15px 2px',
    backgroundRepeat: 'round',
    forcedColorAdjust: 'none',
    [forcedColors]: { backgroundImage: 'linear-gradient(90deg, CanvasText 60%, transparent 60%)' },
  },
  cut: {
    backgroundImage: `linear-gradient(90deg, ${tokens.colorNeutralStroke1} 60%, transparent 60%)`,
    [forcedColors]: { backgroundImage: 'linear-gradient(90deg, GrayText 60%, transparent 60%)' },
  },
  middle: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
});

export interface SeamNode {
  readonly icon: ReactNode;
  readonly name: string;
  readonly fact: string;
  readonly bad?: boolean;
}

/** The product's own picture: source, stitches, target. Cut when nothing goes through. */
export function Seam(props: {
  readonly source: SeamNode;
  readonly target: SeamNode;
  readonly between: string;
  readonly icon?: ReactNode;
  readonly cut: boolean;
}) {
  const styles = useStyles();
  const stitches = <span className={mergeClasses(styles.stitches, props.cut && styles.cut)} aria-hidden="true" />;
  const node = (of: SeamNode) => (
    <div className={styles.node}>
      <span className={mergeClasses(styles.picture, of.bad === true && styles.bad)} aria-hidden="true">
        {of.icon}
      </span>
      <div>
        <div className={styles.name}>{of.name}</div>
        <div className={styles.fact}>{of.fact}</div>
      </div>
    </div>
  );
  return (
    <div className={styles.seam}>
      {node(props.source)}
      <div className={styles.thread}>
        {stitches}
        <span className={styles.middle}>
          {props.icon}
          {props.between}
        </span>
        {stitches}
      </div>
      {node(props.target)}
    </div>
  );
}
