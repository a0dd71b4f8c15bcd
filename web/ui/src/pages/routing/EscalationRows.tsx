import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import type { EscalationDoc } from './document';

interface Props {
  /** Nothing for what the route above says. */
  rows: EscalationDoc[] | undefined;
  above: EscalationDoc[];
  receivers: string[];
  fault: string | undefined;
  onChange: (rows: EscalationDoc[] | undefined) => void;
}

/** Who is told next of what nobody acknowledges, and when. */
export function EscalationRows({ rows, above, receivers, fault, onChange }: Props) {
  const { t } = useTranslation();
  const shown = rows ?? [];
  const change = (index: number, part: Partial<EscalationDoc>) =>
    onChange(shown.map((row, i) => (i === index ? { ...row, ...part } : row)));
  const remove = (index: number) => {
    const left = shown.filter((_, i) => i !== index);
    // Where the route above escalates, the last one that goes leaves "nobody" behind.
    onChange(left.length > 0 || above.length > 0 ? left : undefined);
  };
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0, display: 'grid', gap: 6 }}>
      <legend style={{ padding: 0 }}>{t('maintenance.escalate')}</legend>
      {rows === undefined && above.length > 0 && (
        <span className="dim">
          {above.map(({ after, receiver }) => t('maintenance.escalates', { after, receiver })).join(', ')}
        </span>
      )}
      {shown.map((row, index) => (
        <div key={index} className="row nowrap">
          <TextInput
            aria-label={t('maintenance.after')}
            placeholder="10m"
            value={row.after}
            onChange={(e) => change(index, { after: e.currentTarget.value.trim() })}
            w={90}
          />
          <Select
            aria-label={t('routing.receiver')}
            data={[...new Set([...receivers, ...(row.receiver ? [row.receiver] : [])])]}
            value={row.receiver || null}
            onChange={(receiver) => change(index, { receiver: receiver ?? '' })}
            searchable
            style={{ flex: 1 }}
          />
          <ActionIcon aria-label={t('maintenance.removeStep')} onClick={() => remove(index)}>
            <Icon name="close" size={14} />
          </ActionIcon>
        </div>
      ))}
      {fault && (
        <div role="alert" style={{ color: 'var(--w-critical)' }}>
          {fault}
        </div>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        style={{ justifySelf: 'start' }}
        onClick={() => onChange([...shown, { after: `${10 * (shown.length + 1)}m`, receiver: '' }])}
      >
        {t('maintenance.addStep')}
      </Button>
    </fieldset>
  );
}
