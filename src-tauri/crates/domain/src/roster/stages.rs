//! Stages (梯队) by years in the subject, with the school's own names and thresholds.

use super::{
    ground_rows,
    types::{StageRule, Teacher},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::{Datelike, NaiveDate};
use keji_store::{Read, Tx};

/// The program's own stages, for a school that has none.
const DEFAULTS: [(&str, u32); 3] = [("新任", 1), ("青年", 3), ("骨干", 6)];

/// The stages that hold, the earliest first, and whether they are the school's own.
pub(crate) fn stages(read: &Read<'_>) -> Result<(Vec<StageRule>, bool)> {
    let own = ground_rows::stages(read)?;
    if !own.is_empty() {
        return Ok((own, true));
    }
    Ok((DEFAULTS.map(|(name, from_years)| StageRule { name: name.into(), from_years }).into(), false))
}

/// The stage of a teacher on a day. The month of first teaching stands in for that of the subject where only it is
/// known; without either there is no stage.
pub(crate) fn stage_of<'a>(stages: &'a [StageRule], teacher: &Teacher, day: NaiveDate) -> Option<&'a StageRule> {
    let month = teacher.first_in_subject.as_deref().or(teacher.first_taught.as_deref())?;
    let year = year_since(month, day)?;
    stages.iter().rev().find(|stage| stage.from_years <= year)
}

/// Which year since a month a day lies in, from 1; none before the month.
pub(crate) fn year_since(month: &str, day: NaiveDate) -> Option<u32> {
    let (year, month) = month.split_once('-')?;
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    let months =
        (day.year() - first.year()) * 12 + i32::try_from(day.month()).ok()? - i32::try_from(first.month()).ok()?;
    u32::try_from(months).ok().map(|months| months / 12 + 1)
}

/// Replaces the school's stages.
///
/// # Errors
/// `FieldEmpty`, `FieldTooLong`, `OutOfRange`, `StageTwice` for two of one name or one first year, `StageFirst` when none
/// begins with the first year.
pub(crate) fn save_stages(tx: &Tx<'_>, stages: &[StageRule]) -> Result<()> {
    let mut checked: Vec<StageRule> = Vec::new();
    for stage in stages {
        let name = text::required("梯队名称", &stage.name, 10)?;
        let from_years = text::within("起始年数", stage.from_years, 1, 60)?;
        if checked.iter().any(|other| other.name == name || other.from_years == from_years) {
            return Err(Error::rule(Code::StageTwice));
        }
        checked.push(StageRule { name, from_years });
    }
    if !checked.is_empty() && checked.iter().all(|stage| stage.from_years > 1) {
        return Err(Error::rule(Code::StageFirst));
    }
    ground_rows::replace_stages(tx, &checked)
}

#[cfg(test)]
mod tests {
    use super::year_since;

    #[test]
    fn a_year_begins_with_the_month_of_the_first() {
        let year = |month: &str, day: &str| year_since(month, day.parse().unwrap_or_default());
        assert_eq!(year("2024-09", "2024-09-01"), Some(1));
        assert_eq!(year("2024-09", "2026-08-31"), Some(2));
        assert_eq!(year("2024-09", "2026-09-01"), Some(3));
        assert_eq!(year("2026-12", "2026-11-19"), None);
        assert_eq!(year("某月", "2026-11-19"), None);
    }
}
