import { makeStyles, tokens } from '@fluentui/react-components';
import { narrow } from '../../shell/media';
import { shortClocks } from '../../words/times';

/** The one-line rows of Latest changes and Happening now: time, name, action, what. */
export const useRowStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: `${shortClocks ? 44 : 64}px minmax(0, 200px) 108px minmax(0, 1fr)`,
    columnGap: '12px',
    alignItems: 'center',
    height: '40px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
    '&[data-time="seconds"]': {
      gridTemplateColumns: `${shortClocks ? 64 : 84}px minmax(0, 200px) 108px minmax(0, 1fr)`,
    },
    '&[data-time="day"]': {
      gridTemplateColumns: `${shortClocks ? 124 : 144}px minmax(0, 200px) 108px minmax(0, 1fr)`,
    },
    [narrow]: { height: '38px' },
  },
  time: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  what: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
  },
});
