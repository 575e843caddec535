import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/**
 * The files are loaded from this machine: few that share their words are smaller than many small ones. The ground comes
 * first; the records' rooms and the office's rooms come when one of them is opened.
 */
const GROUPS = [
  { name: 'ground', test: /node_modules|src[\\/](shared|host|features[\\/]vault)[\\/]|errors\.zh-CN/ },
  { name: 'records', test: /src[\\/](features|pages)[\\/](observation|homework|lesson_?plan|mentoring)/i },
  { name: 'office', test: /src[\\/](features|pages)[\\/](calendar|roster|quota|exchange|import|settings|setup|history)/i },
]

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
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: {
    // The words of the errors stand beside the Rust code, one folder up.
    fs: { allow: ['..'] },
    proxy: Object.fromEntries(['/rpc', '/progress', '/cancel'].map((path) => [path, 'http://127.0.0.1:7420'])),
  },
  test: { environment: 'happy-dom', setupFiles: ['tests/setup.ts'], include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], restoreMocks: true },
})
