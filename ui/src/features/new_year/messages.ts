/** The words of closing a term and opening the next. */
export const m = {
  title: '学期结转',
  year: '新学年',
  term: '新学期',
  go: (next: string) => `结束本学期，开始${next}`,
  closing: (name: string) => `结束：${name}`,
  opening: (name: string) => `开始：${name}`,
  first: '首日',
  last: '末日',
  grades: '年级升级',
  roll: (grade: string, classes: number, next: string) => `${grade} ${classes} 个班 → ${next}`,
  graduates: '毕业',
  gone: '毕业，班级存档',
  entries: '新设班级',
  leavers: '本学期末离职的教师',
  note: (count: number) => `${count} 条任课安排复制到新学期，标为“待确认”。原有记录仍属原学期、原班级；新学期有记录以前可以撤销。`,
  done: (term: string) => `已开始${term}`,
} as const
