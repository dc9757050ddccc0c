import { extension } from './extension';
import type { ServerInfo } from './operations';
import { useResource, type Resource } from './resource';

/** What the installation is and what it is called. */
export function useServerInfo(enabled = true): Resource<ServerInfo> {
  return useResource(['server-info'], () => extension('GetServerInfo', {}), { enabled });
}
