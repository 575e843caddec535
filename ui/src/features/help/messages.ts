/** The few words of the help's own pane; its texts come from the host. */
export const m = {
  title: '帮助',
  list: '目录',
  find: '搜索帮助',
  side: '换到另一侧',
  close: '关闭',
  none: '没有找到，换一个词试试。',
  print: '打印说明书',
  file: '课迹使用说明',
} as const
