import type { AccessKey } from '../../api/operations';
import { endpointLines } from '../../cli/environment';

export type NewKey = AccessKey & { readonly SecretAccessKey: string };

/** Ready to be pasted: a profile of the AWS CLI (ui 10.3). */
export function configureLines(key: NewKey, region: string, url: string): string {
  return [
    `aws configure set aws_access_key_id ${key.AccessKeyId} --profile gatehouse`,
    `aws configure set aws_secret_access_key ${key.SecretAccessKey} --profile gatehouse`,
    `aws configure set region ${region} --profile gatehouse`,
    `export AWS_PROFILE=gatehouse`,
    `export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${url}`,
  ].join('\n');
}

/** The same as environment. */
export function environmentLines(key: NewKey, region: string, url: string): string {
  return [
    `export AWS_ACCESS_KEY_ID=${key.AccessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${key.SecretAccessKey}`,
    ...endpointLines(region, url),
  ].join('\n');
}
