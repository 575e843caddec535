import { PiniaColada } from '@pinia/colada'
import { flushPromises } from '@vue/test-utils'
import { render } from '@testing-library/vue'
import { createPinia } from 'pinia'
import App from '@/App.vue'
import { routes } from '@/router'
import { createMemoryHistory, createRouter } from '@/shared/router'

/** The whole program at an address, as a window would show it. */
export async function mountApp(route: string) {
  const router = createRouter({ history: createMemoryHistory(route), routes })
  const view = render(App, { global: { plugins: [createPinia(), PiniaColada, router] } })
  const settled = async () => {
    for (let turn = 0; turn < 6; turn += 1) await flushPromises()
  }
  await settled()
  return {
    ...view,
    router,
    settled,
    go: async (to: string) => {
      await router.push(to)
      await settled()
    },
  }
}
