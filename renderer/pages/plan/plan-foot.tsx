import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import type { PlanSummary } from '../../../shared/ipc/contract';
import { narrow } from '../../shell/media';
import { planWords } from '../../words/plan';
import { times } from '../../words/times';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    flexShrink: 0,
    padding: '12px 36px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { padding: '12px 24px' },
  },
  footInner: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    flexGrow: 1,
    maxWidth: '1120px',
    '& > button': { whiteSpace: 'nowrap', flexShrink: 0 },
  },
  made: { marginRight: 'auto', color: tokens.colorNeutralForeground2 },
});

/** Always in sight: from when the plan is, and what can be done with it. */
export function PlanFoot(props: {
  readonly summary: PlanSummary;
  readonly leftOut: number;
  readonly exporting: boolean;
  /** Why it cannot be run; null: it can. */
  readonly whyNot: string | null;
  readonly onExport: (format: 'csv' | 'json') => void;
  readonly onRun: () => void;
}) {
  const styles = useStyles();
  const { summary, leftOut, whyNot } = props;
  return (
    <div className={styles.foot}>
      <div className={styles.footInner}>
        <span className={styles.made}>
          {planWords.made(times.clock(Date.parse(summary.madeAt)), summary.people)}
          {leftOut === 0 ? '' : ` ${planWords.leftOutFoot(leftOut)}`}
        </span>
        <Menu positioning="above-end">
          <MenuTrigger disableButtonEnhancement>
            <Button icon={<ArrowDownload16Regular />} disabledFocusable={props.exporting}>
              {planWords.export}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => props.onExport('csv')}>{planWords.exportCsv}</MenuItem>
              <MenuItem onClick={() => props.onExport('json')}>{planWords.exportJson}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
        {whyNot === null ? (
          <Button appearance="primary" onClick={props.onRun}>
            {planWords.run}
          </Button>
        ) : (
          <Tooltip content={whyNot} relationship="description">
            <Button appearance="primary" disabledFocusable>
              {planWords.run}
            </Button>
          </Tooltip>
        )}
      </div>
    </div>
  );
}
