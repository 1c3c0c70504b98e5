import { assertNever } from '../outcome';
import type { ProfileAdvice } from '../profiles/profile';
import { adviseOnCensus } from './census-advice';
import { certificateWords } from './certificate-words';
import { refusalCode } from './error-codes';
import { givenUpAdvice, tooManyFailuresAdvice } from './failure-advice';
import { adviseOnIncomplete } from './incomplete-advice';
import { adviseOnMail, adviseOnMailServer, isOfMailServer } from './mail-advice';
import type { Problem, SecretName, Side } from './problem';
import { secondsText } from './seconds-text';

/** A problem in words: what happened, what it means for people, what to do. The same in window, mail and command line. */
export interface Advice {
  readonly title: string;
  readonly meaning: string;
  readonly nextStep: string;
  readonly action: AdviceAction | null;
}

/** The button for the likeliest next step. */
export type AdviceAction =
  | 'enter-token'
  | 'test-again'
  | 'check-address'
  | 'network-settings'
  | 'replace-secret'
  | 'open-consent'
  | 'unlock-keychain'
  | 'open-settings-file'
  | 'open-scope'
  | 'open-mapping'
  | 'try-again'
  | 'make-plan';

/** Whose names stand in the words. */
export interface AdviceContext {
  readonly targetName: string;
  readonly profile: ProfileAdvice | null;
  /** The person the problem is about; null where it is about nobody in particular. */
  readonly personName: string | null;
}

const noChange = 'No account was changed; everyone keeps the access they have.';
const sourceName = 'Microsoft Entra ID';

const secretWords: Readonly<Record<SecretName, string>> = {
  'target-token': 'secret token',
  'entra-client-secret': 'Entra client secret',
  'entra-certificate-key': 'Entra certificate with its private key',
  'smtp-password': 'mail server’s password',
};

const gotWords = {
  'web-page': 'a web page',
  'other-json': 'JSON of another kind',
  text: 'plain text',
  nothing: 'an empty answer',
} as const;

