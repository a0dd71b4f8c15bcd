import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const weir = process.env.WEIR_URL ?? 'http://127.0.0.1:8090';

export default defineConfig({
  plugins: [react()],
  build: {
    // The content security policy allows nothing inline, so neither fonts nor images become data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    license: { fileName: 'licenses/packages.md' },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': weir, '/prometheus': weir, '/-': weir },
  },
});
