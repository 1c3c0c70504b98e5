import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss16Regular, People16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { call } from '../bridge/bridge';
import { useAnnounce } from '../shell/announcer';
import { choosingWords } from '../words/choosing';
import { type Search, SearchPicker } from './search-picker';
import type { useScopeNames } from './use-scope-names';

const useStyles = makeStyles({
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '8px' },
  tag: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    minHeight: '28px',
    paddingLeft: '8px',
    paddingRight: '2px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground2,
    maxWidth: '100%',
    '& > svg': { flexShrink: 0 },
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  words: { minWidth: 0 },
  unknown: { padding: '4px 2px 4px 8px', '& > svg': { color: tokens.colorStatusWarningForeground3 } },
  name: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  why: { display: 'block', fontSize: '12px', lineHeight: '16px' },
  loading: { marginTop: '8px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  remove: { minWidth: '24px', width: '24px', height: '24px', padding: 0, flexShrink: 0 },
  undo: { display: 'inline-flex', gap: '8px', alignItems: 'center', color: tokens.colorNeutralForeground3 },
});

const words = choosingWords;

/** The groups that are chosen, by name, and the search for more. A removed one can be put back. */
export function ChosenGroups(props: {
  readonly job: string;
  readonly chosen: readonly string[];
  readonly names: ReturnType<typeof useScopeNames>;
  readonly onChange: (chosen: string[]) => void;
}) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { chosen, names } = props;
  const [removed, setRemoved] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const undo = useRef<HTMLLIElement>(null);
  const nameOf = (group: string): string => {
    const known = names.nameOf(group);
    return known.kind === 'named' ? known.name : group;
  };

  // The button that was pressed is gone: the keyboard goes on where the removal can be taken back.
  useEffect(() => {
    if (removed !== null) undo.current?.querySelector('button')?.focus();
  }, [removed]);

  return (
    <div ref={box}>
      <SearchPicker
        label={words.groups}
        placeholder={words.groupsHint}
        chosen=""
        search={searchGroups(props.job, chosen)}
        onChoose={(one) => {
          names.remember(one);
          setRemoved(null);
          props.onChange([...chosen, one.id]);
        }}
      />
      <ul className={styles.tags} aria-label={words.chosen}>
        {chosen.map((group) => {
          const { kind } = names.nameOf(group);
          return (
            <li key={group} className={mergeClasses(styles.tag, kind === 'unknown' && styles.unknown)}>
              {kind === 'unknown' ? <Warning16Filled aria-hidden="true" /> : <People16Regular aria-hidden="true" />}
              <span className={styles.words}>
                <bdi className={styles.name} title={nameOf(group)}>
                  {nameOf(group)}
                </bdi>
                {kind === 'unknown' ? <span className={styles.why}>{words.unknownGroup}</span> : null}
              </span>
              <Button
                className={styles.remove}
                appearance="subtle"
                size="small"
                aria-label={words.remove(nameOf(group))}
                icon={<Dismiss16Regular />}
                onClick={() => {
                  props.onChange(chosen.filter((other) => other !== group));
                  setRemoved(group);
                  announce(words.removed(nameOf(group)));
                }}
              />
            </li>
          );
        })}
        {removed === null || chosen.includes(removed) ? null : (
          <li ref={undo} className={styles.undo}>
            {words.removed(nameOf(removed))}
            <Button
              size="small"
              onClick={() => {
                props.onChange([...chosen, removed]);
                setRemoved(null);
                box.current?.querySelector('input')?.focus();
              }}
            >
              {words.undo}
            </Button>
          </li>
        )}
      </ul>
      {chosen.some((group) => names.nameOf(group).kind === 'loading') ? (
        <p className={styles.loading}>{words.lookingUpAll}</p>
      ) : null}
    </div>
  );
}

/** Groups that are chosen already are left out. */
const searchGroups =
  (job: string, chosen: readonly string[]): Search =>
  async (text) => {
    const reply = await call('source.searchGroups', { job, text });
    if (!reply.ok) return { found: [], problem: reply.error };
    const { groups, problem } = reply.value;
    const found = groups
      .filter((one) => !chosen.includes(one.id))
      .map((one) => ({
        id: one.id,
        name: one.name,
        note: one.memberCount === null ? '' : words.members(one.memberCount),
      }));
    return { found, problem };
  };
