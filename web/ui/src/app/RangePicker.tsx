import { ActionIcon, Button, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icons';
import { clock, day, stamp } from '../format/times';
import { QUICK_RANGES, quickOf, REFRESH_CHOICES, type Refresh, resolveEnd } from '../time/range';
import { useRange } from '../time/useRange';
import css from './shell.module.css';

/** An end of the range as a person types it: relative as it stands, absolute as local time. */
function written(end: string): string {
  return /^\d+$/.test(end) ? `${day(Number(end))} ${clock(Number(end))}` : end;
}

function parsed(text: string): string | null {
  const at = resolveEnd(text.trim(), Date.now());
  if (at === null) return null;
  return text.trim().startsWith('now') ? text.trim() : String(at);
}

export function RangePicker() {
  const { t } = useTranslation();
  const range = useRange();
  const client = useQueryClient();
  const busy = useIsFetching() > 0;
  const [opened, { toggle, close }] = useDisclosure(false);
  const quick = quickOf(range);
  const label = quick
    ? t('range.last', { length: quick })
    : [range.from, range.to].map((end) => (/^\d+$/.test(end) ? stamp(Number(end)) : end)).join(' → ');
  return (
    <>
      <Popover opened={opened} onChange={(open) => !open && close()} position="bottom-end" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<Icon name="clock" size={14} />}
            onClick={toggle}
            aria-label={t('range.pick')}
          >
            {label}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={css.rangePanel}>
            <div className={css.quick}>
              {QUICK_RANGES.map((length) => (
                <button
                  type="button"
                  key={length}
                  aria-pressed={length === quick}
                  onClick={() => {
                    range.setRange({ from: `now-${length}`, to: 'now' });
                    close();
                  }}
                >
                  {t('range.last', { length })}
                </button>
              ))}
            </div>
            <Absolute key={`${range.from}-${range.to}`} onDone={close} />
          </div>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon
        variant="default"
        size={30}
        onClick={() => void client.invalidateQueries()}
        aria-label={t('range.refresh')}
        title={range.refresh === 'off' ? t('range.refresh') : t('range.refreshEvery', { every: range.refresh })}
        data-busy={busy || undefined}
      >
        <Icon name="refresh" size={14} />
      </ActionIcon>
    </>
  );
}

function Absolute({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const range = useRange();
  const [from, setFrom] = useState(written(range.from));
  const [to, setTo] = useState(written(range.to));
  const ends = [parsed(from), parsed(to)] as const;
  const backwards = ends[0] && ends[1] && (resolveEnd(ends[0], 0) ?? 0) >= (resolveEnd(ends[1], 0) ?? 0);
  const wrong = (end: string | null) => (end === null ? t('range.wrong') : null);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (ends[0] === null || ends[1] === null) return;
    range.setRange({ from: ends[0], to: ends[1] });
    onDone();
  };
  return (
    <form onSubmit={apply} style={{ display: 'grid', gap: 10, alignContent: 'start' }}>
      <TextInput
        label={t('range.from')}
        value={from}
        onChange={(e) => setFrom(e.currentTarget.value)}
        error={wrong(ends[0])}
      />
      <TextInput
        label={t('range.to')}
        value={to}
        onChange={(e) => setTo(e.currentTarget.value)}
        error={wrong(ends[1]) ?? (backwards ? t('range.backwards') : null)}
      />
      <span className="faint">{t('range.hint')}</span>
      <Button type="submit" disabled={ends.includes(null) || Boolean(backwards)}>
        {t('range.apply')}
      </Button>
      <span className="dim">{t('range.refreshTitle')}</span>
      <SegmentedControl
        data={REFRESH_CHOICES.map((value) => ({ value, label: value === 'off' ? t('range.off') : value }))}
        value={range.refresh}
        onChange={(value) => range.setRefresh(value as Refresh)}
        aria-label={t('range.refreshTitle')}
      />
    </form>
  );
}
