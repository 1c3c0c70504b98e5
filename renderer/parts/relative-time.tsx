import { times } from '../words/times';
import { useNow } from './now';

/** "4 minutes ago", "today 11:22"; the exact instant with its zone is the tooltip. */
export function RelativeTime(props: { readonly at: string }) {
  const now = useNow();
  const at = Date.parse(props.at);
  return (
    <time dateTime={props.at} title={times.exact(at)}>
      {times.ago(at, now)}
    </time>
  );
}

/** "14:02", or with seconds "14:02:11"; the tooltip as above. */
export function ClockTime(props: { readonly at: string; readonly seconds?: boolean }) {
  const at = Date.parse(props.at);
  return (
    <time dateTime={props.at} title={times.exact(at)}>
      {props.seconds === true ? times.exactClock(at) : times.clock(at)}
    </time>
  );
}
