import { instantWords } from '../../shared/health/instant-words';
import type { PlanRow } from '../../shared/ipc/contract';
import { examineSchema } from '../../shared/schema/examine-schema';
import { planRows } from '../ledger/plan-rows';
import type { Command } from './command';
import { countsSentence, cycleJson, operationJson, planLines } from './print-cycle';
import { printProblem } from './print-problem';
import { printSchemaRefusal } from './print-schema-refusal';
import { trialJson, trialLines } from './print-trial';
import { clearProgress, waitingWords } from './progress-bar';
import { readJsonFile } from './read-json-file';

const rowsAtOnce = 200;

export const plan: Command = {
  name: 'plan',
  usage: '[--full] [--schema FILE]',
  mostWords: 0,
  takesJob: true,
  help: 'Shows what the next cycle would do, person by person and attribute by attribute; with a schema file, what it would do under that mapping. Writes nothing anywhere.',
  flags: ['full'],
  options: ['schema'],
  async run(invocation) {
    const { voice, json } = invocation;
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job, database } = opened.value;
    const { name, profile } = job;
    const file = invocation.options['schema'];
    const schema = file === undefined ? null : readJsonFile(file);
    if (schema !== null && !schema.ok) return printProblem(invocation, schema.problem, null);
    const examined = schema === null ? null : examineSchema(schema.value, profile, job.settings.scope.mode);
    if (examined?.ok === false) return printSchemaRefusal(invocation, examined.faults, examined.notices);
    const runner = invocation.runner(engine);
    runner.listen((event) => {
      if (event.kind !== 'plan-progress' || !voice.drawsBar || json) return;
      const { done, expected, waiting } = event;
      const waits = waitingWords(waiting, profile.name, engine.now());
      voice.redraw(
        waits === '' ? `Planning: ${done} of ${expected} people` : `Planning, ${done} of ${expected}: ${waits}`,
      );
    });
    const stop = (): void => runner.stop(name);
    invocation.signal.addEventListener('abort', stop, { once: true });
    const outcome = await runner.plan(name, invocation.flags.has('full'), [], schema?.value);
    if (!json) clearProgress(voice);
    if (!outcome.ok) return printProblem(invocation, outcome.problem, profile);
    const { summary, cycle, trial } = outcome.value;
    const exit = cycle.state === 'held' || cycle.state === 'quarantined' ? 5 : 0;
    const rows: PlanRow[] = [...(outcome.value.rows ?? [])];
    for (let offset = 0; outcome.value.rows === null; offset += rowsAtOnce) {
      const page = planRows(database, 'all', offset, rowsAtOnce).rows;
      rows.push(...page);
      if (page.length < rowsAtOnce) break;
    }
    if (json) {
      voice.out(
        JSON.stringify({
          ...cycleJson(name, cycle),
          operations: rows.map(operationJson),
          ...trialJson(trial, cycle.counts),
        }),
      );
      return exit;
    }
    for (const line of planLines(rows)) voice.out(line);
    voice.out(`The next cycle: ${countsSentence(cycle.counts)}. Nothing has been written.`);
    voice.out(`Made at ${instantWords().clock(Date.parse(summary.madeAt))} from ${summary.people} people.`);
    if (trial !== null) for (const line of trialLines(trial, cycle.counts)) voice.out(line);
    if (cycle.state === 'quarantined')
      voice.out('So many people would fail under this mapping that the job would stop.');
    else if (summary.overThreshold)
      voice.out(`These removals are more than your limit of ${summary.threshold ?? 0}: they would be held.`);
    else if (exit === 5) voice.out('Removals of an earlier cycle are held until you decide: see inseam deletions.');
    return exit;
  },
};
