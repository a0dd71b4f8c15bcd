import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Every colour of the console. A state has one colour everywhere: pills, edges of the graph, bands, log levels. */
const dark = {
  bg: '#0a0f13',
  sunken: '#070b0e',
  field: '#070b0e',
  surface: '#10171d',
  raised: '#162028',
  hover: '#18232b',
  line: '#1d2932',
  'line-strong': '#2e3f4b',
  text: '#dde7ec',
  dim: '#93a5b1',
  faint: '#7a8d9a',
  accent: '#6fb7f2',
  'accent-soft': '#14293a',
  healthy: '#3ecfa4',
  'healthy-soft': '#0e2a25',
  warning: '#f2b13c',
  'warning-soft': '#2e2310',
  /** Warning as an area: on white, the colour that reads well as text is brown as an area. */
  amber: '#f2b13c',
  'on-amber': '#1c1300',
  critical: '#ff6166',
  'critical-soft': '#361518',
  info: '#6fb7f2',
  'info-soft': '#12283a',
  unknown: '#a79bc4',
  'unknown-soft': '#211f2c',
  'on-state': '#081012',
  highlight: '#6a4d05',
  'highlight-text': '#ffe7a8',
};

type Tokens = typeof dark;

const light: Tokens = {
  bg: '#f4f6f7',
  sunken: '#e9eef0',
  field: '#ffffff',
  surface: '#fbfcfd',
  raised: '#ffffff',
  hover: '#eaf0f3',
  line: '#dbe3e7',
  'line-strong': '#b7c4cc',
  text: '#13212a',
  dim: '#4b5d69',
  faint: '#5b6c77',
  accent: '#0c67b8',
  'accent-soft': '#dcebf8',
  healthy: '#06705c',
  'healthy-soft': '#d6f1e9',
  warning: '#9a5b00',
  'warning-soft': '#fdeccb',
  amber: '#eda51c',
  'on-amber': '#1c1300',
  critical: '#c81e2b',
  'critical-soft': '#fbdfe0',
  info: '#0c67b8',
  'info-soft': '#dcebf8',
  unknown: '#695b8c',
  'unknown-soft': '#e6e2f0',
  'on-state': '#ffffff',
  highlight: '#ffe08a',
  'highlight-text': '#3a2a00',
};

export const TOKENS: Record<'dark' | 'light', Tokens> = { dark, light };

/** Lines of charts, in the order of the legend: far apart in hue, none of them the red or amber of a state. */
export const LINES: Record<'dark' | 'light', string[]> = {
  dark: ['#58c4dd', '#b7a3f5', '#8fd694', '#f29fc1', '#6c9bf5', '#d9c86c', '#c98f6b', '#9fb4c0'],
  light: ['#0a7f9c', '#6d4fc4', '#3a8a3f', '#b83a7a', '#2457c5', '#8a7411', '#8f4f28', '#506673'],
};

const ink: MantineColorsTuple = [
  '#dde7ec',
  '#b5c4cd',
  '#93a5b1',
  '#6c7f8c',
  '#2e3f4b',
  '#1d2932',
  '#162028',
  '#10171d',
  '#0a0f13',
  '#070b0e',
];

const stream: MantineColorsTuple = [
  '#e6f2fd',
  '#cfe4f8',
  '#a2cbf1',
  '#6fb7f2',
  '#489fe4',
  '#2d8ad6',
  '#1779c9',
  '#0c67b8',
  '#08529a',
  '#053f7a',
];

export const theme = createTheme({
  primaryColor: 'stream',
  primaryShade: { light: 7, dark: 7 },
  colors: { dark: ink, stream },
  fontFamily: '"Inter Variable", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, "Noto Sans Mono CJK SC", monospace',
  headings: { fontFamily: 'inherit', fontWeight: '600' },
  defaultRadius: 3,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.3' },
  shadows: { md: '0 8px 28px rgb(0 0 0 / 28%)', xl: '0 18px 48px rgb(0 0 0 / 36%)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: false, multiline: true } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    Popover: { defaultProps: { shadow: 'md' } },
    Drawer: { defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.35 } } },
    Modal: { defaultProps: { overlayProps: { backgroundOpacity: 0.5 }, centered: true } },
  },
});

function variables(tokens: Tokens): Record<string, string> {
  const entries = Object.entries(tokens).map(([name, value]) => [`--w-${name}`, value]);
  return {
    ...Object.fromEntries(entries),
    '--w-hatch': `repeating-linear-gradient(135deg, ${tokens.unknown}38 0 2px, transparent 2px 6px)`,
    '--mantine-color-body': tokens.bg,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens.dim,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-default-border': tokens['line-strong'],
    '--mantine-color-placeholder': tokens.faint,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: variables(dark),
  light: variables(light),
});
