import './shared/styles/index.css'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { startTheme } from './shared/theme'

startTheme()
createApp(App).use(createPinia()).use(PiniaColada).use(router).mount('#app')
