import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircle16Filled, Warning16Filled } from '@fluentui/react-icons';
import { type ReactNode, useId, useRef } from 'react';
import type { MappingFault } from '../../../shared/ipc/contract';
import { mappingWords } from '../../words/mapping';

const useStyles = makeStyles({
  // The text lies twice in one cell: below, to be underlined and to give the height; above, to be typed in.
  box: {
    display: 'grid',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    backgroundColor: tokens.colorNeutralBackground1,
    position: 'relative',
    maxHeight: '320px',
    overflowY: 'auto',
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    '&[data-invalid="true"]': { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  },
  text: {
    gridArea: '1 / 1',
    margin: 0,
    padding: '8px 12px',
    minHeight: '98px',
    border: 'none',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '13px',
    lineHeight: '20px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    tabSize: 2,
    letterSpacing: 'normal',
  },
  shadow: { color: 'transparent', pointerEvents: 'none' },
  input: {
    resize: 'none',
    overflow: 'hidden',
    outlineStyle: 'none',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
  },
  mark: {
    color: 'transparent',
    backgroundColor: 'transparent',
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    textDecorationThickness: '1px',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
    '&[data-severity="error"]': { textDecorationColor: tokens.colorStatusDangerForeground3 },
    '&[data-severity="warning"]': { textDecorationColor: tokens.colorStatusWarningForeground3 },
  },
  faults: { display: 'grid', rowGap: '4px', marginTop: '8px' },
  fault: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr) auto',
    columnGap: '8px',
    alignItems: 'baseline',
    '& svg': { alignSelf: 'center' },
    '&[data-severity="error"]': { color: tokens.colorStatusDangerForeground3 },
    '&[data-severity="warning"]': { color: tokens.colorStatusWarningForeground3 },
  },
  links: { display: 'flex', gap: '12px', whiteSpace: 'nowrap' },
  place: { color: tokens.colorNeutralForeground3 },
  hint: { fontSize: '12px', lineHeight: '16px', marginTop: '4px', color: tokens.colorNeutralForeground3 },
});

/** An expression as text: its faults are underlined at their place and listed below, each with its cure. Tab leaves it. */
export function ExpressionField(props: {
  readonly label: string;
  readonly text: string;
  readonly faults: readonly MappingFault[];
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
  readonly onEnterKey: () => void;
}) {
  const styles = useStyles();
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const { text, faults } = props;

  const goTo = (range: { readonly start: number; readonly end: number }) => {
    input.current?.focus();
    input.current?.setSelectionRange(range.start, range.end);
  };

  return (
    <div>
      <div className={styles.box} data-invalid={faults.some((fault) => fault.severity === 'error')}>
        <pre aria-hidden="true" className={`${styles.text} ${styles.shadow}`}>
          {underlined(text, faults, styles.mark)}
          {/* A last line that is empty has no height of its own. */}
          {text.endsWith('\n') || text === '' ? ' ' : ''}
        </pre>
        <textarea
          ref={input}
          className={`${styles.text} ${styles.input}`}
          aria-label={props.label}
          aria-describedby={`${id}-hint ${id}-faults`}
          aria-invalid={faults.some((fault) => fault.severity === 'error')}
          data-typing="true"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          onChange={(event) => props.onChange(event.target.value)}
          onBlur={props.onLeave}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              props.onEnterKey();
            }
          }}
        />
      </div>
      <div id={`${id}-hint`} className={styles.hint}>
        {mappingWords.expressionHint}
      </div>
      <ul id={`${id}-faults`} className={styles.faults}>
        {faults.map((fault) => {
          const { range, suggestion } = fault;
          return (
            <li key={`${range?.start ?? ''} ${fault.message}`} className={styles.fault} data-severity={fault.severity}>
              {fault.severity === 'error' ? (
                <ErrorCircle16Filled aria-hidden="true" />
              ) : (
                <Warning16Filled aria-hidden="true" />
              )}
              <span>
                {fault.message}
                {range === null ? null : <span className={styles.place}> {placeText(text, range.start)}</span>}
              </span>
              <span className={styles.links}>
                {range === null ? null : (
                  <Link as="button" onClick={() => goTo(range)}>
                    {mappingWords.goThere}
                  </Link>
                )}
                {range === null || suggestion === null ? null : (
                  <Link
                    as="button"
                    onClick={() => {
                      props.onChange(text.slice(0, range.start) + suggestion + text.slice(range.end));
                      input.current?.focus();
                    }}
                  >
                    {mappingWords.useIt}
                  </Link>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The text cut at the faults' ranges; where two overlap, the first is underlined whole. */
function underlined(text: string, faults: readonly MappingFault[], className: string): readonly ReactNode[] {
  const pieces: ReactNode[] = [];
  let at = 0;
  const ranges = faults
    .flatMap(({ range, severity }) => (range === null ? [] : [{ ...range, severity }]))
    .sort((a, b) => a.start - b.start);
  for (const { start, end, severity } of ranges) {
    const from = Math.min(start, text.length);
    // What is missing at the end has no width: the last character stands for it.
    const to = Math.min(Math.max(end, start + 1), text.length);
    const begin = from === to ? Math.max(0, to - 1) : from;
    if (begin < at || begin === to) continue;
    pieces.push(text.slice(at, begin));
    pieces.push(
      <span key={begin} className={className} data-severity={severity} data-underlined>
        {text.slice(begin, to)}
      </span>,
    );
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces;
}

function placeText(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return mappingWords.place(before.length, [...(before[before.length - 1] ?? '')].length + 1);
}
