import { Input, MenuDivider, MenuItemCheckbox, makeStyles, tokens } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { type RefObject, useEffect, useState } from 'react';
import { useQuery } from '../../bridge/query';
import { useNow } from '../../parts/now';
import { narrow } from '../../shell/media';
import { actionChoices, activityWords, anyCycle, cycleTitle, sinceChoices, statusChoices } from '../../words/activity';
import { FilterChip } from './filter-chip';
import type { LogPlace } from './log-address';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '8px', marginTop: '16px' },
  search: { width: '264px', flexShrink: 1, [narrow]: { width: '232px', minWidth: '120px' } },
  chips: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  count: {
    marginLeft: 'auto',
    flexShrink: 0,
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
});

const typingMs = 300;
const noCycle = 'any';

/** Search and chips above the list, with the count of what they leave. */
export function Filters(props: {
  readonly job: string;
  readonly place: LogPlace;
  readonly entries: number | null;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (place: LogPlace) => void;
}) {
  const styles = useStyles();
  const { place, onChange } = props;
  const now = useNow();
  const [typed, setTyped] = useState(place.text);
  // An address that changed from outside wins over what stands in the field.
  useEffect(() => setTyped(place.text), [place.text]);
  useEffect(() => {
    if (typed === place.text) return;
    const timer = setTimeout(() => onChange({ ...place, text: typed }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, place, onChange]);

  const recent = useQuery('cycle.list', { job: props.job, since: null, limit: 20 });
  const cycles = (recent.value?.cycles ?? []).map((cycle) => [cycle.id, cycleTitle(cycle, now)] as const);
  const chosen = place.cycleId ?? noCycle;
  const cycleChoices: readonly (readonly [string, string])[] = [
    [noCycle, anyCycle],
    ...cycles,
    ...(place.cycleId === null || cycles.some(([id]) => id === place.cycleId)
      ? []
      : [[place.cycleId, activityWords.cycleUnknown] as const]),
  ];

  return (
    <div className={styles.row}>
      <Input
        input={{ ref: props.search }}
        className={styles.search}
        type="search"
        aria-label={activityWords.search}
        placeholder={activityWords.search}
        contentBefore={<Search16Regular aria-hidden="true" />}
        value={typed}
        onChange={(_, data) => setTyped(data.value.slice(0, 200))}
      />
      <fieldset className={styles.chips} aria-label={activityWords.filters}>
        <FilterChip
          name="action"
          choices={actionChoices}
          value={place.action}
          none="any"
          onChange={(action) => onChange({ ...place, action })}
        />
        <FilterChip
          name="status"
          choices={statusChoices}
          value={place.status}
          none="any"
          onChange={(status) => onChange({ ...place, status })}
          more={
            <>
              <MenuDivider />
              <MenuItemCheckbox
                name="unchanged"
                value="yes"
                aria-checked={place.showUnchanged}
                onClick={() => onChange({ ...place, showUnchanged: !place.showUnchanged })}
              >
                {activityWords.showUnchanged}
              </MenuItemCheckbox>
            </>
          }
        />
        <FilterChip
          name="since"
          choices={sinceChoices}
          value={place.since}
          none="any"
          onChange={(since) => onChange({ ...place, since })}
        />
        <FilterChip
          name="cycle"
          choices={cycleChoices}
          value={chosen}
          none={noCycle}
          onChange={(cycle) => onChange({ ...place, cycleId: cycle === noCycle ? null : cycle })}
        />
      </fieldset>
      <span className={styles.count}>{props.entries === null ? '' : activityWords.entries(props.entries)}</span>
    </div>
  );
}
