import { makeStyles, tokens } from '@fluentui/react-components';
import { appName } from '../words/shell';
import { Mark } from './mark';
import { narrow } from './media';

const useStyles = makeStyles({
  row: {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    height: '48px',
    // The system's own controls lie over the row: to the right on Windows, to the left on macOS.
    '&[data-platform="win32"]': { paddingRight: '138px' },
    '&[data-platform="darwin"]': { paddingLeft: '78px' },
  },
  mark: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    paddingLeft: '18px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  name: { [narrow]: { '&[data-rail="true"]': { display: 'none' } } },
});

/** Moves the window on Windows and macOS; `rail`: below 1100 px the mark stands alone over the rail of icons. */
export function TitleRow(props: { readonly platform: string; readonly rail: boolean }) {
  const styles = useStyles();
  return (
    <header className={styles.row} data-drag data-platform={props.platform}>
      <span className={styles.mark}>
        <Mark />
        <span className={styles.name} data-rail={props.rail}>
          {appName}
        </span>
      </span>
    </header>
  );
}
