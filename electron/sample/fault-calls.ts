import { adminCall } from './admin-server';
import type { FaultPlan } from './fault-plan';
import { faultTable } from './faults';
import type { Recording } from './recording';

/** The admin calls that both sample servers have: faults, and what was asked of the server. */
export function faultCalls(faults: FaultPlan, recording: Recording) {
  return {
    injectFault: adminCall([faultTable], (fault) => faults.add(fault)),
    clearFaults: adminCall([], () => faults.clear()),
    pendingFaults: adminCall([], () => faults.pending()),
    /** How many requests, in all and by method and route. */
    requests: adminCall([], () => recording.counts()),
    /** The last requests whole, oldest first; never with their authorization. */
    recording: adminCall([], () => recording.last()),
    forgetRequests: adminCall([], () => recording.clear()),
  };
}
