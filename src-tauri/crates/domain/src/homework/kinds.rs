//! Kinds of book and bands that a school starts from.

/// Kinds of book (作业种类), as offices name them.
pub(crate) const BOOK_KINDS: [&str; 10] =
    ["作业本", "课堂作业本", "练习册", "作文本", "周记本", "听写本", "试卷", "实验报告册", "错题本", "书法本"];

/// Bands of a check (等级), best first.
pub(crate) const BANDS: [&str; 4] = ["优", "良", "合格", "不合格"];
