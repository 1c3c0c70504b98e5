import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { ConnectionKeeper, TakeBack } from '../bridge/connection';
import { settingRowWords } from '../words/setting-rows';
import { ChoiceSetting, SwitchSetting } from './choice-setting';
import { LeavingSettings } from './leaving-settings';
import { SettingGroup } from './setting-row';
import { TextSetting } from './text-setting';

const useStyles = makeStyles({ after: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' } });

const words = settingRowWords.schedule;
/** What the switch proposes when deletions were not held before. */
const usualThreshold = 5;

/** When cycles run, and what is held back. Settings and the wizard show the same rows. */
export function ScheduleSettings(props: {
  readonly keeper: ConnectionKeeper;
  /** How many accounts are linked now; null while it is not known. */
  readonly accounts: number | null;
  readonly takeBack?: (undo: TakeBack) => void;
  readonly onRefused?: (refused: boolean) => void;
  /** Inside the wizard the review of the first cycle is not a choice: it is the next step. */
  readonly withReview: boolean;
}) {
  const styles = useStyles();
  const { connection, keep } = props.keeper;
  const { schedule, safety } = connection;
  const lastThreshold = useRef(safety.deletionThreshold ?? usualThreshold);
  if (safety.deletionThreshold !== null) lastThreshold.current = safety.deletionThreshold;

  const keepSchedule = async (next: typeof schedule) => {
    const problem = await keep('schedule', next);
    if (problem === null) props.takeBack?.(() => keep('schedule', schedule));
    return problem;
  };
  const keepSafety = async (next: typeof safety) => {
    const problem = await keep('safety', next);
    if (problem === null) props.takeBack?.(() => keep('safety', safety));
    return problem;
  };

  const accounts = props.accounts ?? 0;
  // There are not as many as would have to be more than the limit.
  const holdsNone = (text: string): boolean => accounts > 0 && /^\d{1,7}$/.test(text) && Number(text) >= accounts;

  const intervals = words.intervals.some((minutes) => minutes === schedule.intervalMinutes)
    ? [...words.intervals]
    : [...words.intervals, schedule.intervalMinutes].sort((a, b) => a - b);

  return (
    <>
      <SettingGroup title={words.heading}>
        <SwitchSetting
          name={words.on}
          hint={words.onHint}
          value={schedule.enabled}
          keep={(enabled) => keepSchedule({ ...schedule, enabled })}
        />
        <ChoiceSetting
          name={words.every}
          hint={words.everyHint}
          value={String(schedule.intervalMinutes)}
          options={intervals.map((minutes) => ({ value: String(minutes), name: words.duration(minutes) }))}
          keep={(minutes) => keepSchedule({ ...schedule, intervalMinutes: Number(minutes) })}
        />
      </SettingGroup>
      <SettingGroup title={words.safety}>
        <SwitchSetting
          name={words.hold}
          hint={words.holdHint}
          value={safety.deletionThreshold !== null}
          keep={(on) => keepSafety({ ...safety, deletionThreshold: on ? lastThreshold.current : null })}
        />
        {safety.deletionThreshold === null ? null : (
          <TextSetting
            name={words.above}
            hint={(text) => (holdsNone(text) ? words.neverHeld(accounts) : words.aboveHint)}
            width="short"
            inputMode="numeric"
            value={String(safety.deletionThreshold)}
            after={(text) =>
              accounts === 0 || holdsNone(text) ? null : (
                <span className={styles.after}>{words.ofAccounts(accounts)}</span>
              )
            }
            check={(text) =>
              /^\d{1,7}$/.test(text) ? (Number(text) < 1 ? words.atLeastOne : null) : words.wholeNumber
            }
            keep={(text) => keepSafety({ ...safety, deletionThreshold: Number(text) })}
            {...(props.onRefused === undefined ? {} : { onRefused: props.onRefused })}
          />
        )}
        {props.withReview ? (
          <SwitchSetting
            name={words.review}
            hint={words.reviewHint}
            value={safety.reviewFirstCycle}
            keep={(reviewFirstCycle) => keepSafety({ ...safety, reviewFirstCycle })}
          />
        ) : null}
        {props.withReview ? <LeavingSettings safety={safety} keep={keepSafety} /> : null}
      </SettingGroup>
    </>
  );
}
