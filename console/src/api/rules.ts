import { RULES, type RuleName, type TextRule } from '../../target/generated/model';

/**
 * Field rules from the service model, the same source as the server's own checks (ui 7.2). The pattern is said in
 * words, because nobody reads regular expressions.
 */
const WORDS: Partial<Record<RuleName, string>> = {
  ClientNameType: 'letters, digits, spaces and _ + = , . @ -',
  UserPoolNameType: 'letters, digits, spaces and _ + = , . @ -',
  ResourceServerNameType: 'letters, digits, spaces and _ + = , . @ -',
  ResourceServerIdentifierType: 'letters, digits and punctuation without spaces, " and \\',
  ResourceServerScopeNameType: 'letters, digits and punctuation without spaces, ", / and \\',
  ScopeType: 'letters, digits and punctuation without spaces, " and \\',
  GroupNameType: 'letters, digits and punctuation without spaces',
  UsernameType: 'letters, digits and punctuation without spaces',
  CustomAttributeNameType: 'letters, digits and punctuation without spaces',
  ArnType: 'the parts of an ARN, for instance arn:aws:iam::000000000000:role/Name',
  EmailVerificationMessageType: 'text with {####} where the code goes',
  SmsVerificationMessageType: 'text with {####} where the code goes',
  RedirectUrlType: 'no spaces',
};

/** What a value must be, for the text below its input: "1 to 128 characters: letters, …". */
export function ruleText(name: RuleName): string {
  const { min = 0, max } = RULES[name] as TextRule;
  const length = max === undefined ? '' : min > 0 ? `${min} to ${max} characters` : `At most ${max} characters`;
  const words = WORDS[name];
  return words === undefined ? `${length}.` : `${length}: ${words}.`;
}

/**
 * A check for [[useForm]]: what is wrong with a text, in words.
 *
 * @param label the field's label, which begins the sentence
 */
export function rule(
  name: RuleName,
  label: string,
  options: { readonly optional?: boolean } = {},
): (value: string) => string | undefined {
  const { min = 0, max, pattern } = RULES[name] as TextRule;
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u');
  return (value) => {
    if (value === '') return options.optional === true || min === 0 ? undefined : `${label} is required.`;
    const length = [...value].length;
    if (max !== undefined && length > max) return `${label} may have at most ${max} characters; this has ${length}.`;
    if (length < min) return `${label} must have at least ${min} characters; this has ${length}.`;
    if (whole !== undefined && !whole.test(value)) {
      const words = WORDS[name];
      return words === undefined ? `${label} has a character that is not allowed.` : `${label} may have only ${words}.`;
    }
    return undefined;
  };
}

export function required(label: string): (value: string) => string | undefined {
  return (value) => (value.trim() === '' ? `${label} is required.` : undefined);
}

const SCRIPTS = ['javascript', 'data', 'vbscript', 'blob'];
const LOOPBACK = /^\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?([/?].*)?$/;

/**
 * A callback or sign-out URL (ui 8.3, AC-30, AC-35): absolute; https, http for this machine only, or a scheme of an app
 * (`myapp://cb`, `com.example.app:/cb`); no fragment, no wildcard. The server has the same rules.
 */
export function redirectUrl(label: string, options: { readonly optional?: boolean } = {}) {
  const byModel = rule('RedirectUrlType', label, options);
  return (value: string): string | undefined => {
    const wrong = byModel(value);
    if (wrong !== undefined || value === '') return wrong;
    if (value.includes('#')) return `${label} may not have a fragment (#…).`;
    if (value.includes('*')) return `${label} may not have a wildcard (*).`;
    const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.+)$/.exec(value) ?? [];
    const isWeb = ['http', 'https'].includes(scheme.toLowerCase());
    if (scheme === '' || (isWeb && !/^\/\/[^/?]/.test(rest))) {
      return `${label} must be an absolute URL, for instance https://example.com/callback.`;
    }
    if (SCRIPTS.includes(scheme.toLowerCase())) return `${label} may not have the scheme ${scheme}.`;
    return scheme.toLowerCase() === 'http' && !LOOPBACK.test(rest.toLowerCase())
      ? `${label} must use https; http is allowed for localhost only.`
      : undefined;
  };
}
