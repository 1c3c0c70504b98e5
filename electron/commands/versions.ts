import { instantWords } from '../../shared/health/instant-words';
import type { RulesChange } from '../../shared/schema/rules-difference';
import { clearHindrance } from '../cycle/cannot-begin';
import { countPeople } from '../ledger/people';
import { withGroupNames } from '../settings/group-names';
import { type ListedVersion, restoreVersion, versionDetail, versionsOf } from '../settings/restore-version';
import type { Command } from './command';
import { printProblem } from './print-problem';

const usage = '[N | show N | restore N]';
const through = {
  window: 'in the window',
  'command-line': 'on the command line',
  file: 'in the settings file',
} as const;

export const versions: Command = {
  name: 'versions',
  usage,
  mostWords: 2,
  takesJob: true,
  help: 'Lists the versions of mapping and scope, shows what one changed, or puts one back as a new version.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [first, second] = invocation.words;
    const word = first === 'show' || first === 'restore' ? first : null;
    const given = word === null ? first : second;
    const number = given === undefined ? null : numberOf(given);
    if ((given === undefined && first !== undefined) || (word === null && second !== undefined) || Number.isNaN(number))
      return printProblem(invocation, { kind: 'usage', detail: `versions takes ${usage}, N a number` }, null);
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job, database } = opened.value;
    const { name, profile } = job;
    if (number === null) {
      const listed = versionsOf(engine, name);
      if (!listed.ok) return printProblem(invocation, listed.problem, profile);
      if (json) voice.out(JSON.stringify({ job: name, versions: listed.value.map(versionJson) }));
      else if (listed.value.length === 0) voice.out('There are no versions yet.');
      else for (const version of listed.value) voice.out(versionLine(version, engine.now()));
      return 0;
    }
    if (word !== 'restore') {
      const shown = versionDetail(engine, name, number);
      if (!shown.ok) return printProblem(invocation, shown.problem, profile);
      const { version, fault } = shown.value;
      const changed = await withGroupNames(engine, job, shown.value.changed);
      const wouldChange = await withGroupNames(engine, job, shown.value.wouldChange);
      if (json)
        voice.out(
          JSON.stringify({
            job: name,
            version: versionJson(version),
            changed: changed.map(changeJson),
            wouldChange: wouldChange.map(changeJson),
            canRestore: fault === null,
          }),
        );
      else {
        voice.out(versionLine(version, engine.now()));
        for (const line of changed.map(changeLine)) voice.out(`  ${line}`);
        if (!version.current) {
          voice.out(
            wouldChange.length === 0 ? 'It says the same as what is in use.' : 'Going back to it would change:',
          );
          for (const line of wouldChange.map(changeLine)) voice.out(`  ${line}`);
        }
      }
      return 0;
    }
    const restored = await restoreVersion(engine, name, number, 'command-line');
    if (!restored.ok) return printProblem(invocation, restored.problem, profile);
    const { wouldChange, inUse, now } = restored.value;
    if (!inUse) clearHindrance(database);
    if (json)
      voice.out(
        JSON.stringify({
          job: name,
          restored: inUse ? null : number,
          version: now,
          changes: wouldChange.map(changeJson),
        }),
      );
    else if (inUse) voice.out(`Version ${number} is in use already. Nothing was changed.`);
    else {
      for (const line of wouldChange.map(changeLine)) voice.out(`  ${line}`);
      const { inScope } = countPeople(database);
      const everyone = inScope === 0 ? 'Everyone is' : `Everyone (${inScope} in scope) is`;
      voice.out(`Mapping and scope are those of version ${number} again, as version ${now}.`);
      voice.out(`${everyone} checked again in the next cycle; inseam plan shows what it would do.`);
    }
    return 0;
  },
};

const numberOf = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN);

const versionJson = ({ number, at, author, through: by, summary, restores, current }: ListedVersion) => ({
  number,
  at,
  author,
  through: by,
  summary,
  restores,
  current,
});
const changeJson = ({ what, from, to }: RulesChange) => ({ what, from, to });

const words = instantWords('en-GB');

function versionLine(
  { number, at, author, through: by, summary, restores, current }: ListedVersion,
  now: number,
): string {
  const back = restores === null ? '' : ` (back to version ${restores})`;
  return `${String(number).padStart(3)}  ${words.dated(Date.parse(at), now)}  ${author}, ${through[by]}: ${summary}${back}${current ? '  ← in use' : ''}`;
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');

function changeLine({ what, from, to }: RulesChange): string {
  if (from === null && to === null) return what;
  return `${what}: ${oneLine(from ?? '–')} → ${oneLine(to ?? '–')}`;
}
