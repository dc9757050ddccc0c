/** For the AWS CLI, SDKs and Terraform: Gatehouse for the services that it has, AWS for all others (design 7). */
export function endpointLines(region: string, url: string): string[] {
  return [
    `export AWS_REGION=${region}`,
    `export AWS_DEFAULT_REGION=${region}`,
    `export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${url}`,
    `export AWS_ENDPOINT_URL_STS=${url}`,
  ];
}
