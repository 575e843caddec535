//! Scoring sheets that ship with the program.

use super::types::{Rubric, RubricDocument};
use crate::error::{Code, Error, Result};
use keji_store::Tx;

/// The sheets, the one that a school starts from first. Sources: the five-item sheet and the five focus points are of
/// school plans; 目标 10 内容 15 过程 25 方法 30 素质 20 with a bonus to 105 is the commonest printed form.
const PRESETS: [(&str, &str); 5] = [
    ("five", include_str!("../../../../../assets/rubrics/five.json")),
    ("focus_points", include_str!("../../../../../assets/rubrics/focus_points.json")),
    ("hundred", include_str!("../../../../../assets/rubrics/hundred.json")),
    ("qualifying", include_str!("../../../../../assets/rubrics/qualifying.json")),
    ("six_skills", include_str!("../../../../../assets/rubrics/six_skills.json")),
];

/// Key and document of each.
///
/// # Errors
/// `RubricUnreadable`, which a test rules out.
pub(crate) fn presets() -> Result<Vec<(&'static str, RubricDocument)>> {
    let read = |text: &str| serde_json::from_str(text).map_err(|_| Error::rule(Code::RubricUnreadable));
    PRESETS.iter().map(|(key, text)| Ok((*key, read(text)?))).collect()
}

/// Makes the scoring sheet that a school starts from: five items of twenty points.
pub(crate) fn create_defaults(tx: &Tx<'_>) -> Result<()> {
    for (_, document) in presets()?.into_iter().take(1) {
        super::save::save(tx, &super::types::RubricInput { id: None, document })?;
    }
    Ok(())
}

/// The sheet in force for a lesson of which nothing is known yet.
pub(crate) fn present(read: &keji_store::Read<'_>) -> Result<Rubric> {
    super::choose::for_lesson(read, "", "")
}
