import { awsCli } from './aws-cli';
import { boto3 } from './boto3';
import { extensionCurl, gatehouseCli } from './gatehouse';
import { terraform } from './terraform';

export interface Code {
  readonly id: string;
  readonly label: string;
  readonly code: string;
}

/** A call in every form that there is for it; for "Show API call" and "View as code". */
export function codeOf(service: 'cognito-idp' | 'gatehouse', operation: string, input: object): Code[] {
  if (service === 'gatehouse') {
    const command = gatehouseCli(operation, input);
    return [
      ...(command === undefined ? [] : [{ id: 'gatehouse', label: 'Gatehouse CLI', code: command }]),
      { id: 'curl', label: 'curl', code: extensionCurl(operation, input) },
    ];
  }
  const resource = terraform(operation, input);
  return [
    { id: 'aws', label: 'AWS CLI', code: awsCli(operation, input) },
    { id: 'boto3', label: 'boto3', code: boto3(operation, input) },
    ...(resource === undefined ? [] : [{ id: 'terraform', label: 'Terraform', code: resource }]),
  ];
}

export { awsCli, boto3, terraform };
