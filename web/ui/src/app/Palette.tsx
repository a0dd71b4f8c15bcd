import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../components/Go';
import { Icon } from '../components/icons';
import { matching } from './match';
import css from './palette.module.css';
import { useItems } from './useItems';

/** Goes anywhere by a few letters: pages, jobs, clusters, rules, deployments, members, incidents, saved searches. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const go = useGo();
  const id = useId();
  const items = useItems();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const shown = matching(items, typed);
  const chosen = Math.min(at, shown.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  const open = (index: number) => {
    const item = shown[index];
    if (!item) return;
    onClose();
    void go(item.to);
  };
  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => setAt((chosen + 1) % Math.max(1, shown.length)),
      ArrowUp: () => setAt((chosen + shown.length - 1) % Math.max(1, shown.length)),
      Enter: () => open(chosen),
    };
    const step = steps[event.key];
    // While a Chinese word is being composed, Enter belongs to the input method.
    if (!step || event.nativeEvent.isComposing) return;
    event.preventDefault();
    step();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      padding={0}
      yOffset="12vh"
      aria-label={t('palette.title')}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={css.input}
        leftSection={<Icon name="search" size={16} />}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={shown[chosen] ? `${id}-${chosen}` : undefined}
        aria-label={t('palette.title')}
        placeholder={t('palette.hint')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('palette.title')} className={css.list}>
        {shown.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, as a combobox has them
          <div
            key={item.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => open(index)}
            onMouseMove={() => index !== chosen && setAt(index)}
          >
            <span className={css.kind}>{item.kind}</span>
            <span className="clip">{item.title}</span>
            {item.more && <span className={`${css.more} clip`}>{item.more}</span>}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={css.none}>{t('palette.none')}</p>}
    </Modal>
  );
}
