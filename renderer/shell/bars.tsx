import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { useState, useSyncExternalStore } from 'react';
import { useAppInfo } from '../bridge/app-info';
import { silence } from '../bridge/bridge';
import { shellWords } from '../words/shell';
import { times } from '../words/times';
import { narrowQuery, useMedia } from './media';
import { useDark } from './theme';

const useStyles = makeStyles({
  bars: { display: 'flex', flexDirection: 'column', flexShrink: 0 },
  bar: { borderRadius: 0, borderLeftStyle: 'none', borderRightStyle: 'none', borderTopStyle: 'none' },
  // In dark a tinted surface shouts: the edge and the icon are signal enough.
  dark: { backgroundColor: tokens.colorNeutralBackground2 },
  darkWarning: {
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottomColor: tokens.colorStatusWarningForeground1,
  },
});

/** What is true of every page: Inseam is busy, the computer is offline, something the admin must hear at start. */
export function Bars(props: { readonly offline: boolean }) {
  const styles = useStyles();
  const { info } = useAppInfo();
  const silentSince = useSyncExternalStore(silence.subscribe, silence.since);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const dark = useDark();
  const quiet = mergeClasses(styles.bar, dark && styles.dark);
  const layout = useMedia(narrowQuery) ? 'multiline' : 'auto';
  const notices = (info?.notices ?? []).filter((notice) => !dismissed.has(notice.title));
  if (silentSince === null && !props.offline && notices.length === 0) return null;
  return (
    <div className={styles.bars}>
      {silentSince === null ? null : (
        <MessageBar className={quiet} layout={layout} intent="info">
          <MessageBarBody>{shellWords.busy(times.clock(silentSince))}</MessageBarBody>
        </MessageBar>
      )}
      {props.offline ? (
        <MessageBar className={quiet} layout={layout} intent="info">
          <MessageBarBody>{shellWords.offline}</MessageBarBody>
        </MessageBar>
      ) : null}
      {notices.map((notice) => (
        <MessageBar
          key={notice.title}
          className={mergeClasses(styles.bar, dark && styles.darkWarning)}
          layout={layout}
          intent="warning"
        >
          <MessageBarBody>
            <MessageBarTitle>{notice.title}.</MessageBarTitle>
            {notice.meaning} {notice.nextStep}
          </MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                aria-label={shellWords.dismiss}
                icon={<Dismiss20Regular />}
                onClick={() => setDismissed((before) => new Set(before).add(notice.title))}
              />
            }
          />
        </MessageBar>
      ))}
    </div>
  );
}
