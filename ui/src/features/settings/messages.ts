
/** The words of the settings. */
export const m = {
  title: '设置与备份',
  history: '操作记录',
  school: {
    title: '学校',
    name: '学校全称',
    nameHint: '印在总结和报表上的名称',
    stage: '学段',
    stages: ['小学', '初中', '高中', '九年一贯', '完全中学'],
    save: '保存',
    saved: '已保存学校信息',
    bad: '学校全称写 2 到 40 个字',
    sample: '示例学校的名称不能改。',
  },
  look: {
    title: '外观',
    theme: '颜色',
    choices: { system: '跟随系统', light: '浅色', dark: '深色' },
    note: '只影响这台电脑的屏幕；打印始终是白纸黑字。',
  },
  import: {
    title: '导入 Excel 表格',
    note: '先预览，看清新增、更新、相同、存疑、未导入各几行，再写入；写入后可以整批撤销。',
  },
  sample: {
    title: '示例学校',
    note: '青溪中学：36 位教师、12 个班、12 周的记录，可以随意试用，和本校的数据分开存放。',
    open: '打开示例学校',
    make: '建一个示例学校',
    making: '正在建示例学校…',
    leave: '回到本校',
    start: '开始建自己的学校',
  },
  about: {
    title: '关于',
    version: (version: string) => `课迹 ${version}`,
    data: '数据只存在这台电脑上，加密保存；程序不联网。',
    help: '帮助',
    keys: '快捷键',
  },
} as const
