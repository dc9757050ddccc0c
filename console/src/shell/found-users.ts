import { attributeOf, findByBeginning } from '../api/users';
import { url } from '../routing/router';
import { toSegment } from '../routing/segment';
import type { Found } from './search';

/** Users by the beginning of their name or e-mail address. Loaded when somebody looks for one (ui 4.8). */
export async function foundUsers(pool: string, beginning: string): Promise<Found[]> {
  const users = await findByBeginning(pool, beginning);
  return users.map(({ Username = '', Attributes }) => ({
    address: url('/user-pools/:pool/users/:user', { pool, user: toSegment(Username) }),
    text: Username,
    where: `User ${attributeOf(Attributes, 'email') ?? attributeOf(Attributes, 'sub') ?? ''}`.trim(),
  }));
}
