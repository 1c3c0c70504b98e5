import { makeStyles, tokens } from '@fluentui/react-components';
import { forcedColors } from './media';

const useStyles = makeStyles({
  left: { fill: tokens.colorBrandBackground, [forcedColors]: { fill: 'CanvasText' } },
  right: { fill: tokens.colorBrandForeground2, [forcedColors]: { fill: 'CanvasText' } },
  stitches: {
    stroke: tokens.colorNeutralForegroundOnBrand,
    strokeWidth: '1.6',
    strokeLinecap: 'round',
    [forcedColors]: { stroke: 'Canvas' },
  },
});

/** Two halves of a square joined by three stitches. */
export function Mark() {
  const styles = useStyles();
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path className={styles.left} d="M4 2h5.2v16H4a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3Z" />
      <path className={styles.right} d="M10.8 2H16a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3h-5.2Z" />
      <path className={styles.stitches} d="M6.5 5.5h7M6.5 10h7M6.5 14.5h7" />
    </svg>
  );
}
