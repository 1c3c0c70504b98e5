import { Button, Input, Menu, MenuItem, MenuList, MenuPopover, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular, Flash16Regular, Search16Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListedPerson, ProblemWords } from '../../../shared/ipc/contract';
import { useAtMostEvery } from '../../bridge/at-most-every';
import { useCommand } from '../../bridge/command';
import { useJobState } from '../../bridge/jobs';
import { useLive } from '../../bridge/live';
import { ChoiceChips } from '../../parts/choice-chips';
import { HoldDialog } from '../../parts/hold-dialog';
import { PageHeading } from '../../parts/page-heading';
import { ProblemNote } from '../../parts/problem-note';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { useFeedback } from '../../shell/feedback';
import { useKeys } from '../../shell/keys';
import { narrow } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { navigateGuarded, replaceAddress } from '../../shell/router';
import { holdWords } from '../../words/hold';
import { peopleChips, peopleWords, personWords } from '../../words/people';
import { pageTitles } from '../../words/shell';
import { times } from '../../words/times';
import { type PeoplePlace, peopleAddress, personAddress, readPeoplePlace } from './people-address';
import { PeopleList } from './people-list';
import { usePeoplePages } from './people-pages';
import { personRowHeight } from './person-row';

const useStyles = makeStyles({
  top: { padding: '28px 36px 0', flexShrink: 0, [narrow]: { padding: '20px 24px 0' } },
  head: { maxWidth: '1120px' },
  filters: { display: 'flex', alignItems: 'center', gap: '8px', marginTop: '16px', flexWrap: 'wrap' },
  search: { width: '236px', [narrow]: { width: '200px' } },
  note: { marginTop: '12px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  problem: { marginTop: '12px' },
  body: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, marginTop: '8px' },
  quiet: { padding: '20px 36px', color: tokens.colorNeutralForeground2, [narrow]: { padding: '20px 24px' } },
  clear: { marginTop: '12px' },
});

const typingMs = 300;

