import { times } from '../words/times';

/**
 * "14:02", or with seconds "14:02:11"; with `now`, "yesterday 14:02" where it is of another day. The exact instant with
 * its zone is the tooltip.
 */
export function ClockTime(props: { readonly at: string; readonly seconds?: boolean; readonly now?: number }) {
  const at = Date.parse(props.at);
  return (
    <time dateTime={props.at} title={times.exact(at)}>
      {props.seconds === true
        ? times.exactClock(at)
        : props.now === undefined
          ? times.clock(at)
          : times.clockOrMoment(at, props.now)}
    </time>
  );
}
