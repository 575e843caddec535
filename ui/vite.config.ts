import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// The folder is served from a custom scheme by the shell and from a loopback port by the bridge: relative addresses fit both.
export default defineConfig({
  base: './',
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: { target: 'es2022', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 400 },
  server: {
    // The words of the errors stand beside the Rust code, one folder up.
    fs: { allow: ['..'] },
    proxy: Object.fromEntries(['/rpc', '/progress', '/cancel'].map((path) => [path, 'http://127.0.0.1:7420'])),
  },
  test: { environment: 'happy-dom', setupFiles: ['tests/setup.ts'], include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], restoreMocks: true },
})
