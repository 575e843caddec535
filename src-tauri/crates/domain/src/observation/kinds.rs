//! Kinds of observation and types of lesson that a school starts from.

/// 推门课: only leaders drop in.
pub(crate) const DROP_IN: &str = "推门课";

/// Kinds of observation (听课类型), as offices name them.
pub(crate) const LESSON_KINDS: [&str; 12] = [
    DROP_IN,
    "随堂课",
    "公开课",
    "示范课",
    "汇报课",
    "亮相课",
    "展示课",
    "研究课",
    "达标课",
    "同课异构",
    "师徒听课",
    "线上课",
];

/// Types of lesson (课型).
pub(crate) const LESSON_TYPES: [&str; 6] = ["新授课", "复习课", "讲评课", "实验课", "习题课", "活动课"];
