import { delivered } from '../answer';
import { errorAnswer } from './error-answer';
import { faultKind } from './fault';

/** No service agrees with another about the status: this one takes 400, in words that an admin can act on. */
export const noLicence = faultKind(
  'no-licence',
  'a refusal of whoever would need another licence; the request has no effect',
  {},
  async (_options, _serve, side) =>
    delivered(errorAnswer(side, 400, 'LicenseLimitExceeded', 'All licences are in use; buy more or remove a user.')),
);
