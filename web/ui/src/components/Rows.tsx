import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import css from './rows.module.css';
import type { Tone } from './tone';
import { useFresh } from './useFresh';

export interface Column<T> {
  id: string;
  title: ReactNode;
  render: (row: T) => ReactNode;
  num?: boolean;
  /** Hidden on windows narrower than 600 (sm), 900 (md) or 1200 (lg) pixels. */
  above?: 'sm' | 'md' | 'lg';
  width?: string | number;
  sort?: (row: T) => number | string;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  onOpen?: (row: T) => void;
  toneOf?: (row: T) => Tone | undefined;
  /** Rows that come later than the first ones flash once. */
  announce?: boolean;
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

const NOTHING: string[] = [];

/** A second line of a cell, for what a narrow window has no column for. */
export function Under({ below, children }: { below: 'sm' | 'md'; children: ReactNode }) {
  return <div className={`${css.under} ${below === 'sm' ? css.underSm : css.underMd}`}>{children}</div>;
}

/** A dense table. A row opens by click; the link in its first cell does the same for the keyboard. */
export function Rows<T>({ label, columns, rows, keyOf, onOpen, toneOf, announce = false }: Props<T>) {
  const fresh = useFresh(announce ? rows.map(keyOf) : NOTHING);
  const [order, setOrder] = useState<{ id: string; down: boolean } | null>(null);
  const key = columns.find((column) => column.id === order?.id)?.sort;
  const sorted = key ? [...rows].sort((a, b) => compare(key(a), key(b)) * (order?.down ? -1 : 1)) : rows;
  const turn = (id: string) =>
    setOrder((now) => (now?.id !== id ? { id, down: true } : now.down ? { id, down: false } : null));
  const open = (event: MouseEvent | KeyboardEvent, row: T) => {
    const taken = (event.target as HTMLElement).closest('a,button,input');
    if (onOpen && !taken && !window.getSelection()?.toString()) onOpen(row);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <div className={css.scroll} tabIndex={0}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                className={`${column.num ? css.num : ''} ${column.above ? css[column.above] : ''}`}
                aria-sort={order?.id === column.id ? (order.down ? 'descending' : 'ascending') : undefined}
              >
                {column.sort ? (
                  <button type="button" onClick={() => turn(column.id)}>
                    {column.title}
                    {order?.id === column.id && (order.down ? ' ↓' : ' ↑')}
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr
              key={keyOf(row)}
              data-open={onOpen ? true : undefined}
              data-tone={toneOf?.(row)}
              data-fresh={fresh.has(keyOf(row)) || undefined}
              onClick={(event) => open(event, row)}
            >
              {columns.map((column) => (
                <td key={column.id} className={`${column.num ? css.num : ''} ${column.above ? css[column.above] : ''}`}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
