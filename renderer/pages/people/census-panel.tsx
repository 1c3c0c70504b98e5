import { Button, Dropdown, makeStyles, mergeClasses, Option, SearchBox, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { CensusRow, ProblemWords, ResponseOf } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { useQuery } from '../../bridge/query';
import { useNow } from '../../parts/now';
import { Note, ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { SectionHeading } from '../../parts/section-heading';
import { SkeletonRows } from '../../parts/skeleton';
import { useFeedback } from '../../shell/feedback';
import { censusWords } from '../../words/census';
import { times } from '../../words/times';
import { LinkDialog, UnlinkDialog } from './link-dialog';

const useStyles = makeStyles({
  lead: { color: tokens.colorNeutralForeground2, marginBottom: '12px' },
  facts: { marginBottom: '4px' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: '12px', lineHeight: '16px' },
  note: { marginTop: '16px' },
  line: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '20px' },
  which: { minWidth: '236px' },
  search: { flexGrow: 1, minWidth: '180px', maxWidth: 'none' },
  older: { marginTop: '8px' },
  list: { marginTop: '8px' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '12px',
    alignItems: 'center',
    minHeight: '52px',
    padding: '6px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '20px' },
  detail: { overflowWrap: 'anywhere', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  section: { marginTop: '28px' },
});

type Counts = NonNullable<ResponseOf<'census.get'>['census']>['counts'];

const standings = ['doubtful', 'only-there', 'matched', 'only-here', 'linked'] as const;
type Standing = (typeof standings)[number];
const isStanding = (name: string | undefined): name is Standing => standings.some((standing) => standing === name);

const atMost = 100;
const restMs = 200;

const countOf = (counts: Counts, standing: Standing): number =>
  ({
    doubtful: counts.doubtful,
    'only-there': counts.onlyThere,
    matched: counts.matched,
    'only-here': counts.onlyHere,
    linked: counts.linked,
  })[standing];

const titleOf = (standing: Standing, targetName: string): string =>
  standing === 'only-there' ? censusWords.standings[standing](targetName) : censusWords.standings[standing];

/** The last census: its numbers, its accounts by standing, links by hand, and what was changed by hand. */
export function CensusPanel(props: { readonly job: string; readonly targetName: string }) {
  const styles = useStyles();
  const { job, targetName } = props;
  const now = useNow();
  const known = useQuery('census.get', { job });
  const take = useCommand('census.take');
  const say = useFeedback();
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  /** Counts the censuses and links that this panel has seen made: the list asks again. */
  const [made, setMade] = useState(0);

  if (known.error !== null && known.value === null)
    return <QueryProblem words={known.error} onTryAgain={known.refresh} />;
  if (known.value === null) return <SkeletonRows rows={4} height={40} heading />;

  const { census, changedByHand, notKept } = known.value;
  const when = (instant: string): string => times.dayAt(Date.parse(instant), now);
  const again = () => {
    setMade((before) => before + 1);
    known.refresh();
  };
  const start = async () => {
    setProblem(null);
    const reply = await take.run({ job });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused === null) say(censusWords.taken);
    else setProblem(refused);
    again();
  };
  const trouble = problem ?? notKept?.problem ?? null;

  return (
    <>
      <SectionHeading
        title={censusWords.title}
        action={
          <Button disabledFocusable={take.running} onClick={() => void start()}>
            {take.running ? censusWords.taking : censusWords.take}
          </Button>
        }
      />
      <p className={styles.lead}>{censusWords.lead(targetName)}</p>
      {census === null ? (
        <p>{censusWords.never}</p>
      ) : (
        <>
          <p className={styles.facts}>
            {censusWords.numbers(census.counts.accounts, census.counts.linked, census.counts.onlyHere)}
          </p>
          <p className={styles.quiet}>
            {censusWords.takenAt(when(census.takenAt), census.peopleReadAt === null ? null : when(census.peopleReadAt))}
          </p>
        </>
      )}
      {trouble === null ? null : (
        <div role={problem === null ? undefined : 'alert'} className={styles.note}>
          <ProblemNote words={trouble} level={3} intent="warning" />
          {notKept === null || census === null ? null : (
            <p className={mergeClasses(styles.quiet, styles.older)}>{censusWords.notKept(when(notKept.at))}</p>
          )}
        </div>
      )}
      {census === null ? null : (
        <CensusList job={job} targetName={targetName} counts={census.counts} made={made} onChanged={again} />
      )}
      {changedByHand.length === 0 ? null : (
        <section className={styles.section} aria-labelledby="changed-by-hand">
          <SectionHeading id="changed-by-hand" title={censusWords.changedByHand} />
          <Note intent="info" title={censusWords.changedByHandNote} level={3}>
            <ul>
              {changedByHand.map(({ attribute, accounts }) => (
                <li key={attribute}>{censusWords.changedOf(attribute, accounts)}</li>
              ))}
            </ul>
          </Note>
        </section>
      )}
    </>
  );
}

function CensusList(props: {
  readonly job: string;
  readonly targetName: string;
  readonly counts: Counts;
  readonly made: number;
  readonly onChanged: () => void;
}) {
  const styles = useStyles();
  const { job, targetName, counts, made } = props;
  const [chosen, setChosen] = useState<Standing | null>(null);
  // What asks for somebody first.
  const standing = chosen ?? (counts.doubtful > 0 ? 'doubtful' : 'only-there');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const list = useQuery('census.accounts', { job, standing, text: asked, offset: 0, limit: atMost });
  const { refresh } = list;
  useEffect(() => {
    if (made > 0) refresh();
  }, [made, refresh]);
  const [open, setOpen] = useState<{ readonly as: 'link' | 'unlink'; readonly account: CensusRow } | null>(null);
  const close = () => setOpen(null);
  const rows = list.value?.rows ?? [];
  const total = list.value?.total ?? 0;
  const named = (one: Standing): string => `${titleOf(one, targetName)} · ${times.number(countOf(counts, one))}`;

  return (
    <>
      <div className={styles.line}>
        <Dropdown
          className={styles.which}
          aria-label={censusWords.standing}
          value={named(standing)}
          selectedOptions={[standing]}
          onOptionSelect={(_, data) => {
            if (isStanding(data.optionValue)) setChosen(data.optionValue);
          }}
        >
          {standings.map((one) => (
            <Option key={one} value={one} text={named(one)}>
              {named(one)}
            </Option>
          ))}
        </Dropdown>
        <SearchBox
          className={styles.search}
          aria-label={censusWords.search}
          placeholder={censusWords.search}
          value={text}
          onChange={(_, data) => setText(data.value)}
        />
      </div>
      {list.error === null ? null : (
        <div className={styles.note}>
          <QueryProblem words={list.error} level={3} onTryAgain={list.refresh} />
        </div>
      )}
      <p className={styles.note}>{censusWords.notes[standing]}</p>
      {list.value === null ? (
        <SkeletonRows rows={3} height={52} />
      ) : rows.length === 0 ? (
        <p className={styles.quiet}>{asked === '' ? censusWords.none : censusWords.noMatch(asked)}</p>
      ) : (
        <ul className={styles.list} aria-label={titleOf(standing, targetName)}>
          {rows.map((row) => (
            <li key={row.accountId ?? row.sourceId} className={styles.row}>
              <div>
                <div className={styles.name}>
                  <bdi>{row.name}</bdi>
                </div>
                <div className={styles.detail}>
                  <bdi>{row.detail}</bdi>
                  {row.active === false ? ` · ${censusWords.disabled}` : ''}
                </div>
                {row.why === '' ? null : <div className={styles.detail}>{row.why}</div>}
              </div>
              <RowAction standing={standing} row={row} onOpen={setOpen} />
            </li>
          ))}
        </ul>
      )}
      {total > rows.length && rows.length > 0 ? (
        <p className={styles.quiet}>{censusWords.firstOf(rows.length, total)}</p>
      ) : null}
      {open?.as === 'link' ? (
        <LinkDialog job={job} targetName={targetName} account={open.account} onClose={close} onDone={props.onChanged} />
      ) : null}
      {open?.as === 'unlink' ? (
        <UnlinkDialog job={job} account={open.account} onClose={close} onDone={props.onChanged} />
      ) : null}
    </>
  );
}

/** A linked account can be unlinked, one that is nobody's linked. A doubtful one is the one or the other. */
function RowAction(props: {
  readonly standing: Standing;
  readonly row: CensusRow;
  readonly onOpen: (open: { readonly as: 'link' | 'unlink'; readonly account: CensusRow }) => void;
}) {
  const { standing, row, onOpen } = props;
  if (standing === 'only-here' || standing === 'matched' || row.accountId === null) return null;
  const as = row.linked ? 'unlink' : 'link';
  return (
    <Button
      aria-label={as === 'link' ? censusWords.linkOf(row.name) : censusWords.unlinkOf(row.name)}
      onClick={() => onOpen({ as, account: row })}
    >
      {censusWords[as]}
    </Button>
  );
}
