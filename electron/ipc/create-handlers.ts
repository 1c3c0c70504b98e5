import { profiles } from '../../shared/profiles/profiles';
import { clearHindrance } from '../cycle/cannot-begin';
import type { EngineVerb } from '../desktop/engine-interface';
import { trustedCertificates } from '../network/certificates';
import { censusHandlers } from './census-handlers';
import { checkHandlers } from './check-handlers';
import { type AskWhichFiles, openChosenCertificates } from './chosen-certificates';
import { cycleHandlers } from './cycle-handlers';
import type { Desk } from './desk';
import { historyHandlers } from './history-handlers';
import { jobHandlers, type StartSample } from './job-handlers';
import { type ChooseFile, logHandlers } from './log-handlers';
import { mappingHandlers } from './mapping-handlers';
import { peopleHandlers } from './people-handlers';
import { openPeopleInEntra } from './people-in-entra';
import { peopleListHandlers } from './people-list-handlers';
import { personHandlers } from './person-handlers';
import { planHandlers } from './plan-handlers';
import { provisionHandlers } from './provision-handlers';
import { safetyHandlers } from './safety-handlers';
import { schemaHandlers } from './schema-handlers';
import { scopeHandlers } from './scope-handlers';
import { secretHandlers } from './secret-handlers';
import type { Handlers } from './serve-contract';
import { trialHandlers } from './trial-handlers';
import { versionsHandlers } from './versions-handlers';
import { wordsOf } from './words';

/** What the handlers need of the desktop around them. */
export interface HandlerEdges {
  readonly startSample: StartSample;
  readonly chooseFile: ChooseFile;
  readonly askWhichFiles: AskWhichFiles;
}

/** Every call of the contract that the engine answers. */
export function createHandlers(
  desk: Desk,
  { startSample, chooseFile, askWhichFiles }: HandlerEdges,
): Handlers<EngineVerb> {
  const { settings } = desk.engine;
  const chosen = openChosenCertificates(desk.engine, askWhichFiles);
  const inEntra = openPeopleInEntra(desk);
  return {
    ...jobHandlers(desk, startSample),
    ...secretHandlers(desk, chosen),
    ...checkHandlers(desk, chosen),
    ...mappingHandlers(desk, inEntra),
    ...trialHandlers(desk),
    ...schemaHandlers(desk, askWhichFiles, chooseFile),
    ...scopeHandlers(desk),
    ...versionsHandlers(desk),
    ...peopleHandlers(desk, inEntra),
    ...censusHandlers(desk),
    ...peopleListHandlers(desk, chooseFile),
    ...personHandlers(desk),
    ...cycleHandlers(desk, chooseFile),
    ...safetyHandlers(desk),
    ...provisionHandlers(desk),
    ...historyHandlers(desk, chooseFile),
    ...planHandlers(desk, chooseFile),
    ...logHandlers(desk, chooseFile),
    'profiles.list': () => ({ profiles: [...profiles] }),
    'app.saveSettings'(app) {
      settings.update((all) => ({ ...all, app }));
      return {};
    },
    async 'app.saveNetwork'(network) {
      // Kept unread, it would stop every later cycle; kept wrong, it would look as if it helped.
      const read =
        network.caFile === null || network.caFile === settings.read().network.caFile
          ? null
          : await trustedCertificates({ caFile: network.caFile });
      if (read !== null && !read.ok) {
        const words = wordsOf(read.problem, null);
        // The row has room for what is wrong with the file, which is also what to do.
        return {
          problem: read.problem.kind === 'file-unreadable' ? { ...words, nextStep: read.problem.detail } : words,
        };
      }
      const saved = settings.update((all) => ({ ...all, network }));
      if (saved.ok)
        for (const job of Object.keys(settings.read().jobs)) {
          clearHindrance(desk.database(job));
          desk.tellState(job);
        }
      return { problem: saved.ok ? null : wordsOf(saved.problem, null) };
    },
  };
}
