import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from '../../components/Loaded';
import css from './routing.module.css';
import type { Fault } from './useFaults';

interface Props<T> {
  items: T[];
  /** Where the items stand in the document, such as `inhibit_rules`. */
  place: string;
  faults: Fault[];
  empty: { title: string; hint: string };
  render: (item: T) => ReactNode;
  onOpen: (index: number) => void;
  /** Adds one; nobody may without it. */
  add?: { label: string; onClick: () => void } | undefined;
}

/** Parts of the routing that stand beside each other: each opens its form, with what is wrong below it. */
export function Cards<T>({ items, place, faults, empty, render, onOpen, add }: Props<T>) {
  return (
    <>
      {items.length === 0 && <Empty title={empty.title}>{empty.hint}</Empty>}
      <ul className={css.cards}>
        {items.map((item, index) => (
          // They have no name of their own that must be unique.
          <li key={index}>
            <button type="button" className={css.card} onClick={() => onOpen(index)}>
              {render(item)}
            </button>
            {faults
              .filter((fault) => fault.place.startsWith(`${place}[${index}]`))
              .map((fault) => (
                <div key={fault.place + fault.message} role="alert" className={css.wrong}>
                  <span className="mono">{fault.place}</span> {fault.message}
                </div>
              ))}
          </li>
        ))}
      </ul>
      {add && (
        <Button variant="default" onClick={add.onClick}>
          {add.label}
        </Button>
      )}
    </>
  );
}
