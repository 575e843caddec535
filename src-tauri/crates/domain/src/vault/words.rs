//! The words of the history: what an act, a table and a field are called by people. A test holds that every table's
//! every field has a word or a reason to stay silent.

/// What was done. An operation without a word of its own is shown by its code.
const OPERATIONS: &[(&str, &str)] = &[
    ("school_create", "新建学校"),
    ("school_update", "修改学校信息"),
    ("sample_ground", "准备示例学校"),
    ("sample_day", "准备示例记录"),
    ("teacher_save", "保存教师"),
    ("teacher_delete", "删除教师"),
    ("department_save", "保存教研组"),
    ("class_save", "保存班级"),
    ("class_delete", "删除班级"),
    ("term_create", "新建学期"),
    ("term_update", "修改学期"),
    ("week_update", "修改周次"),
    ("day_save", "保存节假日"),
    ("day_delete", "删除节假日"),
    ("periods_save", "保存作息时间"),
    ("quota_save", "保存听课任务"),
    ("quota_delete", "删除听课任务"),
    ("observation_save", "填写听课记录"),
    ("observation_submit", "提交听课记录"),
    ("observation_delete", "删除听课记录"),
    ("homework_save", "保存作业检查"),
    ("homework_delete", "删除作业检查"),
    ("lesson_plan_save", "保存教案"),
    ("lesson_plan_delete", "删除教案"),
    ("lesson_plan_draft_save", "填写教案稿"),
    ("lesson_plan_draft_delete", "删除教案稿"),
    ("pairing_save", "保存结对"),
    ("pairing_delete", "删除结对"),
    ("pairing_activity_save", "保存结对活动"),
    ("pairing_activity_delete", "删除结对活动"),
    ("import_roster", "导入教师名单"),
    ("import_timetable", "导入课程表"),
    ("import_calendar", "导入节假日"),
    ("import_observations", "导入听课登记"),
    ("import_homework", "导入作业检查"),
    ("import_plans", "导入教案"),
    ("import_pairings", "导入结对名单"),
    ("report_export", "导出学期总结"),
    ("dossier_export", "导出本人资料"),
    ("code_table_export", "导出代号对照表"),
    ("notice_export", "导出告知书"),
    ("undo", "撤销"),
    ("unlock", "解锁"),
    ("recovery_used", "用恢复密钥解锁"),
    ("passphrase_reset", "重设账号口令"),
    ("passphrase_first", "设置口令"),
    ("passphrase_change", "修改口令"),
    ("recovery_make", "生成恢复密钥"),
    ("account_save", "保存账号"),
    ("account_delete", "删除账号"),
    ("vault_settings_save", "修改安全设置"),
    ("backup_place_save", "设置备份位置"),
    ("backup_restore", "恢复备份"),
    ("purge", "清除记录"),
];

/// What a table's record is called.
const TABLES: &[(&str, &str)] = &[
    ("school", "学校"),
    ("department", "教研组"),
    ("teacher", "教师"),
    ("teacher_post", "教师岗位"),
    ("school_class", "班级"),
    ("term", "学期"),
    ("teaching_week", "周次"),
    ("calendar_day", "节假日"),
    ("period", "作息时间"),
    ("timetable_lesson", "课程表"),
    ("quota_rule", "听课任务"),
    ("quota_post", "听课任务的岗位"),
    ("rubric", "评价表"),
    ("rubric_item", "评价项目"),
    ("rubric_band", "评价等级"),
    ("lesson", "听课记录"),
    ("observation_sheet", "听课记录"),
    ("timeline_entry", "听课记录"),
    ("sheet_score", "听课记录"),
    ("homework_check", "作业检查"),
    ("lesson_plan", "教案"),
    ("lesson_plan_draft", "教案稿"),
    ("pairing", "结对"),
    ("pairing_duty", "结对任务"),
    ("pairing_activity", "结对活动"),
    ("account", "账号"),
    ("vault_setting", "安全设置"),
];

/// Fields that tell people nothing: identifiers, positions, moments of saving.
pub(crate) const SILENT: &[&str] = &[
    "id",
    "updated_at",
    "position",
    "lesson_id",
    "sheet_id",
    "plan_id",
    "pairing_id",
    "term_id",
    "rubric_id",
    "quota_rule_id",
    "rubric_item_id",
    "submitted_at",
    "pinned_at",
    "sample",
    "state_notice",
];

