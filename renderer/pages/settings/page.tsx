import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { useAppInfo } from '../../bridge/app-info';
import { useJobState } from '../../bridge/jobs';
import { PageBody } from '../../parts/page-body';
import { PageHeading } from '../../parts/page-heading';
import { QueryProblem } from '../../parts/query-problem';
import { narrow } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { replaceAddress } from '../../shell/router';
import { settingsWords } from '../../words/settings';
import type { PageProps } from '../page-props';
import { AlertSettings } from './alert-settings';
import { AboutSettings, AppearanceSettings, ComputerSettings, DataSettings, NetworkSettings } from './app-settings';
import { ConnectionSettings } from './connection-settings';
import { ScheduleSettings } from './schedule-settings';
import { useConnection, useTakeBack } from './use-connection';

const useStyles = makeStyles({
  layout: {
    display: 'grid',
    gridTemplateColumns: '176px minmax(0, 1fr)',
    columnGap: '40px',
    marginTop: '20px',
    alignItems: 'start',
    [narrow]: { columnGap: '28px', gridTemplateColumns: '168px minmax(0, 1fr)' },
  },
  tabs: { position: 'sticky', top: 0 },
  tab: {
    justifyContent: 'flex-start',
    padding: '6px 12px',
    borderRadius: tokens.borderRadiusMedium,
    '&[aria-selected="true"]': { backgroundColor: tokens.colorSubtleBackgroundSelected },
    '@media (forced-colors: active)': { '&[aria-selected="true"]': { outline: '2px solid Highlight' } },
  },
  panel: { maxWidth: '720px', minWidth: 0 },
});

const sections = ['connections', 'schedule', 'alerts', 'network', 'data', 'computer', 'appearance', 'about'] as const;
type Section = (typeof sections)[number];

const isSection = (name: string | undefined): name is Section => sections.some((section) => section === name);

/** Everything that is neither scope nor mapping. A change is kept as it is made. */
export function SettingsPage(props: PageProps) {
  const styles = useStyles();
  const section = isSection(props.path[0]) ? props.path[0] : 'connections';
  const { keeper, error, refresh } = useConnection(props.job);
  const state = useJobState(props.job);
  const app = useAppInfo();
  const takeBack = useTakeBack();
  const layout = useRef<HTMLDivElement>(null);
  const shown = () => {
    if (error !== null && keeper === null) return <QueryProblem words={error} onTryAgain={refresh} />;
    if (app.error !== null && app.info === null) return <QueryProblem words={app.error} onTryAgain={app.refresh} />;
    if (keeper === null || app.info === null) return null;
    const ofApp = { info: app.info, refresh: app.refresh, takeBack };
    switch (section) {
      case 'connections':
        return <ConnectionSettings keeper={keeper} takeBack={takeBack} />;
      case 'schedule':
        return (
          <ScheduleSettings keeper={keeper} accounts={state?.people.linked ?? null} takeBack={takeBack} withReview />
        );
      case 'alerts':
        return <AlertSettings keeper={keeper} takeBack={takeBack} />;
      case 'network':
        return <NetworkSettings {...ofApp} />;
      case 'data':
        return <DataSettings keeper={keeper} info={app.info} takeBack={takeBack} />;
      case 'computer':
        return <ComputerSettings {...ofApp} />;
      case 'appearance':
        return <AppearanceSettings {...ofApp} />;
      case 'about':
        return <AboutSettings info={app.info} />;
    }
  };

  return (
    <PageBody>
      <PageHeading
        title={settingsWords.title}
        line={settingsWords.lead(keeper?.connection.targetName ?? state?.targetName ?? props.job)}
      />
      <div ref={layout} className={styles.layout}>
        <TabList
          vertical
          appearance="transparent"
          className={styles.tabs}
          aria-label={settingsWords.sectionsLabel}
          selectedValue={section}
          onTabSelect={(_, data) => {
            if (typeof data.value !== 'string') return;
            replaceAddress(addressOf(props.job, 'settings', [data.value]));
            // Another section starts at its top, whatever was scrolled before.
            layout.current?.previousElementSibling?.scrollIntoView({ block: 'nearest' });
          }}
        >
          {sections.map((name) => (
            <Tab key={name} value={name} id={`section-${name}`} className={styles.tab} aria-controls="section-panel">
              {settingsWords.sections[name]}
            </Tab>
          ))}
        </TabList>
        <div
          key={section}
          role="tabpanel"
          id="section-panel"
          aria-labelledby={`section-${section}`}
          className={styles.panel}
        >
          {shown()}
        </div>
      </div>
    </PageBody>
  );
}
