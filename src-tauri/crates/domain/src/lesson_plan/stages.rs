//! Names of the drafts.

/// Names of the stages by number, from 1.
const STAGES: [&str; 4] = ["一稿", "二稿", "三稿", "定稿"];

/// Largest number of a draft.
pub(crate) const LAST_STAGE: u32 = 4;

/// Name of the stage of a draft; empty beyond 1–4.
pub(crate) fn stage(number: u32) -> &'static str {
    (1..).zip(STAGES).find(|(of, _)| *of == number).map_or("", |(_, name)| name)
}
