import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogHit } from '../../api/types';
import { HitRow } from './HitRow';
import css from './logs.module.css';

interface Props {
  hits: LogHit[];
  wrap: boolean;
  openId: string | undefined;
  onOpen: (hit: LogHit) => void;
  more: (() => void) | undefined;
  loadingMore: boolean;
}

/** Any number of records: only those in the window exist in the page. The next page is asked for near the end. */
export function HitList({ hits, wrap, openId, onOpen, more, loadingMore }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above the list changes with the list
  useEffect(() => setMargin(list.current?.offsetTop ?? 0), [hits.length]);
  const rows = useWindowVirtualizer({
    count: hits.length,
    estimateSize: () => 24,
    overscan: 30,
    scrollMargin: margin,
    getItemKey: (index) => hits[index]?.id ?? index,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !loadingMore && last >= hits.length - 40) more();
  }, [last, hits.length, more, loadingMore]);
  const fold = (id: string) =>
    setUnfolded((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  return (
    <>
      <div
        ref={list}
        role="list"
        aria-label={t('logs.records')}
        className={css.list}
        style={{ height: rows.getTotalSize() }}
      >
        {items.map((item) => {
          const hit = hits[item.index];
          if (!hit) return null;
          return (
            <div
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              role="listitem"
              className={css.item}
              style={{ transform: `translateY(${item.start - margin}px)` }}
            >
              <HitRow
                hit={hit}
                wrap={wrap}
                selected={hit.id === openId}
                unfolded={unfolded.has(hit.id)}
                onFold={() => fold(hit.id)}
                onOpen={() => onOpen(hit)}
              />
            </div>
          );
        })}
      </div>
      <p className="faint" style={{ textAlign: 'center' }}>
        {loadingMore ? t('common.loading') : more ? '' : t('logs.end')}
      </p>
    </>
  );
}
