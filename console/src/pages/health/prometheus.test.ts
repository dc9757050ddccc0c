import { describe, expect, test } from 'vitest';
import { percentileOf, samplesOf, sumOf, valueOf } from './prometheus';

const TEXT = `# HELP gatehouse_ready 1 when the node should get traffic
# TYPE gatehouse_ready gauge
gatehouse_ready 1.0
gatehouse_build_info{database="SQLite 3.50",mode="dev",version="1.0 \\"x\\", y={z}\\n"} 1
gatehouse_api_requests_total{code="200",operation="ListUsers",service="cognito-idp"} 90
gatehouse_api_requests_total{code="AccessDeniedException",operation="ListUsers",service="cognito-idp"} 10
gatehouse_api_requests_total{code="200",operation="ListMessages",service="gatehouse"} 5 1700000000000
jvm_memory_used_bytes{area="heap"} 4.2E7
jvm_memory_max_bytes{area="heap"} -1.0
gatehouse_api_request_duration_seconds_bucket{operation="ListUsers",le="0.001"} 50
gatehouse_api_request_duration_seconds_bucket{operation="ListUsers",le="0.01"} 90
gatehouse_api_request_duration_seconds_bucket{operation="ListUsers",le="0.1"} 99
gatehouse_api_request_duration_seconds_bucket{operation="ListUsers",le="+Inf"} 100
gatehouse_api_request_duration_seconds_count{operation="ListUsers"} 100

not a sample
`;
const samples = samplesOf(TEXT);

describe('the text of /metrics', () => {
  test('is read with labels, escapes, exponents and time stamps', () => {
    expect(valueOf(samples, 'gatehouse_ready')).toBe(1);
    expect(samples[1]?.labels).toEqual({ database: 'SQLite 3.50', mode: 'dev', version: '1.0 "x", y={z}\n' });
    expect(valueOf(samples, 'jvm_memory_used_bytes', { area: 'heap' })).toBe(42_000_000);
    expect(valueOf(samples, 'jvm_memory_max_bytes')).toBe(-1);
    expect(valueOf(samples, 'gatehouse_api_requests_total', { service: 'gatehouse' })).toBe(5);
    expect(samples).toHaveLength(12);
  });

  test('is added up by labels', () => {
    expect(sumOf(samples, 'gatehouse_api_requests_total')).toBe(105);
    expect(sumOf(samples, 'gatehouse_api_requests_total', { operation: 'ListUsers', code: '200' })).toBe(90);
    expect(sumOf(samples, 'gatehouse_none_total')).toBe(0);
    expect(valueOf(samples, 'gatehouse_none_total')).toBeUndefined();
  });
});

describe('percentiles of a histogram', () => {
  const of = (quantile: number) =>
    percentileOf(samples, 'gatehouse_api_request_duration_seconds', { operation: 'ListUsers' }, quantile);

  test('are linear within a step', () => {
    expect(of(0.25)).toBeCloseTo(0.0005);
    expect(of(0.5)).toBeCloseTo(0.001);
    expect(of(0.7)).toBeCloseTo(0.0055);
    expect(of(0.95)).toBeCloseTo(0.06);
  });

  test('are the last step where they are above it', () => {
    expect(of(0.995)).toBe(0.1);
  });

  test('are none where nothing was measured', () => {
    expect(percentileOf(samples, 'gatehouse_api_request_duration_seconds', { operation: 'GetUser' }, 0.5)).toBeUndefined();
  });
});
