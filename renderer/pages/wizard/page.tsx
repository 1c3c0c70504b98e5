import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useAppInfo } from '../../bridge/app-info';
import { call } from '../../bridge/bridge';
import { useConnection } from '../../bridge/connection';
import { useJobs } from '../../bridge/jobs';
import { useQuery } from '../../bridge/query';
import { QueryProblem } from '../../parts/query-problem';
import { narrow, narrowQuery, useMedia } from '../../shell/media';
import { setupAddress } from '../../shell/route';
import { navigate } from '../../shell/router';
import { startAddress } from '../../shell/start';
import { wizardWords } from '../../words/wizard';
import type { PageProps } from '../page-props';
import { AlertsAndSchedule } from './alerts-and-schedule';
import { CheckMapping } from './check-mapping';
import { ChoosePeople } from './choose-people';
import { ChooseService } from './choose-service';
import { ConnectEntra } from './connect-entra';
import { ConnectTarget } from './connect-target';
import { ReviewPlan } from './review-plan';
import type { StepProps } from './step-props';
import { lastStep, WizardSteps } from './wizard-steps';

const useStyles = makeStyles({
  frame: {
    flexGrow: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: '264px minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  steps: { padding: '20px 16px 20px 18px', overflowY: 'auto', [narrow]: { display: 'none' } },
  // In the title row, which is the shell's: the frame stands below it.
  where: {
    position: 'fixed',
    top: '14px',
    left: '264px',
    lineHeight: '20px',
    color: tokens.colorNeutralForeground2,
    pointerEvents: 'none',
    [narrow]: { left: '122px' },
    // There the window's own controls stand before the mark.
    '&[data-platform="darwin"]': { [narrow]: { left: '182px' } },
  },
  problem: { padding: '28px 36px' },
});

/** Seven steps from nothing to a reviewed first cycle. What was entered stays, also when the window is closed. */
export function WizardPage(props: PageProps) {
  const styles = useStyles();
  const { info } = useAppInfo();
  const isNarrow = useMedia(narrowQuery);
  const job = props.job === 'new' ? null : props.job;
  const profiles = useQuery('profiles.list', {});
  const { keeper, error, refresh } = useConnection(job);
  const wanted = Number(props.path[0] ?? 1);
  const asked = Number.isInteger(wanted) && wanted >= 1 && wanted <= lastStep ? wanted : 1;
  const reached = keeper === null ? 1 : (keeper.connection.setupStep ?? lastStep);
  const [furthest, setFurthest] = useState({ job, step: 1 });
  // What was reached in this visit is known before the main process says so.
  const open = Math.max(reached, furthest.job === job ? furthest.step : 1);
  const step = job === null ? 1 : keeper === null ? asked : Math.min(asked, open);

  const failed = profiles.value === null ? profiles.error : keeper === null ? error : null;
  if (failed !== null) {
    return (
      <div className={styles.problem}>
        <QueryProblem
          words={failed}
          onTryAgain={() => {
            profiles.refresh();
            refresh();
          }}
        />
      </div>
    );
  }

  const goTo = (next: number) => {
    if (job === null) return;
    setFurthest({ job, step: Math.max(open, next) });
    navigate(setupAddress(job, next));
  };
  return (
    <div className={styles.frame}>
      <div className={styles.where} data-platform={info?.platform ?? ''}>
        {isNarrow ? wizardWords.frameAt(step, lastStep) : wizardWords.frame}
      </div>
      <nav className={styles.steps} aria-label={wizardWords.stepsLabel} data-region="navigation">
        <WizardSteps step={step} reached={open} connection={keeper?.connection ?? null} />
      </nav>
      {profiles.value === null || (job !== null && keeper === null) ? (
        <div />
      ) : (
        <Step
          key={`${job} ${step}`}
          step={step}
          open={open}
          keeper={keeper}
          profiles={profiles.value.profiles}
          goTo={goTo}
        />
      )}
    </div>
  );
}

function Step(props: {
  readonly step: number;
  readonly open: number;
  readonly keeper: StepProps['keeper'] | null;
  readonly profiles: readonly NonNullable<StepProps['profile']>[];
  readonly goTo: (step: number) => void;
}) {
  const { step, keeper, open } = props;
  const { jobs } = useJobs();
  const job = keeper?.connection.job ?? null;
  const setUp = keeper?.connection.setupStep === null;

  const keepStep = useCallback(
    async (reached: number) => {
      // Once the first cycle was approved there is no draft any more.
      if (job !== null && !setUp) await call('job.setSetupStep', { job, step: reached });
    },
    [job, setUp],
  );
  const saveAndClose = () => {
    void keepStep(Math.max(open, step)).then(() => navigate(startAddress(jobs ?? [])));
  };
  const onNext = () => {
    const next = Math.min(step + 1, lastStep);
    void keepStep(Math.max(open, next)).then(() => {
      keeper?.refresh();
      props.goTo(next);
    });
  };

  if (keeper === null || step === 1) {
    return (
      <ChooseService
        profiles={props.profiles}
        connection={keeper?.connection ?? null}
        onLeave={() => navigate(startAddress(jobs ?? []))}
        onNext={onNext}
        onSaveAndClose={saveAndClose}
      />
    );
  }
  const common: StepProps = {
    keeper,
    profile: props.profiles.find((profile) => profile.id === keeper.connection.profileId) ?? null,
    passedBefore: open > step,
    onBack: () => props.goTo(step - 1),
    onNext,
    onSaveAndClose: saveAndClose,
  };
  switch (step) {
    case 2:
      return <ConnectTarget {...common} />;
    case 3:
      return <ConnectEntra {...common} />;
    case 4:
      return <ChoosePeople {...common} />;
    case 5:
      return <CheckMapping {...common} />;
    case 6:
      return <AlertsAndSchedule {...common} />;
    default:
      return <ReviewPlan {...common} />;
  }
}
