import { ActionIcon, Menu, Modal, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Go } from '../components/Go';
import { Icon } from '../components/icons';
import { useRange } from '../time/useRange';
import { curlsOf } from './curl';
import { useSaved } from './saved';

/** This page at this moment: the ends of the range are instants, so that whoever opens it sees the same. */
export function sharedAddress(href: string, span: { from: number; to: number }): string {
  const url = new URL(href);
  url.searchParams.set('from', String(Math.floor(span.from)));
  url.searchParams.set('to', String(Math.ceil(span.to)));
  return url.toString();
}

/** What is done with a page as a whole: shared, saved under a name, asked for from a terminal. */
export function PageMenu({ title }: { title: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { spanAt } = useRange();
  const saved = useSaved();
  const [naming, setNaming] = useState(false);
  const copy = (text: string, said: string) =>
    navigator.clipboard.writeText(text).then(
      () => toasts.show({ message: said }),
      () => toasts.show({ message: t('pageMenu.noClipboard'), color: 'red' }),
    );
  return (
    <>
      <Menu width={250} position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('pageMenu.title')}>
            <Icon name="external" size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => void copy(sharedAddress(window.location.href, spanAt(Date.now())), t('pageMenu.shared'))}
          >
            {t('pageMenu.share')}
          </Menu.Item>
          <Menu.Item
            onClick={() => void copy(curlsOf(client, window.location.origin).join('\n'), t('pageMenu.curled'))}
          >
            {t('pageMenu.curl')}
          </Menu.Item>
          <Menu.Item component={Go} to="/reference">
            {t('nav.reference')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('pageMenu.saved')}</Menu.Label>
          <Menu.Item leftSection={<Icon name="plus" size={14} />} onClick={() => setNaming(true)}>
            {t('pageMenu.save')}
          </Menu.Item>
          {saved.all.slice(0, 12).map((one) => (
            <Menu.Item key={one.name} component={Go} to={one.to}>
              {one.name}
            </Menu.Item>
          ))}
          {saved.all.length > 0 && (
            <>
              <Menu.Divider />
              {saved.all.slice(0, 12).map((one) => (
                <Menu.Item key={one.name} c="dimmed" onClick={() => saved.forget(one.name)}>
                  {t('pageMenu.forget', { name: one.name })}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <Naming
          suggestion={title}
          onClose={() => setNaming(false)}
          onName={(name) => {
            saved.save({ name, to: window.location.pathname + window.location.search });
            toasts.show({ message: t('pageMenu.kept', { name }) });
          }}
        />
      )}
    </>
  );
}

interface NamingProps {
  suggestion: string;
  onName: (name: string) => void;
  onClose: () => void;
}

function Naming({ suggestion, onName, onClose }: NamingProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(suggestion);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onName(name.trim().slice(0, 80));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('pageMenu.save')} size="sm">
      <form onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t('pageMenu.name')}
          description={t('pageMenu.keptHere')}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </Modal>
  );
}