/// What a field is called; the same name means the same in most tables.
const FIELDS: &[(&str, &str)] = &[
    ("teacher_post.post", "岗位"),
    ("quota_post.post", "岗位"),
    ("school_class.number", "班号"),
    ("term.number", "学期"),
    ("teaching_week.number", "周次"),
    ("period.number", "节次"),
    ("lesson_plan_draft.number", "稿次"),
    ("teaching_week.kind", "性质"),
    ("calendar_day.kind", "性质"),
    ("calendar_day.state", "国务院办公厅安排"),
    ("observation_sheet.state", "状态"),
    ("quota_rule.lessons", "应听节数"),
    ("quota_rule.name", "人员类别"),
    ("pairing.kind", "结对类型"),
    ("pairing_activity.kind", "活动类型"),
    ("period.start", "开始"),
    ("period.end", "结束"),
    ("timetable_lesson.period", "节次"),
    ("lesson.period", "节次"),
    ("deleted_at", "删除"),
    ("name", "名称"),
    ("stage", "学段"),
    ("employee_no", "工号"),
    ("department_id", "教研组"),
    ("subject", "学科"),
    ("title", "职称"),
    ("first_taught", "从教年月"),
    ("in_service", "在岗"),
    ("grade", "年级"),
    ("pupils", "人数"),
    ("school_year", "学年"),
    ("first_day", "首日"),
    ("last_day", "末日"),
    ("week_start", "每周首日"),
    ("label", "名称"),
    ("date", "日期"),
    ("follows_weekday", "按周几课表"),
    ("weekday", "星期"),
    ("class_id", "班级"),
    ("teacher_id", "教师"),
    ("place", "地点"),
    ("lessons", "节数"),
    ("valid_from", "执行日期"),
    ("version", "版本"),
    ("total", "总分"),
    ("points", "分值"),
    ("levels", "等级说明"),
    ("least", "最低分"),
    ("lesson_count", "计课节数"),
    ("topic", "课题"),
    ("lesson_type", "课型"),
    ("observer_id", "听课人"),
    ("lesson_kind", "听课类型"),
    ("entered_after", "补记"),
    ("reported_total", "登记总分"),
    ("strengths", "优点"),
    ("problems", "不足"),
    ("advice", "建议"),
    ("gains", "收获"),
    ("clock", "时间"),
    ("process", "教学过程"),
    ("remark", "随评"),
    ("level", "评分"),
    ("checker_id", "检查人"),
    ("book_kind", "种类"),
    ("required", "应布置"),
    ("assigned", "实布置"),
    ("fully_marked", "全批"),
    ("remarked", "复批"),
    ("sampled", "抽查本数"),
    ("band", "等级"),
    ("unit", "单元"),
    ("planned_date", "计划日期"),
    ("author_id", "执笔人"),
    ("body", "正文"),
    ("discussion", "研讨记录"),
    ("reflection", "反思"),
    ("mentor_id", "师傅"),
    ("apprentice_id", "徒弟"),
    ("started_on", "开始日期"),
    ("ended_on", "结束日期"),
    ("note", "说明"),
    ("direction", "方式"),
    ("times", "次数"),
    ("every_weeks", "间隔周数"),
    ("text", "内容"),
    ("role", "角色"),
    ("auto_lock_minutes", "自动锁定（分钟）"),
    ("retention", "保管期限"),
    ("second_place", "第二备份位置"),
];

/// Stored words of choices.
const VALUES: &[(&str, &str)] = &[
    ("draft", "草稿"),
    ("submitted", "已提交"),
    ("amended", "已修订"),
    ("teaching", "上课"),
    ("holiday", "放假"),
    ("exam", "考试"),
    ("make_up", "补课"),
    ("mentor_observes", "师傅听徒弟"),
    ("apprentice_observes", "徒弟听师傅"),
    ("director", "教务主任"),
    ("checker", "检查员"),
    ("department_head", "教研组长"),
    ("teacher", "教师"),
    ("permanent", "永久"),
    ("years30", "30年"),
    ("years10", "10年"),
];

/// Fields whose stored word is a choice.
const CHOICES: &[&str] = &["state", "kind", "direction", "role", "retention"];
/// Fields that are yes or no.
const YES_NO: &[&str] = &["in_service", "entered_after", "state"];

/// What an operation is called.
pub(crate) fn operation(op: &str) -> String {
    find(OPERATIONS, op).unwrap_or(op).to_owned()
}

/// What a table's record is called.
pub(crate) fn table(table: &str) -> &str {
    find(TABLES, table).unwrap_or(table)
}

/// What a field is called; none for a field that tells people nothing.
pub(crate) fn field(table: &str, field: &str) -> Option<&'static str> {
    if SILENT.contains(&field) {
        return None;
    }
    find(FIELDS, &format!("{table}.{field}")).or_else(|| find(FIELDS, field))
}

/// A stored word as people read it.
pub(crate) fn value(field: &str, stored: &str) -> String {
    if YES_NO.contains(&field) && matches!(stored, "0" | "1") {
        return if stored == "1" { "是" } else { "否" }.to_owned();
    }
    if CHOICES.contains(&field) {
        return find(VALUES, stored).unwrap_or(stored).to_owned();
    }
    stored.to_owned()
}

fn find(list: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == key).map(|(_, word)| *word)
}
