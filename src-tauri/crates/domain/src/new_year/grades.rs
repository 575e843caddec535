//! What becomes of the grades: which follows which, who graduates, where new classes begin, which prep groups move.

use super::{
    rows,
    types::{EntryGrade, GradeRoll, PrepGroupStep},
};
use crate::{
    error::Result,
    roster::{self, GradeAtHand, Steps},
};
use keji_store::Read;

/// The grades at hand and what becomes of each.
#[derive(Default)]
pub(super) struct Grades {
    at_hand: Vec<GradeAtHand>,
    pub(super) rolls: Vec<GradeRoll>,
}

impl Grades {
    /// Reads the grades of the classes at hand.
    pub(super) fn read(read: &Read<'_>) -> Result<Self> {
        let (stage, at_hand) = (rows::stage(read)?, roster::grades(read)?);
        let names: Vec<String> = at_hand.iter().map(|one| one.grade.clone()).collect();
        let steps = Steps::new(&stage, &names);
        let rolls = at_hand
            .iter()
            .map(|one| GradeRoll {
                grade: one.grade.clone(),
                classes: one.classes,
                next: steps.next(&one.grade).unwrap_or_else(|| one.grade.clone()),
                known: roster::level(&one.grade).is_some(),
                graduates: steps.leaves(&one.grade),
            })
            .collect();
        Ok(Self { at_hand, rolls })
    }

    /// As many new classes as last year's on each campus, for the lowest grade of a part of the school. A grade that
    /// nobody rolls into although there is a lower one only has a gap before it.
    pub(super) fn entries(&self) -> Vec<EntryGrade> {
        let filled = |grade: &str| self.rolls.iter().any(|other| !other.graduates && other.next == grade);
        let begins = self.at_hand.iter().filter(|one| !filled(&one.grade) && self.lowest(&one.grade) == one.grade);
        begins
            .flat_map(|one| {
                one.campuses.iter().map(|(campus_id, classes)| EntryGrade {
                    grade: one.grade.clone(),
                    classes: *classes,
                    campus_id: campus_id.clone(),
                })
            })
            .collect()
    }

    /// Prep groups that follow their pupils within a part of the school; from its top back to where it begins.
    pub(super) fn prep_groups(&self, read: &Read<'_>) -> Result<Vec<PrepGroupStep>> {
        let part = |grade: &str| roster::level(grade).map(roster::part);
        let mut steps = Vec::new();
        for group in roster::prep_groups(read)? {
            let Some(roll) = self.rolls.iter().find(|roll| roll.grade == group.grade && roll.known) else { continue };
            let stays = !roll.graduates && part(&roll.next) == part(&roll.grade) && roll.next != roll.grade;
            let next = if stays { roll.next.as_str() } else { self.lowest(&roll.grade) };
            if next != group.grade {
                let next_name = group.name.replace(&group.grade, next);
                let (id, name, grade) = (group.id, group.name, group.grade);
                steps.push(PrepGroupStep { id, name, grade, next: next.to_owned(), next_name });
            }
        }
        Ok(steps)
    }

    /// The lowest grade at hand of the part of the school in which a grade is.
    fn lowest<'a>(&'a self, grade: &'a str) -> &'a str {
        let Some(part) = roster::level(grade).map(roster::part) else { return grade };
        let levels = self.rolls.iter().filter_map(|roll| Some((roster::level(&roll.grade)?, roll.grade.as_str())));
        let lowest = levels.filter(|(level, _)| roster::part(*level) == part).min_by_key(|(level, _)| *level);
        lowest.map_or(grade, |(_, lowest)| lowest)
    }
}
