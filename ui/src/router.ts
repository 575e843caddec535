import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without the shell around it. */
    bare?: boolean
  }
}

/** Every page, loaded when first opened. `Todo.route` and `Hit.route` of the host name these paths. */
export const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./pages/DashboardPage.vue') },
  { path: '/observations', component: () => import('./pages/ObservationsPage.vue') },
  { path: '/observations/new', component: () => import('./pages/ObservationSheetPage.vue') },
  { path: '/observations/:id', component: () => import('./pages/ObservationSheetPage.vue'), props: true },
  { path: '/homework', component: () => import('./pages/HomeworkPage.vue') },
  { path: '/plans', component: () => import('./pages/LessonPlansPage.vue') },
  { path: '/mentoring', component: () => import('./pages/MentoringPage.vue') },
  { path: '/summary', component: () => import('./pages/SummaryPage.vue') },
  { path: '/roster', component: () => import('./pages/RosterPage.vue') },
  { path: '/calendar', component: () => import('./pages/CalendarPage.vue') },
  { path: '/quota', component: () => import('./pages/QuotaPage.vue') },
  { path: '/settings', component: () => import('./pages/SettingsPage.vue') },
  { path: '/history', component: () => import('./pages/HistoryPage.vue') },
  { path: '/import/:kind', component: () => import('./pages/ImportPage.vue'), props: true },
  { path: '/setup', component: () => import('./pages/SetupPage.vue'), meta: { bare: true } },
  { path: '/:rest(.*)*', redirect: '/' },
]

export const router = createRouter({ history: createWebHashHistory(), routes })
