import { useResource, type Resource } from './resource';

/** What a health address says. Not ready is an answer, too: 503 with the reason. */
export interface Health {
  readonly isOk: boolean;
  /** What is not as it should be; empty where all is well. */
  readonly words: string;
}

export function useHealth(name: 'live' | 'ready'): Resource<Health> {
  return useResource(['health', name], () => readHealth(name), { poll: true });
}

async function readHealth(name: string): Promise<Health> {
  const response = await fetch(`/health/${name}`, { credentials: 'omit', cache: 'no-store' });
  return { isOk: response.ok, words: healthWords(await response.text()) };
}

/** `{"status":"draining"}`, `{"status":"ready","warnings":["…"]}`. */
export function healthWords(body: string): string {
  try {
    const { status = '', warnings = [] } = JSON.parse(body) as { status?: string; warnings?: string[] };
    return [...(status === 'ready' || status === 'live' ? [] : [status]), ...warnings].join('; ');
  } catch {
    return body.trim();
  }
}
