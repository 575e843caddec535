import './shared/styles/index.css'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { call, learn } from './host'
import { startTheme } from './shared/theme'

startTheme()
// A host that does not answer is told by the first screen.
await call('page_ground', {}).then(learn, () => undefined)
createApp(App).use(createPinia()).use(PiniaColada).use(router).mount('#app')
