import type { JSONWebKeySet } from 'jose';
import { isPublicOrigin, issuerOf } from '../../api/addresses';
import { ApiFailure } from '../../api/failure';
import { useResource } from '../../api/resource';
import { useServerInfo } from '../../api/server-info';
import type { Keys } from './jwt';
import { text } from './text';

/** A pool's public keys, read when the page is opened, so that checking a token sends nothing (TT-4). */
export function usePoolKeys(poolId: string): { readonly keys: Keys; readonly issuer: string | undefined; readonly reload: () => void } {
  const info = useServerInfo();
  const canRead = info.data !== undefined && isPublicOrigin(info.data);
  const set = useResource(['jwks', poolId], () => readKeys(poolId), { enabled: canRead });
  const issuer = info.data === undefined ? undefined : issuerOf(info.data, poolId);
  const reload = () => void set.reload();
  if (set.data !== undefined) return { keys: { kind: 'jwks', set: set.data }, issuer, reload };
  const why = info.data !== undefined && !canRead ? text.cannotKeys : (set.failure?.message ?? text.noKeys);
  return { keys: { kind: 'none', why }, issuer, reload };
}

async function readKeys(poolId: string): Promise<JSONWebKeySet> {
  const response = await fetch(`/${poolId}/.well-known/jwks.json`, { credentials: 'omit' });
  if (!response.ok) {
    throw new ApiFailure('KeySetNotRead', `The key set answered with status ${response.status}.`, response.status, undefined, '', undefined);
  }
  return (await response.json()) as JSONWebKeySet;
}
