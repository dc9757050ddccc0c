export const text = {
  download: 'Download collection',
  forUsers: 'This app client is for users. This server has no sign-in pages yet; the code below checks the tokens that users get by the API.',
  noDomain: 'This user pool has no domain: the token endpoint answers only when there is one.',
  openDomain: 'Create a domain',
  postman: 'Postman',
  postmanHint: 'A collection with address, client ID and scopes filled in. Enter the client secret there.',
  request: 'Request a token',
  requestHint: 'Keep the token until shortly before it expires; asking for one at each call is slow.',
  settings: 'Settings',
  verify: 'Verify tokens in your API',
  verifyHint: 'Signature, issuer, expiry, and the scope that the API needs.',
} as const;
