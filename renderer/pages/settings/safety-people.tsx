import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { useQuery } from '../../bridge/query';
import { useNow } from '../../parts/now';
import { SettingGroup, SettingRow } from '../../parts/setting-row';
import { useFeedback } from '../../shell/feedback';
import { safetyWords as words } from '../../words/safety';
import { people as countOf, times } from '../../words/times';
import { PersonPicker } from '../mapping/person-picker';
import { PeopleDialog, type PersonRow } from './people-dialog';

type Answer =
  | { readonly ok: true; readonly value: { readonly problem: ProblemWords | null } }
  | { readonly ok: false; readonly error: ProblemWords };

/** People whom the admin's own word leaves alone, and accounts that are to be deleted. */
export function SafetyPeople(props: { readonly job: string; readonly deletes: boolean }) {
  const { job } = props;
  const now = useNow();
  const say = useFeedback();
  const returnHere = useRestoreFocusTarget();
  const holds = useQuery('holds.list', { job });
  const guarded = useQuery('protected.list', { job });
  const leaving = useQuery('leaving.list', props.deletes ? { job } : null);
  const [open, setOpen] = useState<'holds' | 'guarded' | 'calendar' | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ProblemWords | null>(null);

  const change = async (send: () => Promise<Answer>, again: () => void, done?: () => void) => {
    setBusy(true);
    const reply = await send();
    const problem = reply.ok ? reply.value.problem : reply.error;
    setBusy(false);
    setRefused(problem);
    again();
    if (problem === null) done?.();
  };
  const close = () => {
    setOpen(null);
    setRefused(null);
  };
  const day = (instant: string) => times.moment(Date.parse(instant), now);

  const held: PersonRow[] | null =
    holds.value?.people.map(({ sourceId, name, reason, since }) => ({
      id: sourceId,
      name,
      text: words.onHoldSince(day(since), reason),
      action: {
        name: words.release,
        label: words.releaseOf(name),
        run: () =>
          void change(
            () => call('holds.release', { job, personId: sourceId }),
            holds.refresh,
            () => say(words.released(name), words.releasedDetail),
          ),
      },
    })) ?? null;
  const spared: PersonRow[] | null =
    guarded.value?.people.map(({ sourceId, name, mail }) => ({
      id: sourceId,
      name,
      text: mail,
      action: {
        name: words.remove,
        label: words.removeOf(name),
        run: () =>
          void change(() => call('protected.set', { job, personId: sourceId, isProtected: false }), guarded.refresh),
      },
    })) ?? null;
  const leavers: PersonRow[] | null =
    leaving.value?.people.map(({ sourceId, name, reason, deletedAt, kept }) => ({
      id: sourceId,
      name,
      text: kept ? words.keptBy(reason) : deletedAt === null ? reason : words.deletedOn(day(deletedAt), reason),
      action: {
        name: kept ? words.letGo : words.keepIt,
        label: kept ? words.letGoOf(name) : words.keepOf(name),
        run: () => void change(() => call('leaving.keep', { job, personId: sourceId, keep: !kept }), leaving.refresh),
      },
    })) ?? null;

  const row = (
    which: NonNullable<typeof open>,
    name: string,
    hint: string,
    button: string,
    rows: PersonRow[] | null,
  ) => (
    <SettingRow plain name={name} hint={hint}>
      {() => (
        <>
          {rows === null ? null : <span>{rows.length === 0 ? words.none : countOf(rows.length)}</span>}
          <Button {...returnHere} aria-label={`${button}: ${name}`} onClick={() => setOpen(which)}>
            {button}
          </Button>
        </>
      )}
    </SettingRow>
  );
  return (
    <SettingGroup title={words.people}>
      {row('holds', words.holds, words.holdsHint, words.manage, held)}
      {row('guarded', words.guarded, words.guardedHint, words.manage, spared)}
      {props.deletes ? row('calendar', words.calendar, words.calendarHint, words.show, leavers) : null}
      {open === 'holds' ? (
        <PeopleDialog
          title={words.holds}
          lead={words.holdsHint}
          empty={words.holdsEmpty}
          rows={held}
          busy={busy}
          problem={refused ?? holds.error}
          onClose={close}
        />
      ) : null}
      {open === 'guarded' ? (
        <PeopleDialog
          title={words.guarded}
          lead={words.guardedHint}
          empty={words.guardedEmpty}
          rows={spared}
          busy={busy}
          problem={refused ?? guarded.error}
          onClose={close}
        >
          <PersonPicker
            takesFirst={false}
            job={job}
            person={null}
            label={words.protect}
            hint={words.protectHint}
            onChoose={({ id }) =>
              void change(() => call('protected.set', { job, personId: id, isProtected: true }), guarded.refresh)
            }
          />
        </PeopleDialog>
      ) : null}
      {open === 'calendar' ? (
        <PeopleDialog
          title={words.calendar}
          lead={words.calendarLead}
          empty={words.calendarEmpty}
          rows={leavers}
          busy={busy}
          problem={refused ?? leaving.error}
          onClose={close}
        />
      ) : null}
    </SettingGroup>
  );
}
