import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { pathOf, QrCode } from './QrCode';

test('every black field is drawn once', () => {
  expect(
    pathOf([
      [true, true, false, true],
      [false, false, false, false],
      [false, true, true, true],
    ]),
  ).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z');
});

test('a picture with a name', () => {
  const markup = renderToStaticMarkup(<QrCode value="otpauth://totp/Gatehouse:ada?secret=AAAA" label="QR code" />);
  expect(markup).toMatch(/^<svg class="qr" role="img" aria-label="QR code"/);
  expect(markup).toContain('<path d="M4 4h7v1h-7z');
});
