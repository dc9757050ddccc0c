import { expect, test } from 'vitest';
import { configureLines, environmentLines } from './lines';

const key = {
  AccessKeyId: 'AKIAEXAMPLE000000000',
  SecretAccessKey: 'secret/with+signs',
  Description: '',
  Status: 'Active' as const,
  Policy: { Statements: [] },
  CreateDate: 0,
};

test('the lines name Gatehouse for its own services alone, never for all of AWS (design 7)', () => {
  const lines = environmentLines(key, 'eu-central-1', 'https://id.example.com').split('\n');
  expect(lines).toContain('export AWS_ACCESS_KEY_ID=AKIAEXAMPLE000000000');
  expect(lines).toContain('export AWS_SECRET_ACCESS_KEY=secret/with+signs');
  expect(lines).toContain('export AWS_REGION=eu-central-1');
  expect(lines).toContain('export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=https://id.example.com');
  expect(lines.some((line) => line.includes('AWS_ENDPOINT_URL='))).toBe(false);
});

test('a profile of its own leaves the others of the AWS CLI as they are', () => {
  const lines = configureLines(key, 'eu-central-1', 'https://id.example.com').split('\n');
  expect(lines.filter((line) => line.startsWith('aws configure')).every((line) => line.endsWith('--profile gatehouse'))).toBe(true);
});
