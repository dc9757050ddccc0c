import { expect, test } from 'vitest';
import type { MetricHistory, Usage } from '../../api/operations';
import { countLines, held, latencyLines, rowsOf, timesOf } from './series';

const NONE: Usage = { Tokens: {}, SignIns: { Succeeded: 0, Failed: 0 }, Errors: {} };
const LATENCY = { Requests: 3, P50Micros: 610, P95Micros: 940, P99Micros: 1480 };

const HISTORY: MetricHistory = {
  Recording: true,
  Range: '1h',
  PeriodSeconds: 60,
  From: 600,
  To: 735.5,
  Total: { ...NONE, Tokens: { sign_in: 1, client_credentials: 5 }, Latency: LATENCY },
  Points: [
    { ...NONE, Time: 600, Tokens: { client_credentials: 2, sign_in: 1 } },
    { ...NONE, Time: 720, Tokens: { client_credentials: 3 }, Latency: LATENCY },
  ],
};

const at = (second: number) => new Date(second * 1000);

test('every period has its time, also the one that is not over', () => {
  expect(timesOf(HISTORY)).toEqual([at(600), at(660), at(720)]);
});

test('a line for each name, the largest first, 0 where nothing was', () => {
  expect(countLines(HISTORY, ({ Tokens }) => Tokens, (name) => name.toUpperCase())).toEqual([
    { title: 'CLIENT_CREDENTIALS', data: [{ x: at(600), y: 2 }, { x: at(660), y: 0 }, { x: at(720), y: 3 }] },
    { title: 'SIGN_IN', data: [{ x: at(600), y: 1 }, { x: at(660), y: 0 }, { x: at(720), y: 0 }] },
  ]);
  expect(countLines(HISTORY, ({ Errors }) => Errors, (name) => name)).toEqual([]);
});

test('latencies in milliseconds, only where there were requests', () => {
  expect(latencyLines(HISTORY)).toEqual([
    { title: 'p50', data: [{ x: at(720), y: 0.61 }] },
    { title: 'p95', data: [{ x: at(720), y: 0.94 }] },
    { title: 'p99', data: [{ x: at(720), y: 1.48 }] },
  ]);
  expect(latencyLines({ ...HISTORY, Points: [] })).toEqual([]);
});

test('a latency holds for its period', () => {
  expect(held(latencyLines(HISTORY).slice(0, 1), 60, at(HISTORY.To))).toEqual([
    { title: 'p50', data: [{ x: at(720), y: 0.61 }, { x: at(735.5), y: 0.61 }] },
  ]);
});

test('O-3 rows say the same as the lines, newest first, without times in which nothing happened', () => {
  expect(rowsOf(countLines(HISTORY, ({ Tokens }) => Tokens, (name) => name))).toEqual([
    { time: at(720), values: [3, 0] },
    { time: at(600), values: [2, 1] },
  ]);
});
