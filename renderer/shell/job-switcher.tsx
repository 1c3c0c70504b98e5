import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular, ChevronUpDown16Regular } from '@fluentui/react-icons';
import type { JobState } from '../../shared/health/job-state';
import { stateSentence } from '../../shared/health/state-sentence';
import { useJobs } from '../bridge/jobs';
import { useNow } from '../parts/now';
import { StateIcon } from '../parts/state-icon';
import { TargetIcon } from '../parts/target-icon';
import { shellWords } from '../words/shell';
import { shortClocks, times } from '../words/times';
import { narrow } from './media';
import { setupAddress } from './route';
import { navigateGuarded } from './router';
import { jobAddress } from './start';

const useStyles = makeStyles({
  trigger: {
    position: 'relative',
    justifyContent: 'flex-start',
    gap: '10px',
    padding: '8px 10px',
    minWidth: 0,
    border: 'none',
    borderRadius: '6px',
    marginBottom: '10px',
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'left',
    [narrow]: { padding: '4px', justifyContent: 'center', marginBottom: '8px' },
  },
  picture: {
    position: 'relative',
    width: '32px',
    height: '32px',
    borderRadius: '6px',
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  badge: {
    display: 'none',
    position: 'absolute',
    right: '-5px',
    bottom: '-5px',
    padding: '1px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground3,
    [narrow]: { display: 'block' },
  },
  // In the rail the words are the name of the button still.
  words: {
    flexGrow: 1,
    minWidth: 0,
    [narrow]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  name: {
    display: 'block',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '&[data-beside="chevron"]': { paddingRight: '20px' },
  },
  state: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground2,
  },
  stateText: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  chevron: {
    color: tokens.colorNeutralForeground3,
    flexShrink: 0,
    [narrow]: { display: 'none' },
    // "In step, next 2:42 PM" needs the whole second line.
    '&[data-beside="name"]': { position: 'absolute', right: '10px', top: '10px' },
  },
  itemState: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** Which connection the window is about, and how it is; its menu has the others and the way to a new one. */
export function JobSwitcher(props: { readonly state: JobState }) {
  const styles = useStyles();
  const { jobs } = useJobs();
  const now = useNow();
  const { short, icon } = stateSentence(props.state, now, times);
  return (
    <Menu
      checkedValues={{ job: [props.state.job] }}
      onCheckedValueChange={(_, data) => {
        const chosen = jobs?.find((state) => state.job === data.checkedItems[0]);
        if (chosen !== undefined) navigateGuarded(jobAddress(chosen));
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.trigger}>
          <span className={styles.picture}>
            <TargetIcon profileId={props.state.profileId} />
            <span className={styles.badge}>
              <StateIcon state={icon} size={16} />
            </span>
          </span>
          <span className={styles.words}>
            <span className={styles.name} data-beside={shortClocks ? 'nothing' : 'chevron'}>
              {props.state.targetName}
            </span>
            <span className={styles.state}>
              <StateIcon state={icon} size={16} />
              <span className={styles.stateText} title={short}>
                {short}
              </span>
            </span>
          </span>
          <ChevronUpDown16Regular
            className={styles.chevron}
            data-beside={shortClocks ? 'both' : 'name'}
            aria-hidden="true"
          />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(jobs ?? []).map((state) => (
            <MenuItemRadio key={state.job} name="job" value={state.job}>
              {state.targetName}
              <span className={styles.itemState}>{stateSentence(state, now, times).short}</span>
            </MenuItemRadio>
          ))}
          <MenuDivider />
          <MenuItem icon={<Add20Regular />} onClick={() => navigateGuarded(setupAddress('new', 1))}>
            {shellWords.addConnection}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
