import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/signing-keys',
  title: 'Signing keys',
  navigation: { group: 'Security' },
  aliases: [{ words: ['JWKS', 'JSON Web Key Set', 'Token signing key URL', 'PEM', 'kid', 'Rotate keys'] }],
  load: () => import('./SigningKeys'),
});
