import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { Connection, ProblemWords } from '../../shared/ipc/contract';
import { safetyWords as words } from '../words/safety';
import { SwitchSetting } from './choice-setting';
import { TextSetting } from './text-setting';

const useStyles = makeStyles({ after: { color: tokens.colorNeutralForeground2 } });

type Safety = Connection['safety'];

/** What the switch proposes when accounts were not deleted before. */
const usualDays = 30;

/** What becomes of the accounts of people who left. */
export function LeavingSettings(props: {
  readonly safety: Safety;
  readonly keep: (next: Safety) => Promise<ProblemWords | null>;
}) {
  const styles = useStyles();
  const { safety, keep } = props;
  const lastDays = useRef(safety.deleteAfterDays ?? usualDays);
  if (safety.deleteAfterDays !== null) lastDays.current = safety.deleteAfterDays;
  return (
    <>
      <SwitchSetting
        name={words.leaveAlone}
        hint={words.leaveAloneHint}
        value={safety.skipOutOfScopeDeletions}
        keep={(skipOutOfScopeDeletions) => keep({ ...safety, skipOutOfScopeDeletions })}
      />
      <SwitchSetting
        name={words.deleting}
        hint={words.deletingHint}
        value={safety.deleteAfterDays !== null}
        keep={(on) => keep({ ...safety, deleteAfterDays: on ? lastDays.current : null })}
      />
      {safety.deleteAfterDays === null ? null : (
        <TextSetting
          name={words.deleteAfter}
          hint={words.deleteAfterHint}
          width="short"
          inputMode="numeric"
          value={String(safety.deleteAfterDays)}
          after={<span className={styles.after}>{words.days}</span>}
          check={(text) =>
            /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 3650 ? null : words.daysWrong
          }
          keep={(text) => keep({ ...safety, deleteAfterDays: Number(text) })}
        />
      )}
    </>
  );
}
