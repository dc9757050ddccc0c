// What the console takes from the server's own table of constraints: the same rules in the browser (ui 7.2), and the
// options of the AWS CLI (ui 4.4).

/** Shapes that pages check fields with: `rule('ClientNameType', …)`. Add yours in alphabetical order. */
export const RULES = [
  'ArnType',
  'AttributeValueType',
  'ClientNameType',
  'CustomAttributeNameType',
  'DescriptionType',
  'DomainType',
  'EmailAddressType',
  'EmailInviteMessageType',
  'EmailVerificationMessageType',
  'EmailVerificationSubjectType',
  'GroupNameType',
  'RedirectUrlType',
  'ResourceServerIdentifierType',
  'ResourceServerNameType',
  'ResourceServerScopeDescriptionType',
  'ResourceServerScopeNameType',
  'ScopeType',
  'SmsInviteMessageType',
  'SmsVerificationMessageType',
  'TagKeysType',
  'TagValueType',
  'UserPoolNameType',
  'UsernameType',
];

/** botocore's `xform_name`: `CallbackURLs` is `callback-urls`, `AllowedOAuthFlows` is `allowed-o-auth-flows`. */
export function xform(name, separator = '-') {
  const plural = /[A-Z]{2,}s$/.exec(name);
  const start = plural === null ? name : name.slice(0, -plural[0].length) + separator + plural[0].toLowerCase();
  return start
    .replace(/(.)([A-Z][a-z]+)/g, `$1${separator}$2`)
    .replace(/([a-z0-9])([A-Z])/g, `$1${separator}$2`)
    .toLowerCase();
}

/** A Java pattern as JavaScript's with flag `u`: white space is ASCII's alone there. One that takes anything is none. */
export function pattern(java) {
  if (java === '(?s).*') return undefined;
  return java?.replaceAll('\\s', ' \\t\\n\\v\\f\\r');
}

/** The rules of the named shapes. */
export function rules(table, names) {
  return Object.fromEntries(
    names.map((name) => {
      const shape = table.shapes[name];
      if (shape === undefined) throw new Error(`the service model has no shape ${name}`);
      const { min, max, pattern: java } = shape;
      return [name, { min, max, pattern: pattern(java) }];
    }),
  );
}

/** How an operation's members become options: `l` a list of scalars, `b` a boolean, `s` a scalar, `j` JSON. */
export function options(table) {
  const kinds = {};
  for (const [operation, { in: input }] of Object.entries(table.operations)) {
    const members = table.shapes[input]?.members ?? {};
    kinds[operation] = Object.fromEntries(
      Object.entries(members).map(([member, shape]) => [member, kind(table, shape)]),
    );
  }
  return kinds;
}

function kind(table, name) {
  const shape = table.shapes[name];
  const isScalar = (each) => !['structure', 'list', 'map', 'document'].includes(each?.type);
  if (shape?.type === 'boolean') return 'b';
  if (shape?.type === 'list') return isScalar(table.shapes[shape.member]) ? 'l' : 'j';
  return isScalar(shape) ? 's' : 'j';
}
