import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useAppInfo } from '../bridge/app-info';
import { useJobs } from '../bridge/jobs';
import { useLive } from '../bridge/live';
import { innerPages, pages } from '../pages/pages';
import { WelcomePage } from '../pages/welcome/page';
import { WizardPage } from '../pages/wizard/page';
import { EmptyState } from '../parts/empty-state';
import { PageBody } from '../parts/page-body';
import { ProblemNote } from '../parts/problem-note';
import { pageTitles, shellWords, windowTitle } from '../words/shell';
import { useAnnouncedProgress } from './announce-progress';
import { Bars } from './bars';
import { useKeys } from './keys';
import { KeysDialog } from './keys-dialog';
import { narrow } from './media';
import { Navigation } from './navigation';
import { PageBoundary } from './page-boundary';
import { focusNextRegion } from './regions';
import { addressOf } from './route';
import { navigate, navigateGuarded, useRoute } from './router';
import { startAddress } from './start';
import { TitleRow } from './title-row';

const useStyles = makeStyles({
  frame: {
    height: '100%',
    display: 'grid',
    gridTemplateRows: '48px minmax(0, 1fr)',
    gridTemplateColumns: '232px minmax(0, 1fr)',
    backgroundColor: tokens.colorNeutralBackground3,
    [narrow]: { gridTemplateColumns: '56px minmax(0, 1fr)' },
  },
  solo: { gridTemplateColumns: 'minmax(0, 1fr)', [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
  skip: {
    position: 'absolute',
    left: '8px',
    top: '-48px',
    zIndex: 10,
    padding: '8px 12px',
    border: 'none',
    font: 'inherit',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    boxShadow: tokens.shadow8,
    ':focus': { top: '8px', outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  page: {
    minWidth: 0,
    minHeight: 0,
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTopLeftRadius: '8px',
  },
  /** The wizard draws its own sheet beside its steps. */
  bare: {
    minWidth: 0,
    minHeight: 0,
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
    outlineStyle: 'none',
  },
});

/** The frame: title row, navigation, page. Decides from the address alone what stands in it. */
export function Shell() {
  const styles = useStyles();
  const route = useRoute();
  const { info, error: infoError, refresh: refreshInfo } = useAppInfo();
  const { jobs, error: jobsError, refresh: refreshJobs } = useJobs();
  const state = jobs?.find((known) => known.job === route.job) ?? null;
  const inner = innerPages.find((known) => known.name === route.page) ?? null;
  const row = pages.find((known) => known.name === route.page) ?? inner;
  const ofJob = route.page !== '' && route.page !== 'welcome' && route.page !== 'setup';

  useEffect(() => {
    if (route.page === '' && jobs !== null) navigate(startAddress(jobs));
  }, [route.page, jobs]);

  useEffect(() => {
    if (route.page === 'welcome') document.title = windowTitle(pageTitles.welcome, null);
    else if (route.page === 'setup') document.title = windowTitle(pageTitles.setUp, state?.targetName ?? null);
    else if (row !== null) document.title = windowTitle(row.title, state?.targetName ?? null);
  }, [route.page, row, state?.targetName]);

  useAnnouncedProgress(state);
  useLive((event) => {
    if (event.kind === 'navigate') navigateGuarded(event.route);
  });

  const [keysShown, setKeysShown] = useState(false);
  const pageKeys = Object.fromEntries(
    pages.map((page, index) => [`Ctrl+${index + 1}`, () => navigateGuarded(addressOf(route.job, page.name))]),
  );
  useKeys({
    ...(ofJob && state !== null
      ? {
          ...pageKeys,
          'Ctrl+,': () => navigateGuarded(addressOf(route.job, 'settings')),
          '?': () => setKeysShown(true),
        }
      : {}),
    F6: (event) => focusNextRegion(event.shiftKey ? -1 : 1),
  });

  // A link would change the address, which is the route.
  const skipLink = (
    <button type="button" className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
      {shellWords.skipLink}
    </button>
  );
  const platform = info?.platform ?? '';

  const error = jobs === null ? (jobsError ?? infoError) : null;
  if (error !== null || jobs === null || !ofJob) {
    return (
      <div className={mergeClasses(styles.frame, styles.solo)}>
        {skipLink}
        <TitleRow platform={platform} rail={false} />
        <main
          id="content"
          tabIndex={-1}
          data-region="page"
          className={route.page === 'setup' ? styles.bare : styles.page}
        >
          {error === null ? (
            <Bars offline={false} />
          ) : (
            <PageBody>
              <ProblemNote
                level={1}
                words={error}
                onAction={() => {
                  refreshInfo();
                  refreshJobs();
                }}
              />
            </PageBody>
          )}
          {error === null && jobs !== null ? <Solo /> : null}
        </main>
      </div>
    );
  }

  const Page = row?.page ?? null;
  return (
    <div className={styles.frame}>
      {skipLink}
      <TitleRow platform={platform} rail />
      {state === null ? <div /> : <Navigation state={state} page={inner?.under ?? route.page} />}
      <main id="content" tabIndex={-1} data-region="page" className={styles.page}>
        <Bars offline={state?.condition.kind === 'offline' && route.page !== 'overview'} />
        {state === null || Page === null ? (
          <PageBody>
            <EmptyState
              heading={state === null ? shellWords.jobGone : shellWords.pageGone}
              text={shellWords.jobGoneLine}
              action={{ label: shellWords.toStart, run: () => navigate(startAddress(jobs)) }}
            />
          </PageBody>
        ) : (
          <Bounded place={`${route.job} ${route.page}`}>
            <Page key={`${route.job} ${route.page}`} job={route.job} path={route.path} query={route.query} />
          </Bounded>
        )}
      </main>
      {keysShown && row !== null ? (
        <KeysDialog
          page={row.name}
          pageTitle={row.title}
          pages={pages.length}
          platform={platform}
          onClose={() => setKeysShown(false)}
        />
      ) : null}
    </div>
  );
}

function Solo() {
  const route = useRoute();
  if (route.page === 'setup') {
    return (
      <Bounded place={`setup ${route.job}`}>
        <WizardPage job={route.job} path={route.path} query={route.query} />
      </Bounded>
    );
  }
  return route.page === 'welcome' ? (
    <Bounded place="welcome">
      <WelcomePage job="" path={route.path} query={route.query} />
    </Bounded>
  ) : null;
}

function Bounded(props: { readonly place: string; readonly children: ReactNode }) {
  return (
    <PageBoundary
      place={props.place}
      fallback={(tryAgain) => (
        <PageBody>
          <EmptyState
            heading={shellWords.defect}
            text={shellWords.defectLine}
            action={{ label: shellWords.tryAgain, run: tryAgain }}
          />
        </PageBody>
      )}
    >
      {props.children}
    </PageBoundary>
  );
}
