import css from './ui.module.css';

interface Props {
  values: (number | null)[];
  label: string;
  color?: string;
  width?: number;
  height?: number;
  max?: number;
}

/** The path of the values; a gap in the data is a gap in the line. */
export function sparkPath(values: (number | null)[], width: number, height: number, top: number): string {
  const step = width / Math.max(1, values.length - 1);
  let path = '';
  let pen = false;
  values.forEach((value, i) => {
    if (value === null) {
      pen = false;
      return;
    }
    path += `${pen ? 'L' : 'M'}${(i * step).toFixed(1)} ${(height - (value / top) * height).toFixed(1)}`;
    pen = true;
  });
  return path;
}

export function Sparkline({ values, label, color = 'var(--w-accent)', width = 84, height = 20, max }: Props) {
  const known = values.filter((value): value is number => value !== null);
  const top = max ?? Math.max(1e-9, ...known);
  return (
    <svg className={css.spark} width={width} height={height} role="img" aria-label={label}>
      <line x1={0} x2={width} y1={height} y2={height} stroke="var(--w-line-strong)" />
      <path
        d={sparkPath(values, width, height - 1, top)}
        fill="none"
        stroke={color}
        strokeWidth={1.4}
        strokeLinejoin="round"
      />
    </svg>
  );
}