/** Makes the words of a problem. One exhaustive switch: a new kind without words does not compile. */
export function adviseOn(problem: Problem, context: AdviceContext): Advice {
  const { targetName } = context;
  const who = context.personName ?? 'This person';
  const sideName = (side: Side): string =>
    side === 'target' ? targetName : side === 'source' ? sourceName : 'The mail server';
  const unreachableNote = (side: Side): string =>
    side === 'target' && context.profile?.unreachable ? ` ${context.profile.unreachable}` : '';

  if (isOfMailServer(problem)) return adviseOnMailServer(problem);
  switch (problem.kind) {
    case 'name-not-found':
      return {
        title: `${problem.host} cannot be found`,
        meaning: 'Inseam keeps trying; nothing is lost.',
        nextStep: `Check ${problem.side === 'target' ? 'the tenant URL' : 'the address'} and this computer’s network.${unreachableNote(problem.side)}`,
        action: 'check-address',
      };
    case 'unreachable':
      return {
        title:
          problem.cause === 'refused'
            ? `${problem.host} refuses the connection`
            : `${problem.host} does not answer (tried for ${secondsText(problem.waitedMs)})`,
        meaning: `Changes wait and are made when it ${problem.cause === 'refused' ? 'answers' : 'does'}.`,
        nextStep: `Check the network, the firewall and the proxy (${problem.proxy ?? 'none'}).${unreachableNote(problem.side)}`,
        action: 'try-again',
      };
    case 'certificate-untrusted':
      return {
        title: `The certificate of ${problem.host} is not trusted: ${certificateWords[problem.cause]}`,
        meaning: `Inseam did not send ${problem.side === 'target' ? 'the token' : 'any secret'}.`,
        nextStep: 'If your company inspects traffic, add its CA file in Network. Otherwise tell the service’s owner.',
        action: 'network-settings',
      };
    case 'proxy-refused':
      return {
        title: `The proxy ${problem.proxy} refused the connection (${problem.status})`,
        meaning: 'Nothing was sent and nothing is lost.',
        nextStep:
          problem.status === 407
            ? 'It asks for a name and a password, or does not accept the ones it got: set them on a server as HTTPS_PROXY=http://name:password@proxy:port. Or choose another proxy in Network, or have it let this computer through.'
            : 'Check the proxy in Network.',
        action: 'network-settings',
      };
    case 'proxy-unsupported':
      return proxyAdvice(problem);
    case 'insecure-address':
      return {
        title: 'The address must begin with https://',
        meaning: 'A token sent over http could be read on the way, so nothing was sent.',
        nextStep: `Change ${problem.address} to https://.`,
        action: 'check-address',
      };
    case 'redirected':
      return {
        title: `${problem.host} sends Inseam elsewhere: ${problem.to}`,
        meaning: 'Inseam did not follow, so that the token stays with the service you named. Nothing was changed.',
        nextStep: 'If the new address is right, enter it as the tenant URL.',
        action: 'check-address',
      };
    case 'answer-cut-off':
      return {
        title: `An answer of ${problem.host} was cut off`,
        meaning: 'Inseam decides nothing from half an answer. Nothing is lost.',
        nextStep: 'Try again. If it stays so, a proxy or firewall on the way may be at fault.',
        action: 'try-again',
      };
    case 'answer-too-large':
      return {
        title: `An answer of ${problem.host} was larger than ${Math.round(problem.limitBytes / 1048576)} MB`,
        meaning: 'Inseam did not read it. Nothing was changed.',
        nextStep: 'Check that the address is the one of the service.',
        action: 'check-address',
      };
    case 'not-the-protocol':
      return problem.side === 'target'
        ? {
            title: `${problem.host} answered, but not as SCIM does (got ${gotWords[problem.got]})`,
            meaning: 'Nothing was changed.',
            nextStep: `The tenant URL usually ends in /scim or /scim/v2. A proxy or a sign-in page may also be answering.${unreachableNote('target')}`,
            action: 'check-address',
          }
        : {
            title: `${problem.host} answered, but not as Microsoft does (got ${gotWords[problem.got]})`,
            meaning: 'People cannot be read; accounts stay as they are.',
            nextStep: 'A proxy or a sign-in page of this network may be answering. Check the network and try again.',
            action: 'network-settings',
          };
    case 'throttled':
      return {
        title: `${sideName(problem.side)} asked us to wait ${secondsText(problem.retryAfterMs)}`,
        meaning: 'Nothing is lost.',
        nextStep: 'Inseam goes on by itself.',
        action: null,
      };
    case 'server-error':
      return {
        title: `${sideName(problem.side)} answered ${problem.status}${context.personName === null ? '' : ` for ${context.personName}`}`,
        meaning: problem.detail === '' ? 'The change waits.' : `It said: ${problem.detail}`,
        nextStep: 'Tried again in the next cycle, then after 6, 12 and 24 hours.',
        action: null,
      };
    case 'target-unauthorized':
      return {
        title: `${targetName} does not accept this token`,
        meaning: noChange,
        nextStep: context.profile?.unauthorized ?? 'Generate a new token in the service and paste it here.',
        action: 'enter-token',
      };
    case 'target-forbidden':
      return {
        title: `${targetName} knows this token but does not let it manage users`,
        meaning: 'No account was changed.',
        nextStep: context.profile?.forbidden ?? 'Give the token’s account the right to manage users over SCIM.',
        action: 'test-again',
      };
    case 'target-not-found':
      return {
        title: `${problem.host} has no SCIM service at this address`,
        meaning: 'Nothing was changed.',
        nextStep: `The tenant URL usually ends in /scim or /scim/v2.${unreachableNote('target')}`,
        action: 'check-address',
      };
    case 'target-cannot-filter':
      return {
        title: `${targetName} cannot search by ${problem.attribute}`,
        meaning: `${who} was not changed: without searching, an existing account could not be found and might be doubled.`,
        nextStep: 'Choose another matching attribute in Mapping.',
        action: 'open-mapping',
      };
    case 'target-ignores-filter':
      return {
        title: `${targetName} answers a search by ${problem.attribute} with other accounts`,
        meaning: 'Inseam could take one person’s account for another’s, so it changed nothing.',
        nextStep: 'Ask the service’s owner: its SCIM filter does not work. Or choose another matching attribute.',
        action: 'open-mapping',
      };
    case 'target-cannot-list':
    case 'target-list-incomplete':
    case 'nobody-read':
    case 'link-refused':
      return adviseOnCensus(problem, targetName);
    case 'source-credentials-refused':
      return credentialsAdvice(problem.reason, problem.detail);
    case 'source-certificate-out-of-date':
      return {
        title:
          problem.cause === 'ended'
            ? `The Entra certificate ended on ${longDate(problem.at)}`
            : `The Entra certificate is not valid before ${longDate(problem.at)}`,
        meaning: 'People cannot be read; accounts stay as they are.',
        nextStep:
          problem.cause === 'ended'
            ? 'Make a new certificate, upload it to the app registration under Certificates & secrets, and enter it here with its private key.'
            : 'Use a certificate that is valid now; if this one should be, correct this computer’s clock.',
        action: 'replace-secret',
      };
    case 'source-permission-missing':
      return {
        title: `The app registration lacks ${problem.permission}`,
        meaning:
          problem.permission === 'Mail.Send'
            ? 'Inseam cannot send mail through Microsoft Graph. Cycles run all the same.'
            : `Inseam cannot read ${problem.what}, so no cycle runs. Accounts stay as they are.`,
        nextStep: `An administrator must grant consent once.${problem.permission === 'Mail.Send' ? ' Or choose a mail server.' : ''}`,
        action: 'open-consent',
      };
    case 'source-application-missing':
      return {
        title: 'The enterprise application cannot be found in Microsoft Entra ID',
        meaning: 'Without it Inseam cannot tell who is assigned, so it changed nothing.',
        nextStep: 'Choose the application again. Its object id is needed, not its application id.',
        action: 'open-scope',
      };
    case 'source-group-missing':
      return {
        title: 'A chosen group cannot be found in Microsoft Entra ID',
        meaning: 'Without it Inseam cannot tell who is in scope, so it changed nothing.',
        nextStep: `Remove the group ${problem.groupId} from the scope, or restore it.`,
        action: 'open-scope',
      };
    case 'source-empty':
      return {
        title:
          problem.what === 'people'
            ? 'Microsoft Entra ID answered with nobody at all'
            : 'Microsoft Entra ID says that nobody is assigned any more',
        meaning: `Last time there were ${problem.expected}. Inseam takes this for a fault and changed nothing.`,
        nextStep:
          problem.what === 'people'
            ? 'Check that the app registration may read people, then try again.'
            : 'If it is meant, choose “Sync now” with everyone checked again; the removals are then held for you to see.',
        action: 'try-again',
      };
    case 'source-incomplete':
      return adviseOnIncomplete(problem);
    case 'source-refused':
      return {
        title: `Microsoft Graph answered ${problem.status}${problem.code === '' ? '' : ` (${problem.code})`}`,
        meaning: `People could not be read; accounts stay as they are. It said: ${problem.detail}`,
        nextStep: 'Try again. If it stays so, test the connection to Microsoft Entra ID.',
        action: 'try-again',
      };
    case 'watermark-expired':
      return {
        title: 'Microsoft Entra ID no longer knows where Inseam stopped reading',
        meaning: 'Nothing is lost.',
        nextStep: 'Everyone is read again by itself.',
        action: null,
      };
    case 'target-refused':
      if (refusalCode(problem) === 'LicenseLimitExceeded')
        return {
          title: `${targetName} has no licence left`,
          meaning: `${who} waits; nobody else is touched. It answered ${problem.status}: ${problem.detail}`,
          nextStep: 'Add licences or take people out of scope. Inseam tries again by itself.',
          action: 'try-again',
        };
      return {
        title: `${targetName} refused ${problem.attribute === null ? 'the change' : problem.attribute}${context.personName === null ? '' : ` for ${context.personName}`} (${problem.status})`,
        meaning: problem.detail === '' ? 'It gave no reason.' : `It said: ${problem.detail}`,
        nextStep: 'Correct the value in the mapping or in Entra ID. Inseam tries again by itself.',
        action: 'open-mapping',
      };
    case 'conflict':
      return {
        title: `${targetName} says that ${problem.value} exists already`,
        meaning: `It does not show that account to Inseam, so ${context.personName ?? 'this person'} has no account linked.`,
        nextStep: `Find the account in ${targetName} and remove or rename it, or make it visible to SCIM.`,
        action: 'try-again',
      };
    case 'matching-ambiguous':
      return {
        title: `${targetName} has ${problem.targets.length} accounts for ${problem.value}`,
        meaning: 'Inseam does not guess; nothing was changed.',
        nextStep: `Remove or rename one in ${targetName} (${problem.targets.join(', ')}), then try again.`,
        action: 'try-again',
      };
    case 'matching-value-missing':
      return {
        title: `${who} has no value for ${problem.attributes.join(' or ')}`,
        meaning: 'Without it an existing account cannot be found, so nothing was sent.',
        nextStep: 'Fill the attribute in Entra ID or change the mapping.',
        action: 'open-mapping',
      };
    case 'duplicate-source':
      return {
        title: `${who} and ${problem.otherName} would share ${problem.value}`,
        meaning: `${problem.otherName} keeps the account; ${context.personName ?? 'this person'} is left out, so that nobody gets the other’s account.`,
        nextStep: 'Give one of them another value in Entra ID or in the mapping.',
        action: 'open-mapping',
      };
    case 'value-too-long':
      return {
        title: `The ${problem.attribute} would be ${problem.length} characters; ${targetName} takes at most ${problem.limit}`,
        meaning: `${who} was left out: nothing was sent for “${problem.value}”.`,
        nextStep: 'Shorten it in the mapping or in Entra ID.',
        action: 'open-mapping',
      };
    case 'value-required':
      return {
        title: `${problem.attribute} is empty, and ${targetName} needs a value`,
        meaning: `No account was created for ${context.personName ?? 'this person'}.`,
        nextStep: 'Fill it in Entra ID, or give the mapping a default value.',
        action: 'open-mapping',
      };
    case 'values-taken':
      return {
        title: `No value is free for ${problem.attribute}`,
        meaning: `${targetName} has an account with each of ${problem.values.join(', ')}, or somebody was just given it, so none was created for ${context.personName ?? 'this person'}. It is tried again.`,
        nextStep: `Add another value to SelectUniqueValue in the mapping of ${problem.attribute}.`,
        action: 'open-mapping',
      };
    case 'value-type':
      return {
        title: `${problem.attribute} takes ${problem.expected}`,
        meaning: `“${problem.value}” is something else, so nothing was sent for ${context.personName ?? 'this person'}.`,
        nextStep: 'Change the mapping of this attribute.',
        action: 'open-mapping',
      };
    case 'expression-failed':
      return {
        title: `The expression for ${problem.attribute} failed`,
        meaning: `${problem.detail} (at character ${problem.position + 1}). Nothing was sent for ${context.personName ?? 'this person'}.`,
        nextStep: 'Open the mapping and try the expression on this person.',
        action: 'open-mapping',
      };
    case 'account-gone':
      return {
        title: `${context.personName === null ? 'The' : `${context.personName}’s`} ${targetName} account was deleted there`,
        meaning: `${who} has no access now.`,
        nextStep:
          problem.leftToAdmin === true
            ? 'Create it again (provision this person on demand), or hold this person.'
            : 'Inseam looks for another account of theirs and creates one if there is none, in the next cycle.',
        action: 'try-again',
      };
    case 'given-up':
      return givenUpAdvice(problem, adviseOn(problem.problem, context), who);
    case 'too-many-failures':
      return tooManyFailuresAdvice(problem, targetName);
    case 'account-taken':
      return {
        title: `The account found for ${context.personName ?? 'this person'} belongs to ${problem.otherName}`,
        meaning: 'Inseam does not give one account to two people; nothing was changed.',
        nextStep: 'Give one of them another matching value in Entra ID or in the mapping.',
        action: 'open-mapping',
      };
    case 'secret-missing':
      return {
        title: `The ${secretWords[problem.name]} is missing`,
        meaning: 'Inseam cannot sign in without it. No account was changed.',
        nextStep: `Enter it in Inseam, under Settings, Connections; on a server set ${variableOf[problem.name]}.`,
        action: problem.name === 'target-token' ? 'enter-token' : 'replace-secret',
      };
    case 'keychain-locked':
      return {
        title: 'The keychain is locked',
        meaning: 'Inseam cannot read the token; no account is changed.',
        nextStep: 'Unlock it; Inseam goes on by itself.',
        action: 'unlock-keychain',
      };
    case 'keychain-unavailable':
      return {
        title: 'This computer has no keychain',
        meaning: `The token can be kept for this run only, and is needed again after the next start. (${problem.detail})`,
        nextStep:
          'Install a keychain such as GNOME Keyring, or on a server set INSEAM_TARGET_TOKEN and INSEAM_ENTRA_CLIENT_SECRET or INSEAM_ENTRA_CERTIFICATE_KEY.',
        action: null,
      };
    case 'keychain-silent':
      return {
        title: `The keychain did not answer for ${secondsText(problem.waitedMs)}`,
        meaning: 'It may be waiting for you to unlock it. No account was changed.',
        nextStep: 'Unlock the keychain, then try again.',
        action: 'unlock-keychain',
      };
    case 'secret-unusable':
      return {
        title: `This cannot be the ${secretWords[problem.name]}`,
        meaning:
          problem.name === 'entra-certificate-key'
            ? `${problem.detail} Nothing was sent; no account was changed.`
            : `${problem.detail} It was not saved.`,
        nextStep: problem.nextStep ?? 'Copy it again and paste it whole.',
        action: null,
      };
    case 'settings-wrong':
      return {
        title: `${problem.file}: ${problem.path} is ${problem.found}; ${problem.allowed} is needed`,
        meaning: 'Nothing was changed; the last good settings are in use.',
        nextStep: 'Correct the value in the file.',
        action: 'open-settings-file',
      };
    case 'settings-unreadable':
      return {
        title: `${problem.file} cannot be read`,
        meaning: `${problem.detail} Nothing was overwritten.`,
        nextStep: 'Correct the file, or run init again with a good one.',
        action: 'open-settings-file',
      };
    case 'settings-not-saved':
      return {
        title: 'The settings could not be saved',
        meaning: `${problem.detail} The settings before are untouched.`,
        nextStep: 'Make room on the disk or correct the folder’s permissions, then try again.',
        action: 'try-again',
      };
    case 'schema-wrong':
      return {
        title: 'This mapping cannot be used',
        meaning: `${problem.path}: ${problem.detail} The mapping before stays in use.`,
        nextStep: 'Correct it and try again.',
        action: 'open-mapping',
      };
    case 'job-unknown':
      return {
        title:
          problem.known.length === 0
            ? 'No connection is set up yet'
            : problem.job === ''
              ? 'Which job is meant?'
              : `There is no job named ${problem.job}`,
        meaning: `${problem.known.length === 0 ? '' : `These are set up: ${problem.known.join(', ')}. `}Nothing was done.`,
        nextStep:
          problem.known.length === 0
            ? 'Set one up in the window, or with inseam init --settings FILE.'
            : 'Name one of them with --job.',
        action: null,
      };
    case 'job-busy':
      return {
        title: 'This job is being run by another program',
        meaning: `${problem.owner}. Two at once could make the same change twice, so nothing was done.`,
        nextStep: 'Wait until it has finished, or stop it.',
        action: 'try-again',
      };
    case 'cycle-running':
      return {
        title: 'A cycle is running already',
        meaning: 'Nothing is lost.',
        nextStep: 'Wait until it has finished, or stop it.',
        action: null,
      };
    case 'cycle-stopped':
      return {
        title: 'The cycle was stopped',
        meaning: 'What was done is recorded; the rest waits.',
        nextStep: 'The next cycle goes on from there.',
        action: null,
      };
    case 'review-pending':
      return {
        title: `The ${problem.changed === true ? 'changed mapping or scope' : 'first cycle'} waits for your review`,
        meaning: 'Nothing has been written.',
        nextStep: 'Look at the plan (inseam plan), then start it in the window or with inseam sync --approve.',
        action: 'make-plan',
      };
    case 'plan-out-of-date':
      return {
        title: {
          none: 'There is no plan to run',
          cycle: 'A cycle has begun since this plan was made',
          rules: 'The mapping or the scope has changed since this plan was made',
        }[problem.because],
        meaning: 'Nothing has been written.',
        nextStep: 'Make a plan (inseam plan), look at it, then run it.',
        action: 'make-plan',
      };
    case 'person-unknown':
      return {
        title: `Nobody in Microsoft Entra ID has the id or name ${problem.person}`,
        meaning: 'Nothing was changed.',
        nextStep: 'Use the object id or the userPrincipalName.',
        action: null,
      };
    case 'person-ambiguous':
      return {
        title: `${problem.people.length} people answer to ${problem.person}`,
        meaning: `${problem.people.join('; ')}. Nothing was changed.`,
        nextStep: 'Name one of them by object id or userPrincipalName.',
        action: null,
      };
    case 'not-on-hold':
      return {
        title: `${problem.person} is not on hold`,
        meaning: 'Nothing was changed.',
        nextStep: 'inseam hold lists everybody who is.',
        action: null,
      };
    case 'not-leaving':
      return {
        title: `${problem.person} has no disabled account that waits to be deleted`,
        meaning: 'Nothing was changed.',
        nextStep: 'inseam deletions calendar lists those that do.',
        action: null,
      };
    case 'cycle-unknown':
      return {
        title:
          problem.cycle === 'last' ? 'No cycle has changed an account yet' : `No cycle has the id ${problem.cycle}`,
        meaning: 'Nothing was changed.',
        nextStep:
          'Use an id from inseam status --json or inseam logs --json, or the word last. Old cycles go with their log.',
        action: null,
      };
    case 'before-images-gone':
      return {
        title: 'This cycle can no longer be undone',
        meaning: 'What it replaced is not known any more. Nothing was changed.',
        nextStep: `What a cycle replaced is kept as long as the log, ${problem.keptDays} days; cycles of an older Inseam kept nothing.`,
        action: null,
      };
    case 'disk-full':
      return {
        title: 'The disk is full',
        meaning: 'Inseam stopped before the next change; what was done is recorded.',
        nextStep: 'Free 200 MB and try again.',
        action: 'try-again',
      };
    case 'ledger-damaged':
      return {
        title: 'The record of this job was damaged and has been set aside',
        meaning: `Nobody is created twice: the next cycle finds everyone again by matching. The old record is ${problem.movedTo}.`,
        nextStep: 'Make a plan and look at it before you sync.',
        action: 'make-plan',
      };
    case 'ledger-newer':
      return {
        title: 'The record of this job was written by a newer Inseam',
        meaning: 'This version cannot read it, so nothing was done.',
        nextStep: 'Install the newer version again.',
        action: null,
      };
    case 'mail-not-set-up':
    case 'mail-without-tls':
    case 'mail-sign-in-refused':
    case 'mail-refused':
      return adviseOnMail(problem);
    case 'file-unreadable':
      return {
        title: `${problem.file} cannot be read`,
        meaning: `${problem.detail} Nothing was changed.`,
        nextStep: 'Check the path and the file’s permissions.',
        action: null,
      };
    case 'file-unwritable':
      return {
        title: `${problem.file} cannot be written`,
        meaning: `${problem.detail} What was there before is unchanged.`,
        nextStep: 'Name another file, or correct the permissions of its folder.',
        action: null,
      };
    case 'json-wrong':
      return {
        title: `${problem.file} is not the JSON that is needed`,
        meaning: `${problem.detail} Nothing was changed.`,
        nextStep: 'Correct the file and try again.',
        action: null,
      };
    case 'folder-unusable':
      return {
        title: `Inseam cannot keep its data in ${problem.folder}`,
        meaning: `${problem.detail} Nothing was done.`,
        nextStep: 'Correct the folder and its permissions, or set INSEAM_HOME to another one.',
        action: null,
      };
    case 'usage':
      return {
        title: problem.detail,
        meaning: 'Nothing was done.',
        nextStep: 'inseam --help lists the commands and their options.',
        action: null,
      };
    case 'defect':
      return {
        title: 'Something went wrong in Inseam',
        meaning: `The work stopped safely; nothing is half-written. (${problem.detail})`,
        nextStep: 'Try again. If it stays so, report it with the text above.',
        action: 'try-again',
      };
    default:
      return assertNever(problem);
  }
}

