import type { Problem } from '../../shared/log/problem';
import { hostFailureText } from '../network/host-texts';

/** The few words that a rung of Test Connection has room for; the whole advice stands below the ladder. */
export const accountsText = (accounts: number): string => (accounts === 1 ? '1 account' : `${accounts} accounts`);

/** Why the service itself did not answer as it should. `baseUrl` is its address. */
export function failureText(problem: Problem, baseUrl: URL): string {
  switch (problem.kind) {
    case 'name-not-found':
    case 'unreachable':
    case 'certificate-untrusted':
    case 'proxy-refused':
    case 'proxy-unsupported':
      return hostFailureText(problem, baseUrl, false);
    case 'redirected':
      return `It sends Inseam to ${problem.to}`;
    case 'answer-cut-off':
      return 'The answer was cut off';
    case 'answer-too-large':
      return 'The answer is too large';
    case 'not-the-protocol':
      return problem.got === 'web-page' ? 'A web page answers, not SCIM' : 'It does not answer as SCIM does';
    case 'throttled':
      return '429: it asks Inseam to wait';
    case 'server-error':
      return `${problem.status}: it fails`;
    case 'target-unauthorized':
      return '401: the token was refused';
    case 'target-not-found':
      return '404: no SCIM service at this address';
    case 'target-refused':
      return `${problem.status}: the request was refused`;
    default:
      return 'It cannot be tested';
  }
}
