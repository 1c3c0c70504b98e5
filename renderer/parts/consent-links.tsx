import type { Connection } from '../../shared/ipc/contract';
import { consentPage } from '../../shared/settings/consent-page';
import { call } from '../bridge/bridge';
import { copyWords } from '../words/copy';
import { problemActionLabels } from '../words/problem-actions';
import { CopyLink } from './copy-link';
import { OutsideLink } from './outside-link';

/** The page where an administrator grants the permissions: to open, or to send to whoever may. */
export function ConsentLinks(props: { readonly job: string; readonly source: Connection['source'] }) {
  const { tenantId, clientId, cloud } = props.source;
  const open = () =>
    void call('app.openConsent', {
      job: props.job,
      tenantId,
      clientId,
      cloud: typeof cloud === 'string' ? cloud : null,
    });
  return (
    <>
      <OutsideLink onOpen={open}>{problemActionLabels['open-consent']}</OutsideLink>
      <CopyLink text={consentPage(props.source)}>{copyWords.link}</CopyLink>
    </>
  );
}
