import type { Cloud } from '../../shared/settings/settings';

/** Where a Microsoft cloud signs in and keeps its Graph (Microsoft Graph, "national cloud deployments"). */
export interface CloudAddresses {
  /** Without a tenant. */
  readonly authority: string;
  /** Without a version. */
  readonly graph: string;
}

const clouds = {
  global: { authority: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' },
  usGov: { authority: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
  usGovDoD: { authority: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' },
  china: { authority: 'https://login.chinacloudapi.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
} as const satisfies Record<Extract<Cloud, string>, CloudAddresses>;

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

export function addressesOf(cloud: Cloud): CloudAddresses {
  if (typeof cloud === 'string') return clouds[cloud];
  return { authority: withoutSlash(cloud.authority), graph: withoutSlash(cloud.graph) };
}
