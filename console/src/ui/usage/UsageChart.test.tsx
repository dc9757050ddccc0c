import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Line } from './series';
import { UsageChart } from './UsageChart';

const FROM = new Date(600_000);
const TO = new Date(720_000);

function show(lines: readonly Line[]) {
  render(
    <UsageChart
      title="Tokens issued"
      total="5 in the last hour"
      range="1h"
      lines={lines}
      from={FROM}
      to={TO}
      format={(value) => `${value}`}
      asTable
    />,
  );
}

afterEach(cleanup);

test('O-3 the table has what the chart shows', () => {
  show([
    { title: 'Client credentials', data: [{ x: FROM, y: 2 }, { x: TO, y: 3 }] },
    { title: 'Sign-in', data: [{ x: TO, y: 1 }] },
  ]);
  const table = screen.getByRole('table', { name: 'Tokens issued' });
  expect(within(table).getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Time', 'Client credentials', 'Sign-in']);
  const cells = within(table).getAllByRole('cell').map(({ textContent }) => textContent);
  expect(cells).toEqual(['3', '1', '2', '-']);
  expect(screen.getByText('5 in the last hour')).toBeTruthy();
});

test('where nothing was counted in the range, it says so', () => {
  show([]);
  expect(screen.getByText('Nothing in the last hour.')).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.queryByText('5 in the last hour')).toBeNull();
});
