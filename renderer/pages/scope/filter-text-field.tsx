import { Link, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import type { DraftGroup, ScopeFault } from '../../../shared/ipc/scope-calls';
import { placeIn, printFilters, readFilters } from '../../../shared/scoping/filter-text';
import { scopeWords as words } from '../../words/scope';
import type { DraftClause } from './scope-draft';

const useStyles = makeStyles({
  field: {
    width: '100%',
    '& textarea': { fontFamily: tokens.fontFamilyMonospace, fontSize: '13px', lineHeight: '20px', maxHeight: 'none' },
  },
  hint: { marginTop: '4px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  faults: {
    margin: '8px 0 0',
    padding: 0,
    listStyleType: 'none',
    display: 'grid',
    rowGap: '4px',
    fontSize: '12px',
    lineHeight: '16px',
  },
  fault: {
    color: tokens.colorNeutralForeground3,
    '&[data-severity="error"]': { color: tokens.colorStatusDangerForeground3 },
  },
  go: { fontSize: '12px', lineHeight: '16px' },
});

interface Told {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly severity: ScopeFault['severity'];
  /** What to put in its place; null: nothing is proposed. */
  readonly suggestion: string | null;
}

/** Where in the line of a condition its attribute or its operator stands; what else is wrong is of the whole line. */
function placeOf(text: string, line: { start: number; end: number }, clause: DraftClause, part: ScopeFault['part']) {
  if (part !== 'attribute' && part !== 'operator') return { ...line, whole: true };
  const from = part === 'attribute' ? line.start : line.start + clause.attribute.length;
  const start = text.indexOf(clause[part], from);
  const end = start + clause[part].length;
  return start < 0 || end > line.end ? { ...line, whole: true } : { start, end, whole: false };
}

/** The filters of a list as text. What reads as filters is taken at once; what does not is told at its place. */
export function FilterTextField(props: {
  readonly label: string;
  readonly groups: readonly DraftGroup[];
  readonly faults: readonly ScopeFault[];
  readonly onChange: (groups: DraftGroup[]) => void;
  readonly onTyped: () => void;
  /** Told how many faults keep the text from being filters. */
  readonly onUnread: (faults: number) => void;
}) {
  const styles = useStyles();
  const id = useId();
  const { groups, onUnread } = props;
  const [text, setText] = useState(() => printFilters(groups));
  const area = useRef<HTMLTextAreaElement>(null);
  const read = readFilters(text);
  const shown = JSON.stringify(groups);
  const own = useRef(shown);

  // An undo, or the other form, changed them: then the text follows.
  useEffect(() => {
    if (own.current === shown) return;
    own.current = shown;
    setText(printFilters(JSON.parse(shown) as DraftGroup[]));
  }, [shown]);
  const unread = read.faults.length;
  useEffect(() => onUnread(unread), [unread, onUnread]);
  useEffect(() => () => onUnread(0), [onUnread]);

  const told: readonly Told[] =
    unread > 0
      ? read.faults.map(({ range, message }) => ({ ...range, message, severity: 'error', suggestion: null }))
      : props.faults.flatMap(({ group, clause, part, message, severity, suggestion }): Told[] => {
          const line = read.places[group]?.[clause];
          const of = groups[group]?.clauses[clause];
          if (line === undefined || of === undefined) return [];
          const { start, end, whole } = placeOf(text, line, of, part);
          return [{ start, end, message, severity, suggestion: whole ? null : suggestion }];
        });
  const take = (value: string) => {
    setText(value);
    const now = readFilters(value).groups;
    if (now === null) return;
    const taken = now.map(({ name, clauses }) => ({
      name,
      clauses: clauses.map(({ attribute, operator, values }) => ({ attribute, operator, values: [...values] })),
    }));
    own.current = JSON.stringify(taken);
    props.onChange(taken);
  };

  return (
    <>
      <Textarea
        className={styles.field}
        resize="vertical"
        data-typing="true"
        textarea={{
          ref: area,
          rows: Math.max(5, Math.min(16, text.split('\n').length + 1)),
          spellCheck: false,
          'aria-label': props.label,
          'aria-invalid': told.some(({ severity }) => severity === 'error'),
          'aria-describedby': `${id}-hint ${id}-faults`,
        }}
        value={text}
        onBlur={props.onTyped}
        onChange={(_, data) => take(data.value)}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {words.textHint}
      </p>
      <ul id={`${id}-faults`} className={styles.faults}>
        {told.map(({ start, end, message, severity, suggestion }) => {
          const { line, column } = placeIn(text, start);
          return (
            <li key={`${start} ${message}`} className={styles.fault} data-severity={severity}>
              {words.place(line, column)}: {message}{' '}
              <Link
                as="button"
                className={styles.go}
                onClick={() => {
                  area.current?.focus();
                  area.current?.setSelectionRange(start, end);
                }}
              >
                {words.goThere}
              </Link>
              {suggestion === null ? null : (
                <>
                  {' '}
                  <Link
                    as="button"
                    className={styles.go}
                    onClick={() => {
                      area.current?.focus();
                      take(`${text.slice(0, start)}${suggestion}${text.slice(end)}`);
                    }}
                  >
                    {words.useIt}
                  </Link>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
