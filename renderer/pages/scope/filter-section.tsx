import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { DraftScope, ScopeFault } from '../../../shared/ipc/scope-calls';
import { ChoiceChips } from '../../parts/choice-chips';
import { scopeWords as words } from '../../words/scope';
import { FilterForm } from './filter-form';
import { FilterTextField } from './filter-text-field';
import type { FilterList } from './scope-draft';
import type { ScopeEditor } from './use-scope';

const useStyles = makeStyles({
  forms: { marginLeft: 'auto', flexShrink: 0 },
  head: { display: 'flex', alignItems: 'center', gap: '12px', marginBottom: '8px' },
  title: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  note: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
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
        <ChoiceChips
          className={styles.forms}
          label={words.shownAs(title)}
          chips={(['form', 'text'] as const).map((value) => ({ value, label: words[value] }))}
          chosen={view}
          onChoose={props.onView}
        />
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
