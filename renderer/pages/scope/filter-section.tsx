import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { DraftScope, ScopeFault } from '../../../shared/ipc/scope-calls';
import { scopeWords as words } from '../../words/scope';
import { FilterForm } from './filter-form';
import { FilterTextField } from './filter-text-field';
import type { FilterList } from './scope-draft';
import type { ScopeEditor } from './use-scope';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '12px', marginBottom: '8px' },
  title: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  note: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  forms: { margin: '0 0 0 auto', padding: 0, border: 'none', display: 'flex', gap: '6px', flexShrink: 0 },
  chip: {
    minWidth: 0,
    height: '26px',
    padding: '0 11px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    fontWeight: tokens.fontWeightRegular,
    fontSize: '14px',
    color: tokens.colorNeutralForeground2,
    '&[aria-pressed="true"]': {
      backgroundColor: tokens.colorBrandBackground2,
      border: `1px solid ${tokens.colorBrandStroke2}`,
      color: tokens.colorBrandForeground2,
      '@media (forced-colors: active)': { outline: '2px solid Highlight' },
    },
    '&[aria-pressed="true"]:hover': {
      backgroundColor: tokens.colorBrandBackground2Hover,
      color: tokens.colorBrandForeground2,
    },
  },
  none: { color: tokens.colorNeutralForeground2 },
  section: { marginTop: '18px', paddingTop: '16px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

export type FilterView = 'form' | 'text';

/** One of the two lists of filters, as a form or as text. */
export function FilterSection(props: {
  readonly editor: ScopeEditor;
  readonly list: FilterList;
  readonly faults: readonly ScopeFault[];
  readonly view: FilterView;
  readonly onView: (view: FilterView) => void;
  readonly onUnread: (list: FilterList, faults: number) => void;
}) {
  const styles = useStyles();
  const { editor, list, view, onUnread } = props;
  const { present, saved } = editor.draft;
  const groups = present[list];
  const faults = props.faults.filter((fault) => fault.list === list);
  const title = list === 'filters' ? words.filters : words.schemaFilters;
  const change = (next: DraftScope[FilterList], field?: string) =>
    editor.change({ ...present, [list]: next }, field === undefined ? undefined : `${list} ${field}`);
  const typed = () => editor.edit({ kind: 'typing-ended' });
  const unread = useCallback((amount: number) => onUnread(list, amount), [onUnread, list]);

  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {title}
          {list === 'schemaFilters' ? (
            <span className={styles.note}> {words.schemaNote}</span>
          ) : groups.length === 0 ? null : (
            <span className={styles.note}> {words.filtersNote}</span>
          )}
        </h2>
        <fieldset className={styles.forms} aria-label={words.shownAs(title)}>
          {(['form', 'text'] as const).map((one) => (
            <ToggleButton
              key={one}
              className={styles.chip}
              shape="circular"
              size="small"
              checked={view === one}
              onClick={() => props.onView(one)}
            >
              {words[one]}
            </ToggleButton>
          ))}
        </fieldset>
      </div>
      {view === 'text' ? (
        <FilterTextField
          label={words.filterText(title)}
          groups={groups}
          faults={faults}
          onChange={(next) => change(next, 'text')}
          onTyped={typed}
          onUnread={unread}
        />
      ) : (
        <>
          {groups.length > 0 || list === 'schemaFilters' ? null : (
            <p className={styles.none}>{words.noFilters[present.mode]}</p>
          )}
          <FilterForm
            groups={groups}
            saved={saved[list]}
            table={editor.table}
            faults={faults}
            onChange={change}
            onTyped={typed}
          />
        </>
      )}
    </div>
  );
}
