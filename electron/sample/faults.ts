import { z } from 'zod';
import { alteredPage } from './faults/altered-page';
import { connectionReset } from './faults/connection-reset';
import { cutOffBody } from './faults/cut-off-body';
import { emptyPage } from './faults/empty-page';
import { expiredDeltaToken } from './faults/expired-delta-token';
import { lostAnswer } from './faults/lost-answer';
import { noLicence } from './faults/no-licence';
import { redirect } from './faults/redirect';
import { refused } from './faults/refused';
import { serverError } from './faults/server-error';
import { slowAnswer } from './faults/slow-answer';
import { throttled } from './faults/throttled';
import { unauthorized } from './faults/unauthorized';
import { webPage } from './faults/web-page';

/** The table of faults: one row a kind. Whoever draws faults by chance draws from `faultTable.options`. */
export const faultTable = z.discriminatedUnion('kind', [
  throttled,
  serverError,
  connectionReset,
  lostAnswer,
  slowAnswer,
  cutOffBody,
  webPage,
  unauthorized,
  emptyPage,
  expiredDeltaToken,
  redirect,
  refused,
  alteredPage,
  noLicence,
]);

/** A fault as it is asked for: its kind, which requests it meets, and the kind's own options. */
export type FaultRequest = z.input<typeof faultTable>;
