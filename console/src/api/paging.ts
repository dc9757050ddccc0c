/** Most lists of the console are shown whole; a server that never ends a list does not hold the page for ever. */
const PAGES_AT_MOST = 200;

/**
 * All pages of a list: `allPages(async (NextToken) => { const page = await aws(new List…({ NextToken }));
 * return [page.UserPools ?? [], page.NextToken]; })`.
 */
export async function allPages<T>(
  load: (nextToken: string | undefined) => Promise<readonly [readonly T[], string | undefined]>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const [items, next] = await load(token);
    all.push(...items);
    if (next === undefined || next === '') break;
    token = next;
  }
  return all;
}
