import type { ReactNode } from 'react';
import css from './ui.module.css';

interface Props {
  title: string;
  count?: number | string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, count, actions, children }: Props) {
  return (
    <section className={css.section} aria-label={title}>
      <header>
        <h2>
          {title}
          {count !== undefined && <b>{count}</b>}
        </h2>
        <span className="grow" />
        {actions}
      </header>
      {children}
    </section>
  );
}

export function Pairs({ pairs }: { pairs: [string, ReactNode][] }) {
  return (
    <dl className={css.pairs}>
      {pairs.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
