import { Button, Input, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import type { ScopeCount } from '../../../shared/ipc/scope-calls';
import { useNow } from '../../parts/now';
import { SkeletonRows } from '../../parts/skeleton';
import { narrow } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { scopeWords as words } from '../../words/scope';
import { times } from '../../words/times';
import { ScopeRowLine } from './scope-row-line';
import type { Count } from './use-count';

const useStyles = makeStyles({
  panel: { position: 'sticky', top: 0, minWidth: 0 },
  numbers: {
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    columnGap: '8px',
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
    '&[data-stale="true"], &[data-stale="true"] strong': { color: tokens.colorNeutralForeground3 },
  },
  number: {
    fontSize: '28px',
    lineHeight: '36px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  second: { marginLeft: '20px' },
  moves: {
    marginTop: '2px',
    color: tokens.colorNeutralForeground2,
    '&[data-stale="true"]': { color: tokens.colorNeutralForeground3 },
  },
  warning: { color: tokens.colorStatusWarningForeground3 },
  note: { marginTop: '4px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  problem: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '8px',
    marginTop: '4px',
    color: tokens.colorStatusWarningForeground3,
    overflowWrap: 'anywhere',
  },
  search: { width: '100%', marginTop: '12px' },
  list: { margin: '8px 0 0', padding: 0, listStyleType: 'none' },
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  person: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '44px',
    color: 'inherit',
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  all: { marginTop: '8px' },
  // Narrow: one line above the form.
  strip: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: '16px',
    paddingBottom: '10px',
    marginBottom: '14px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  stripEnd: { marginLeft: 'auto' },
  stripNote: { width: '100%', [narrow]: { marginTop: 0 } },
});

/** How many are in and out, and who moves: beside the form, or (`strip`) as a line above it. */
export function CountPanel(props: {
  readonly job: string;
  readonly count: Count;
  readonly changed: boolean;
  /** A condition is not filled in yet; nothing is wrong with it. */
  readonly open: boolean;
  readonly form: 'panel' | 'strip';
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly onAll: () => void;
}) {
  const styles = useStyles();
  const { count, form } = props;
  const { counted, stale } = count;

  if (counted === null && count.waiting)
    return form === 'strip' ? (
      <div className={styles.strip}>
        <SkeletonRows rows={1} height={36} />
      </div>
    ) : (
      <SkeletonRows rows={7} height={44} />
    );

  const numbers =
    counted === null ? null : (
      <p className={styles.numbers} data-stale={stale}>
        <strong className={styles.number}>{times.number(counted.inScope)}</strong> {words.inScope}
        <strong className={mergeClasses(styles.number, styles.second)}>{times.number(counted.outOfScope)}</strong>{' '}
        {words.out}
      </p>
    );
  const see =
    counted === null || counted.people === 0 ? null : (
      <Link as="button" onClick={props.onAll}>
        {words.seeAll(counted.people)}
      </Link>
    );
  const notes = <Notes count={count} open={props.open} className={form === 'strip' ? styles.stripNote : ''} />;
  const moves =
    // The number of before the change says nothing of it.
    counted === null || !props.changed || (stale && counted.comesIn + counted.leaves === 0) ? null : (
      <p className={styles.moves} data-stale={stale}>
        <Moves counted={counted} />
      </p>
    );

  if (form === 'strip')
    return (
      <section className={styles.strip} aria-label={words.count}>
        {numbers}
        {moves}
        <span className={styles.stripEnd}>{see}</span>
        {notes}
      </section>
    );

  const names = counted?.rows.map(({ name }) => name) ?? [];
  return (
    <section className={styles.panel} aria-label={words.count} data-region="pane">
      {numbers}
      {moves}
      {notes}
      {counted === null || counted.people === 0 ? null : (
        <>
          <Input
            className={styles.search}
            type="search"
            contentBefore={<Search16Regular aria-hidden="true" />}
            data-typing="true"
            aria-label={words.search}
            placeholder={words.search}
            value={props.search}
            onChange={(_, data) => props.onSearch(data.value)}
          />
          {counted.rows.length === 0 && props.search.trim() !== '' ? (
            <p className={styles.note}>{words.noPerson(props.search.trim())}</p>
          ) : (
            <ul className={styles.list} aria-label={words.list}>
              {counted.rows.map((row) => (
                <li key={row.personId} className={styles.item}>
                  <a className={styles.person} href={addressOf(props.job, 'people', [row.personId])}>
                    <ScopeRowLine row={row} withDepartment={names.filter((name) => name === row.name).length > 1} />
                  </a>
                </li>
              ))}
            </ul>
          )}
          <div className={styles.all}>{see}</div>
        </>
      )}
    </section>
  );
}

/** "With this change. Now it is 38 and 3: 1 person comes in, nobody leaves." */
function Moves({ counted }: { readonly counted: ScopeCount }) {
  const styles = useStyles();
  const { before, comesIn, leaves, disabled, held } = counted;
  if (comesIn === 0 && leaves === 0)
    return (
      <>
        {words.now(before.inScope, before.outOfScope)}
        {words.noneMoves}
      </>
    );
  return (
    <>
      {words.now(before.inScope, before.outOfScope)}
      {comesIn === 0 ? words.nobodyComesIn : <b>{words.comesIn(comesIn)}</b>},{' '}
      {leaves === 0 ? words.nobodyLeaves : <b>{words.leaves(leaves)}</b>}.
      {disabled === 0 ? null : (
        <span className={styles.warning}> {held ? words.held(disabled) : words.disabled(disabled)}</span>
      )}
    </>
  );
}

/** What the number rests on, and why there is none of what stands there now. */
function Notes(props: { readonly count: Count; readonly open: boolean; readonly className: string }) {
  const styles = useStyles();
  const now = useNow();
  const { counted, stale, waiting, faults, problem } = props.count;
  const className = mergeClasses(styles.note, props.className);
  if (problem !== null)
    return (
      <div className={mergeClasses(styles.problem, props.className)} role="alert">
        <span>
          {words.unknown} {problem.title}. {problem.nextStep} {words.unknownNote}
        </span>
        <Button size="small" onClick={props.count.refresh}>
          {words.tryAgain}
        </Button>
      </div>
    );
  if (waiting) return <p className={className}>{words.counting}</p>;
  if (stale || counted === null) {
    const choice = faults.find(({ list }) => list === 'choice');
    return faults.length === 0 ? null : (
      <p className={className}>{choice?.message ?? (props.open ? words.completeFirst : words.correctFirst)}</p>
    );
  }
  return (
    <p className={className}>
      {counted.readAt === null ? words.countedNow : words.countedAt(times.at(Date.parse(counted.readAt), now))}
    </p>
  );
}