/** Who has an account, and who not? */
export function PeopleTable(props: { readonly job: string; readonly query: URLSearchParams }) {
  const styles = useStyles();
  const { job } = props;
  const state = useJobState(job);
  const target = state?.targetName ?? '';
  const place = useMemo(() => readPeoplePlace(props.query), [props.query]);
  const pages = usePeoplePages(job, place);
  const go = useCallback((next: PeoplePlace) => replaceAddress(peopleAddress(job, next)), [job]);
  const search = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [menu, setMenu] = useState<{ readonly row: ListedPerson; readonly at: HTMLElement } | null>(null);
  const [holding, setHolding] = useState<ListedPerson | null>(null);
  const release = useCommand('holds.release');
  const say = useFeedback();

  const [typed, setTyped] = useState(place.text);
  // An address that changed from outside wins over what stands in the field.
  useEffect(() => setTyped(place.text), [place.text]);
  useEffect(() => {
    if (typed === place.text) return;
    const timer = setTimeout(() => go({ ...place, text: typed }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, place, go]);

  const look = useAtMostEvery(1000, pages.refresh);
  useLive((event) => {
    if (event.kind === 'log.appended' && event.job === job) look();
    // A hold or a release changes nobody's account, and the state tells of it.
    if (event.kind === 'job.state' && event.state.job === job) look();
  });
  useKeys({ '/': () => search.current?.focus(), F5: pages.refresh });

  const letGo = async (row: ListedPerson) => {
    const reply = await release.run({ job, personId: row.id });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused !== null) setProblem(refused);
    else say(personWords.released(row.name));
    pages.refresh();
  };
  const open = (row: ListedPerson) => navigateGuarded(personAddress(job, row.id));
  const { counts, total } = pages;
  const chips = peopleChips.filter((chip) => chip !== 'only-there' || (counts !== null && counts[chip] !== null));
  const nobodys = place.state === 'only-there';

  return (
    <>
      <div className={styles.top}>
        <div className={styles.head}>
          <PageHeading
            title={pageTitles.people}
            line={peopleWords.line(target)}
            actions={
              <>
                <ExportButton job={job} place={place} onProblem={setProblem} />
                <Button icon={<Flash16Regular />} onClick={() => navigateGuarded(addressOf(job, 'provision'))}>
                  {peopleWords.provisionOnDemand}
                </Button>
              </>
            }
          />
          <div className={styles.filters}>
            <Input
              input={{ ref: search }}
              className={styles.search}
              type="search"
              aria-label={peopleWords.search}
              placeholder={peopleWords.search}
              contentBefore={<Search16Regular aria-hidden="true" />}
              value={typed}
              onChange={(_, data) => setTyped(data.value.slice(0, 200))}
            />
            <ChoiceChips
              label={peopleWords.show}
              chips={chips.map((chip) => ({
                value: chip,
                label: `${peopleWords.chip(chip, target)}${counts === null ? '' : ` ${times.number(counts[chip] ?? 0)}`}`,
              }))}
              chosen={place.state}
              onChoose={(chip) => go({ ...place, state: chip })}
            />
          </div>
          {nobodys ? (
            <p className={styles.note}>
              {counts !== null && counts['only-there'] === null ? peopleWords.noCensus : peopleWords.nobodys}
            </p>
          ) : null}
          {problem === null ? null : (
            <div className={styles.problem} role="alert">
              <ProblemNote level={2} words={problem} />
            </div>
          )}
        </div>
      </div>
      <div className={styles.body}>
        {total === null ? (
          <div className={styles.quiet}>
            {pages.error === null ? (
              <SkeletonRows rows={8} height={personRowHeight} />
            ) : (
              <QueryProblem level={2} words={pages.error} onTryAgain={pages.refresh} />
            )}
          </div>
        ) : total > 0 ? (
          <PeopleList
            key={JSON.stringify(place)}
            pages={pages}
            total={total}
            onOpen={nobodys ? null : open}
            onMenu={(row, at) => setMenu({ row, at })}
          />
        ) : (
          <div className={styles.quiet}>
            {place.text !== '' ? (
              <>
                <p>{peopleWords.noMatch}</p>
                <Button
                  className={styles.clear}
                  onClick={() => {
                    go({ ...place, text: '' });
                    search.current?.focus();
                  }}
                >
                  {peopleWords.clearSearch}
                </Button>
              </>
            ) : (
              <p>{place.state === 'everyone' ? peopleWords.empty : peopleWords.emptyChip}</p>
            )}
          </div>
        )}
      </div>
      {menu === null ? null : (
        <Menu
          open
          positioning={{ target: menu.at, position: 'below', align: 'end' }}
          onOpenChange={(_, data) => {
            if (data.open) return;
            setMenu(null);
            menu.at.closest('tr')?.focus();
          }}
        >
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => open(menu.row)}>
                {menu.row.account === 'in-step' ? personWords.why : peopleWords.whyNot}
              </MenuItem>
              <MenuItem onClick={() => navigateGuarded(addressOf(job, 'provision', [menu.row.id]))}>
                {peopleWords.provisionNow}
              </MenuItem>
              {menu.row.account === 'on-hold' ? (
                <MenuItem onClick={() => void letGo(menu.row)}>{peopleWords.release}</MenuItem>
              ) : (
                <MenuItem onClick={() => setHolding(menu.row)}>{holdWords.menu}</MenuItem>
              )}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {holding === null ? null : (
        <HoldDialog job={job} person={holding} onClose={() => setHolding(null)} onHeld={pages.refresh} />
      )}
    </>
  );
}

function ExportButton(props: {
  readonly job: string;
  readonly place: PeoplePlace;
  readonly onProblem: (problem: ProblemWords) => void;
}) {
  const { run, running } = useCommand('people.export');
  const say = useFeedback();
  const write = async () => {
    const reply = await run({ job: props.job, state: props.place.state, text: props.place.text });
    if (!reply.ok) props.onProblem(reply.error);
    else if (reply.value.file !== null) say(peopleWords.exported(reply.value.people), reply.value.file);
  };
  return (
    <Button icon={<ArrowDownload16Regular />} disabledFocusable={running} onClick={() => void write()}>
      {peopleWords.export}
    </Button>
  );
}
