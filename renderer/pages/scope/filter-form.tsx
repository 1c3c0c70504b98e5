import {
  Button,
  Input,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Add16Regular, MoreHorizontal16Regular } from '@fluentui/react-icons';
import { Fragment, useEffect, useRef, useState } from 'react';
import type { DraftGroup, ScopeFault } from '../../../shared/ipc/scope-calls';
import { useAnnounce } from '../../shell/announcer';
import { scopeWords as words } from '../../words/scope';
import { ClauseRow } from './clause-row';
import { isNewGroup, newClause, withClause, withGroup } from './scope-draft';
import type { ScopeTable } from './use-scope';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '6px', minHeight: '32px', marginBottom: '4px' },
  name: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold, minWidth: 0 },
  note: { color: tokens.colorNeutralForeground3 },
  pill: {
    marginLeft: '4px',
    padding: '1px 8px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground5,
    color: tokens.colorNeutralForeground2,
    fontSize: '12px',
    lineHeight: '18px',
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  more: { marginLeft: 'auto' },
  or: {
    display: 'flex',
    alignItems: 'center',
    gap: '14px',
    margin: '12px 0 6px',
    color: tokens.colorNeutralForeground3,
    '&::before, &::after': { content: '""', flexGrow: 1, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  add: { paddingLeft: 0, paddingRight: '8px', minWidth: 0 },
  addGroup: { marginTop: '12px', paddingLeft: 0, fontWeight: tokens.fontWeightSemibold },
  warning: { marginBottom: '8px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** Groups of conditions: all of one group, or all of another. */
export function FilterForm(props: {
  readonly groups: readonly DraftGroup[];
  readonly saved: readonly DraftGroup[];
  readonly table: ScopeTable;
  readonly faults: readonly ScopeFault[];
  readonly onChange: (groups: DraftGroup[], field?: string) => void;
  readonly onTyped: () => void;
}) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { groups, table, faults, onChange } = props;
  const [renaming, setRenaming] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  /** Where the focus goes once what was done is drawn. */
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const there = box.current?.querySelector<HTMLElement>(wanted.current);
    if (there === null || there === undefined) return;
    wanted.current = null;
    there.focus();
  });

  const addGroup = () => {
    wanted.current = `[data-group="${groups.length}"] input`;
    onChange([...groups, { name: '', clauses: [newClause] }]);
  };
  const removeGroup = (at: number, name: string) => {
    const next = groups.length === 1 ? null : Math.min(at, groups.length - 2);
    wanted.current = next === null ? '[data-add]' : `[data-group="${next}"] input`;
    onChange(withGroup(groups, at, null));
    announce(words.groupRemoved(name));
  };

  return (
    <div ref={box}>
      {placed(groups).map(({ one: group, at }) => {
        const name = words.groupName(group.name, at + 1);
        const change = (next: DraftGroup, field?: string) => onChange(withGroup(groups, at, next), field);
        const ofGroup = faults.filter((fault) => fault.group === at);
        return (
          // The place of a group is all that it is known by: two may have one name.
          <Fragment key={at}>
            {at === 0 ? null : <div className={styles.or}>{words.or}</div>}
            <section aria-label={name} data-group={at}>
              <div className={styles.head}>
                {renaming === at ? (
                  <Input
                    size="small"
                    autoFocus
                    aria-label={words.nameOf}
                    defaultValue={group.name}
                    data-typing="true"
                    onFocus={(event) => event.target.select()}
                    onBlur={(event) => {
                      setRenaming(null);
                      if (event.target.value !== group.name) change({ ...group, name: event.target.value });
                    }}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' && event.key !== 'Escape') return;
                      // The button that takes the focus would be pressed by the same key.
                      event.preventDefault();
                      event.stopPropagation();
                      if (event.key === 'Escape') event.currentTarget.value = group.name;
                      wanted.current = `[data-group="${at}"] [data-more]`;
                      event.currentTarget.blur();
                    }}
                  />
                ) : (
                  <h3 className={styles.name}>
                    <bdi>{name}</bdi>
                  </h3>
                )}
                <span className={styles.note}>{words.allOf}</span>
                {isNewGroup(props.saved, group) ? <span className={styles.pill}>{words.isNew}</span> : null}
                <Menu>
                  <MenuTrigger disableButtonEnhancement>
                    <Button
                      className={styles.more}
                      data-more
                      appearance="subtle"
                      size="small"
                      icon={<MoreHorizontal16Regular />}
                      aria-label={words.groupMenu(name)}
                    />
                  </MenuTrigger>
                  <MenuPopover>
                    <MenuList>
                      <MenuItem onClick={() => setRenaming(at)}>{words.rename}</MenuItem>
                      <MenuItem onClick={() => removeGroup(at, name)}>{words.removeGroup}</MenuItem>
                    </MenuList>
                  </MenuPopover>
                </Menu>
              </div>
              {group.clauses.length > 0
                ? null
                : ofGroup.map(({ message }) => (
                    <p key={message} className={styles.warning}>
                      {message}
                    </p>
                  ))}
              {placed(group.clauses).map(({ one: clause, at: index }) => (
                <ClauseRow
                  key={index}
                  clause={clause}
                  table={table}
                  faults={ofGroup.filter((fault) => fault.clause === index)}
                  onChange={(next, field) =>
                    change(withClause(group, index, next), field === null ? undefined : `${at} ${index} ${field}`)
                  }
                  onTyped={props.onTyped}
                  onRemove={() => {
                    wanted.current =
                      group.clauses.length === 1
                        ? `[data-group="${at}"] [data-add-clause]`
                        : `[data-group="${at}"] [data-clause]:nth-of-type(${Math.min(index, group.clauses.length - 2) + 2}) input`;
                    change(withClause(group, index, null));
                    announce(words.clauseRemoved);
                  }}
                />
              ))}
              <Button
                className={styles.add}
                data-add-clause
                appearance="transparent"
                size="small"
                icon={<Add16Regular />}
                onClick={() => {
                  wanted.current = `[data-group="${at}"] [data-clause]:nth-of-type(${group.clauses.length + 2}) input`;
                  change({ ...group, clauses: [...group.clauses, newClause] });
                }}
              >
                {words.addClause}
              </Button>
            </section>
          </Fragment>
        );
      })}
      <Button className={styles.addGroup} data-add appearance="transparent" icon={<Add16Regular />} onClick={addGroup}>
        {groups.length === 0 ? words.addFilter : words.addGroup}
      </Button>
    </div>
  );
}

/** Things that are known by their place alone. */
const placed = <T,>(list: readonly T[]): readonly { readonly one: T; readonly at: number }[] =>
  list.map((one, at) => ({ one, at }));
