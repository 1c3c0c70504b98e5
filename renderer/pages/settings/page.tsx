import { Button, makeStyles } from '@fluentui/react-components';
import { useRef } from 'react';
import { useAppInfo } from '../../bridge/app-info';
import { useConnection } from '../../bridge/connection';
import { useJobState } from '../../bridge/jobs';
import { AlertSettings } from '../../parts/alert-settings';
import { PageBody } from '../../parts/page-body';
import { PageHeading } from '../../parts/page-heading';
import { QueryProblem } from '../../parts/query-problem';
import { ScheduleSettings } from '../../parts/schedule-settings';
import { Tabs, useTabIds } from '../../parts/tabs';
import { narrow } from '../../shell/media';
import { addressOf, setupAddress } from '../../shell/route';
import { navigate, replaceAddress } from '../../shell/router';
import { settingsWords } from '../../words/settings';
import { welcomeWords } from '../../words/welcome';
import type { PageProps } from '../page-props';
import { CensusPanel } from '../people/census-panel';
import { AboutSettings, AppearanceSettings, ComputerSettings, DataSettings, NetworkSettings } from './app-settings';
import { ConnectionSettings } from './connection-settings';
import { RestartSettings } from './restart-settings';
import { SafetyPeople } from './safety-people';
import { useTakeBack } from './use-take-back';

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
  panel: { maxWidth: '720px', minWidth: 0 },
});

const sections = [
  'connections',
  'schedule',
  'census',
  'alerts',
  'network',
  'data',
  'computer',
  'appearance',
  'about',
] as const;
type Section = (typeof sections)[number];

const isSection = (name: string | undefined): name is Section => sections.some((section) => section === name);

/** Everything that is neither scope nor mapping. A change is kept as it is made. */
export function SettingsPage(props: PageProps) {
  const styles = useStyles();
  const section = isSection(props.path[0]) ? props.path[0] : 'connections';
  const { keeper, error, refresh } = useConnection(props.job);
  const state = useJobState(props.job);
  // From the wizard one comes here for the network, and wants to go back.
  const setupStep = keeper?.connection.setupStep ?? null;
  const app = useAppInfo();
  const takeBack = useTakeBack();
  const ids = useTabIds();
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
          <>
            <ScheduleSettings keeper={keeper} accounts={state?.people.linked ?? null} takeBack={takeBack} withReview />
            <SafetyPeople job={props.job} deletes={keeper.connection.safety.deleteAfterDays !== null} />
            <RestartSettings job={props.job} people={state?.people.inScope ?? 0} />
          </>
        );
      case 'census':
        return <CensusPanel job={props.job} targetName={keeper.connection.targetName} />;
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
        {...(setupStep === null
          ? {}
          : {
              actions: (
                <Button appearance="primary" onClick={() => navigate(setupAddress(props.job, setupStep))}>
                  {welcomeWords.continueWith(keeper?.connection.targetName ?? props.job)}
                </Button>
              ),
            })}
      />
      <div ref={layout} className={styles.layout}>
        <div className={styles.tabs}>
          <Tabs
            label={settingsWords.sectionsLabel}
            orientation="vertical"
            ids={ids}
            tabs={sections.map((name) => ({ name, title: settingsWords.sections[name] }))}
            selected={section}
            onSelect={(name) => {
              replaceAddress(addressOf(props.job, 'settings', [name]));
              // Another section starts at its top, whatever was scrolled before.
              layout.current?.previousElementSibling?.scrollIntoView({ block: 'nearest' });
            }}
          />
        </div>
        <div key={section} role="tabpanel" id={ids.panel} aria-labelledby={ids.tab(section)} className={styles.panel}>
          {shown()}
        </div>
      </div>
    </PageBody>
  );
}
