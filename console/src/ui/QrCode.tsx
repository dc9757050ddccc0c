import { encode } from 'uqr';

/** A text as QR code, drawn here: nothing of it leaves the page. Black on white in dark mode, too, or cameras miss it. */
export function QrCode(props: {
  readonly value: string;
  /** What it is for: `QR code for authenticator apps`. The text itself stands beside it for who cannot scan. */
  readonly label: string;
}) {
  const { value, label } = props;
  const { data, size } = encode(value, { border: 4 });
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path d={pathOf(data)} />
    </svg>
  );
}

/** The black fields, a row of them as one rectangle. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  const parts: string[] = [];
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const end = row.indexOf(false, x);
      const width = (end < 0 ? row.length : end) - x;
      parts.push(`M${x} ${y}h${width}v1h-${width}z`);
      x += width;
    }
  }
  return parts.join('');
}