const variableOf: Readonly<Record<SecretName, string>> = {
  'target-token': 'INSEAM_TARGET_TOKEN',
  'entra-client-secret': 'INSEAM_ENTRA_CLIENT_SECRET',
  'entra-certificate-key': 'INSEAM_ENTRA_CERTIFICATE_KEY',
  'smtp-password': 'INSEAM_SMTP_PASSWORD',
};

function proxyAdvice({ proxy, because, schemes }: Extract<Problem, { kind: 'proxy-unsupported' }>): Advice {
  const another = 'enter an HTTP proxy in Network, such as http://proxy.example.com:3128, or choose No proxy';
  const rest = { meaning: 'Nothing was sent and nothing is lost.', action: 'network-settings' } as const;
  switch (because) {
    case 'socks':
      return {
        title: `The proxy ${proxy} speaks SOCKS, which Inseam does not`,
        nextStep: `On a server set HTTPS_PROXY to an HTTP proxy; elsewhere ${another}.`,
        ...rest,
      };
    case 'script':
      return {
        title: `${proxy} is a proxy script (PAC), which only the Inseam window can follow`,
        nextStep: `On a server set HTTPS_PROXY to the proxy that the script names for this service; elsewhere ${another}.`,
        ...rest,
      };
    case 'sign-in':
      return {
        title: `The proxy ${proxy} wants a sign-in that Inseam does not know: ${schemes}`,
        nextStep: `Have it let this computer through, or take a name and a password (Basic). Or ${another}.`,
        ...rest,
      };
    case 'no-address':
      return {
        title: `${proxy} is not the address of a proxy`,
        nextStep: `On a server correct HTTPS_PROXY (http://proxy.example.com:3128); elsewhere ${another}.`,
        ...rest,
      };
    default:
      return assertNever(because);
  }
}

