import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Pairs } from '../components/Section';
import { PAGES } from './pages';

export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')} size="md">
      <Pairs
        pairs={[
          [
            t('palette.title'),
            <span key="palette">
              <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
            </span>,
          ],
          [t('help.search'), <Kbd key="k">/</Kbd>],
          ...PAGES.map((page): [string, React.ReactNode] => [
            t('help.go', { page: t(`nav.${page.name}`) }),
            <span key={page.key}>
              <Kbd>g</Kbd> <Kbd>{page.key}</Kbd>
            </span>,
          ]),
          [t('help.help'), <Kbd key="k">?</Kbd>],
          [t('help.close'), <Kbd key="k">Esc</Kbd>],
          [t('help.zoom'), t('help.zoomHow')],
          [t('help.graph'), t('help.graphHow')],
        ]}
      />
    </Modal>
  );
}
