import { sumOf, useHistory } from '../../api/usage';

/** How many tokens the whole server has issued in the last hour (ui 8.2). */
export function TokensInLastHour() {
  const { data } = useHistory({}, '1h');
  return data === undefined ? '-' : sumOf(data.Total.Tokens).toLocaleString();
}