/** "8 June 2027", as certificates count their days. */
const longDate = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(instant));

function credentialsAdvice(
  reason: Extract<Problem, { kind: 'source-credentials-refused' }>['reason'],
  detail: string,
): Advice {
  const meaning = 'People cannot be read; accounts stay as they are.';
  switch (reason) {
    case 'secret':
      return {
        title: 'Microsoft Entra ID does not accept this client secret',
        meaning,
        nextStep: 'Paste the secret’s value, not its id; it may have ended.',
        action: 'replace-secret',
      };
    case 'certificate':
      return {
        title: 'Microsoft Entra ID does not accept this certificate',
        meaning,
        nextStep:
          'Upload this very certificate to the app registration, under Certificates & secrets; there it is missing or has ended.',
        action: 'replace-secret',
      };
    case 'clock':
      return {
        title: 'This computer’s clock is wrong for Microsoft Entra ID',
        meaning: `${meaning} It said: ${detail}`,
        nextStep: 'Set date, time and time zone of this computer, best from a time server, then try again.',
        action: 'test-again',
      };
    case 'application':
      return {
        title: 'Microsoft Entra ID does not know this application id',
        meaning,
        nextStep: 'Copy the application (client) id from the app registration’s overview.',
        action: 'test-again',
      };
    case 'tenant':
      return {
        title: 'Microsoft Entra ID does not know this tenant',
        meaning,
        nextStep: 'Copy the directory (tenant) id from the overview of Microsoft Entra ID.',
        action: 'test-again',
      };
    case 'other':
      return {
        title: 'Microsoft Entra ID refuses the sign-in',
        meaning: `${meaning} It said: ${detail}`,
        nextStep: 'Check the tenant id, the application id and the secret or certificate.',
        action: 'test-again',
      };
    default:
      return assertNever(reason);
  }
}
