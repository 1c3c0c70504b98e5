import { makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import type { JobState } from '../../shared/health/job-state';
import { useWaitingDecisions } from '../bridge/waiting-decisions';
import { type PageRow, pages } from '../pages/pages';
import { shellWords } from '../words/shell';
import { times } from '../words/times';
import { JobSwitcher } from './job-switcher';
import { forcedColors, narrow, narrowQuery, useMedia } from './media';
import { addressOf } from './route';

const useStyles = makeStyles({
  navigation: {
    padding: '4px 8px 12px 10px',
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    minHeight: 0,
    overflowY: 'auto',
    [narrow]: { padding: '4px 8px 12px' },
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: '12px',
    height: '36px',
    padding: '0 10px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    position: 'relative',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
    [narrow]: { justifyContent: 'center', padding: 0, height: '40px' },
    '&[aria-current="page"]': {
      backgroundColor: tokens.colorSubtleBackgroundSelected,
      color: tokens.colorNeutralForeground1,
      fontWeight: tokens.fontWeightSemibold,
    },
    '&[aria-current="page"] svg': { color: tokens.colorBrandForeground1 },
    '&[aria-current="page"]::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '10px',
      bottom: '10px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
    [forcedColors]: { '&[aria-current="page"]': { outline: '2px solid Highlight', outlineOffset: '-2px' } },
  },
  text: { [narrow]: { display: 'none' } },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  rules: {
    display: 'flex',
    alignItems: 'center',
    height: '28px',
    marginTop: '10px',
    padding: '0 10px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    [narrow]: { display: 'none' },
  },
  afterRules: { [narrow]: { marginTop: '9px' } },
  space: { flexGrow: 1 },
  counter: {
    marginLeft: 'auto',
    fontSize: '12px',
    lineHeight: '18px',
    minWidth: '18px',
    textAlign: 'center',
    padding: '0 5px',
    borderRadius: '9px',
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    [narrow]: { position: 'absolute', right: '0', top: '2px', fontSize: '11px', lineHeight: '16px', minWidth: '16px' },
    [forcedColors]: { border: '1px solid CanvasText' },
  },
});

/** Links to the job's pages; below 1100 px a rail of icons with their names as tooltips. */
export function Navigation(props: { readonly state: JobState; readonly page: string }) {
  const styles = useStyles();
  const rail = useMedia(narrowQuery);
  const waiting = useWaitingDecisions(props.state);

  const link = (row: PageRow, className?: string) => {
    const here = row.name === props.page;
    const Icon = here ? row.iconHere : row.icon;
    const counter = row.name === 'overview' ? waiting : 0;
    const name = counter > 0 ? `${row.title}, ${shellWords.waitForYou(counter)}` : row.title;
    const element = (
      <a
        key={row.name}
        href={addressOf(props.state.job, row.name)}
        className={mergeClasses(styles.link, className)}
        aria-current={here ? 'page' : undefined}
      >
        <Icon aria-hidden="true" />
        <span className={styles.text}>{row.title}</span>
        {counter > 0 ? (
          <span className={styles.counter}>
            <span aria-hidden="true">{times.number(counter)}</span>
            <span className={styles.unseen}>, {shellWords.waitForYou(counter)}</span>
          </span>
        ) : null}
      </a>
    );
    return rail ? (
      <Tooltip key={row.name} content={name} relationship="label" positioning="after">
        {element}
      </Tooltip>
    ) : (
      element
    );
  };

  return (
    <nav className={styles.navigation} aria-label={shellWords.navigation} data-region="navigation">
      <JobSwitcher state={props.state} />
      {pages.filter((row) => row.group === 'main').map((row) => link(row))}
      <div className={styles.rules}>{shellWords.rules}</div>
      {pages
        .filter((row) => row.group === 'rules')
        .map((row, index) => link(row, index === 0 ? styles.afterRules : undefined))}
      <div className={styles.space} />
      {pages.filter((row) => row.group === 'foot').map((row) => link(row))}
    </nav>
  );
}
