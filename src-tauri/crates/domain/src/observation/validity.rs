//! When a sheet counts toward a quota: with a process and an opinion (MODEL, Observation).

/// No row of 教学过程 or 随评 has a word, and no photo shows a page written by hand.
pub(crate) const NO_PROCESS: &str = "no_process";
/// None of 优点, 不足, 建议, 收获 has a word.
pub(crate) const NO_OPINION: &str = "no_opinion";

/// Why a sheet does not count; empty when it counts.
pub(crate) fn refusals(has_process: bool, has_opinion: bool) -> Vec<String> {
    let mut reasons = Vec::new();
    if !has_process {
        reasons.push(NO_PROCESS.to_owned());
    }
    if !has_opinion {
        reasons.push(NO_OPINION.to_owned());
    }
    reasons
}
