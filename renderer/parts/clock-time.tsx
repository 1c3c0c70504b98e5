import { times } from '../words/times';

/** "14:02", or with seconds "14:02:11"; the exact instant with its zone is the tooltip. */
export function ClockTime(props: { readonly at: string; readonly seconds?: boolean }) {
  const at = Date.parse(props.at);
  return (
    <time dateTime={props.at} title={times.exact(at)}>
      {props.seconds === true ? times.exactClock(at) : times.clock(at)}
    </time>
  );
}
