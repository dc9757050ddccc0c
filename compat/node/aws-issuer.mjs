// For verifiers that pin AWS's own issuer (the setting `issuer=aws`): only the fetching of the key set is led to this server.
import { SimpleJwksCache, SimplePenaltyBox } from 'aws-jwt-verify/jwk';

export const aws = 'https://cognito-idp.us-east-1.amazonaws.com';

/** A cache of aws-jwt-verify; notes in `asked` what it fetches. */
export const jwksCache = (asked = []) =>
  new SimpleJwksCache({
    // The penalty box would make each forgery with an unknown kid wait; here nobody else asks.
    penaltyBox: new SimplePenaltyBox({ waitSeconds: 0 }),
    fetcher: {
      async fetch(uri) {
        asked.push(uri);
        return (await fetch(uri.replace(aws, process.env.GATEHOUSE_URL))).arrayBuffer();
      },
    },
  });
