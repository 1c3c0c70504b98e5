import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { profileDefaults } from '../../electron/compose';
import { openSettings } from '../../electron/settings/settings-file';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { defaultJob } from '../../shared/settings/defaults';

/**
 * A process that saves settings: `node settings-writer FOLDER JOB...` adds these jobs one after another. While a file
 * `hold-JOB` is in the folder it stays in the middle of the change.
 */
const [, , folder = '', ...jobs] = process.argv;
const settings = valueOrThrow(openSettings(folder, profileDefaults));
for (const job of jobs) {
  writeSync(1, `begins ${job}\n`);
  valueOrThrow(
    settings.update((now) => {
      writeSync(1, `changes ${job}\n`);
      while (existsSync(join(folder, `hold-${job}`))) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      return { ...now, jobs: { ...now.jobs, [job]: defaultJob(bluejeans, {}) } };
    }),
  );
  writeSync(1, `saved ${job}\n`);
}
