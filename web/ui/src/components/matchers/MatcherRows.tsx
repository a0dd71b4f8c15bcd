import { ActionIcon, Autocomplete, Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type MatcherRow, OPERATORS } from './matcher';
import css from './matchers.module.css';
import type { KnownLabels } from './useKnownLabels';

interface Props {
  legend: string;
  rows: MatcherRow[];
  onChange: (rows: MatcherRow[]) => void;
  /** What to offer for completion. */
  known: KnownLabels;
  /** What is wrong with the matcher of a row, counted over those that have a label. */
  faultOf?: ((index: number) => string | undefined) | undefined;
  disabled?: boolean;
}

const OFFERED = 50;

/** Conditions on labels, a row each, with labels and values that are there completed. */
export function MatcherRows({ legend, rows, onChange, known, faultOf, disabled = false }: Props) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<MatcherRow>) =>
    onChange(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  const named = (at: number) => rows.slice(0, at).filter((row) => row.name.trim() !== '').length;
  return (
    <fieldset className={css.rows} disabled={disabled}>
      <legend>{legend}</legend>
      {rows.map((row, i) => {
        const fault = row.name.trim() === '' ? undefined : faultOf?.(named(i));
        return (
          // Rows have no name of their own; they are only ever added at the end or taken out.
          <div key={i} className={css.row}>
            <Autocomplete
              aria-label={t('silences.label')}
              placeholder="job_name"
              data={Object.keys(known).sort()}
              limit={OFFERED}
              value={row.name}
              onChange={(name) => change(i, { name })}
              className={css.name}
            />
            <NativeSelect
              size="xs"
              aria-label={t('silences.operator')}
              data={OPERATORS}
              value={row.operator}
              onChange={(e) => change(i, { operator: e.currentTarget.value as MatcherRow['operator'] })}
              className={css.operator}
            />
            <Autocomplete
              aria-label={t('silences.value')}
              data={known[row.name] ?? []}
              limit={OFFERED}
              value={row.value}
              onChange={(value) => change(i, { value })}
              error={fault}
              className={css.value}
            />
            <ActionIcon
              aria-label={t('silences.removeMatcher')}
              onClick={() => onChange(rows.filter((_, j) => j !== i))}
              disabled={disabled}
            >
              ×
            </ActionIcon>
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        className={css.add}
        onClick={() => onChange([...rows, { name: '', operator: '=', value: '' }])}
      >
        {t('silences.addMatcher')}
      </Button>
    </fieldset>
  );
}
