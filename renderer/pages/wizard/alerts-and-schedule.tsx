import { makeStyles } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import { useAppInfo } from '../../bridge/app-info';
import { AlertSettings } from '../../parts/alert-settings';
import { ScheduleSettings } from '../../parts/schedule-settings';
import { SettingGroup } from '../../parts/setting-row';
import { StartAtLogin } from '../../parts/start-at-login';
import { wizardWords } from '../../words/wizard';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';

const useStyles = makeStyles({ rows: { maxWidth: '760px' } });

const words = wizardWords.alerts;

/** When Inseam runs and whom it tells: the same rows as in Settings, kept as they are changed. */
export function AlertsAndSchedule(props: StepProps) {
  const styles = useStyles();
  const { info, refresh } = useAppInfo();
  // How many fields hold a value that was refused.
  const refusals = useRef(new Map<string, boolean>());
  const [wrong, setWrong] = useState(false);
  const refused = useCallback((part: string, isRefused: boolean) => {
    refusals.current.set(part, isRefused);
    setWrong([...refusals.current.values()].some((one) => one));
  }, []);

  return (
    <StepSheet
      title={words.title}
      lead={words.lead}
      onBack={props.onBack}
      onSaveAndClose={props.onSaveAndClose}
      next={{ reason: wrong ? words.wrong : null, onClick: props.onNext }}
    >
      <div className={styles.rows}>
        <AlertSettings keeper={props.keeper} onRefused={(isRefused) => refused('alerts', isRefused)} />
        <ScheduleSettings
          keeper={props.keeper}
          accounts={null}
          withReview={false}
          onRefused={(isRefused) => refused('schedule', isRefused)}
        />
        {info === null ? null : (
          <SettingGroup title={words.computer}>
            <StartAtLogin info={info} refresh={refresh} />
          </SettingGroup>
        )}
      </div>
    </StepSheet>
  );
}
