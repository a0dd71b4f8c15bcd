import { TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MatcherRows } from '../../components/matchers/MatcherRows';
import { type MatcherRow, rowOf, textOf } from '../../components/matchers/matcher';
import { useKnownLabels } from '../../components/matchers/useKnownLabels';
import { Cards } from './Cards';
import { faultAt, type InhibitDoc, tidy } from './document';
import { PartDrawer } from './PartDrawer';
import type { Draft } from './useDraft';
import type { Fault } from './useFaults';

interface DrawerProps {
  rule: InhibitDoc;
  place: string;
  faults: Fault[];
  may: boolean;
  onChange: (rule: InhibitDoc) => void;
  onRemove: () => void;
  onClose: () => void;
}

const SIDES = ['source_matchers', 'target_matchers'] as const;

function InhibitDrawer({ rule, place, faults, may, onChange, onRemove, onClose }: DrawerProps) {
  const { t } = useTranslation();
  const known = useKnownLabels();
  const [rows, setRows] = useState(() => ({
    source_matchers: (rule.source_matchers ?? []).map(rowOf),
    target_matchers: (rule.target_matchers ?? []).map(rowOf),
  }));
  const setSide = (side: (typeof SIDES)[number], next: MatcherRow[]) => {
    setRows({ ...rows, [side]: next });
    onChange(tidy({ ...rule, [side]: next.filter((row) => row.name.trim() !== '').map(textOf) }));
  };
  return (
    <PartDrawer title={t('routing.inhibitRule')} may={may} onRemove={onRemove} onClose={onClose}>
      <TextInput
        label={t('routing.name')}
        value={rule.name ?? ''}
        onChange={(e) => onChange(tidy({ ...rule, name: e.currentTarget.value }))}
        error={faultAt(faults, `${place}.name`)}
      />
      {SIDES.map((side) => (
        <MatcherRows
          key={side}
          legend={t(`routing.${side}`)}
          rows={rows[side]}
          known={known}
          faultOf={(index) => faults.find((one) => one.place === `${place}.${side}[${index}]`)?.message}
          onChange={(next) => setSide(side, next)}
        />
      ))}
      <TagsInput
        label={t('routing.equal')}
        description={t('routing.equalHint')}
        data={Object.keys(known).sort()}
        value={rule.equal ?? []}
        onChange={(equal) => onChange(tidy({ ...rule, equal }))}
        error={faultAt(faults, `${place}.equal`)}
      />
    </PartDrawer>
  );
}

interface Props {
  draft: Draft;
  faults: Fault[];
  may: boolean;
  /** The one that is open, from the URL. */
  open: number | null;
  onOpen: (index: number | null) => void;
}

/** Events that keep others back while they fire. */
export default function InhibitTab({ draft, faults, may, open, onOpen }: Props) {
  const { t } = useTranslation();
  const rules = draft.document.inhibit_rules ?? [];
  const put = (next: InhibitDoc[], about?: string) => draft.change({ ...draft.document, inhibit_rules: next }, about);
  const opened = open === null ? undefined : rules[open];
  return (
    <>
      <Cards
        items={rules}
        place="inhibit_rules"
        faults={faults}
        empty={{ title: t('routing.noInhibit'), hint: t('routing.noInhibitHint') }}
        render={(rule) => (
          <>
            {rule.name && <b>{rule.name}</b>}
            <span>
              {t('routing.while')} <span className="mono">{rule.source_matchers?.join(', ') || '{}'}</span>
            </span>
            <span>
              {t('routing.keepsBack')} <span className="mono">{rule.target_matchers?.join(', ') || '{}'}</span>
            </span>
            {rule.equal?.length ? (
              <span>
                {t('routing.withSame')} <span className="mono">{rule.equal.join(', ')}</span>
              </span>
            ) : null}
          </>
        )}
        onOpen={onOpen}
        add={
          may
            ? {
                label: t('routing.addInhibit'),
                onClick: () => {
                  put([...rules, {}]);
                  onOpen(rules.length);
                },
              }
            : undefined
        }
      />
      {open !== null && opened && (
        <InhibitDrawer
          key={open}
          rule={opened}
          place={`inhibit_rules[${open}]`}
          faults={faults}
          may={may}
          onChange={(rule) =>
            put(
              rules.map((one, i) => (i === open ? rule : one)),
              `inhibit_rules[${open}]`,
            )
          }
          onRemove={() => {
            onOpen(null);
            put(rules.filter((_, i) => i !== open));
          }}
          onClose={() => onOpen(null)}
        />
      )}
    </>
  );
}
