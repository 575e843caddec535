//! The plan of the sample school: seeded, the same for the same seed.

pub mod drafts;
pub mod homework;
pub mod pairs;
pub mod school;
pub mod sheets;
pub mod timetable;
pub mod visits;
pub mod words;

use super::content::calendar::{bells, special_days, term};
use super::content::dice::Dice;
use super::content::groups::prep_groups;
use super::content::roster::{assignments, classes, departments, teachers};
use super::content::rubric::{quotas, rubric};
use super::content::{Rank, SamplePlan};
use school::School;

/// The seed of the school that ships with the program.
pub const SEED: u64 = 20_261_119;

/// Everything the sample school holds on its pinned day.
pub fn plan(seed: u64) -> SamplePlan {
    // Each part has its own stream, so that a change in one leaves the others alone.
    let stream = |part: u64| Dice(seed ^ part.wrapping_mul(0xA076_1D64_78BD_642F));
    let assignments = assignments();
    let table = timetable::timetable(&assignments, &mut stream(1));
    let school = School::new(teachers(), classes(), table, special_days(), term());
    let visits = visits::visits(&school, &mut stream(2));
    let lessons = sheets::lessons(&school, &visits, &mut stream(3));
    let homework_rounds = homework::rounds(&school, &assignments, &mut stream(4));
    let lesson_plans = drafts::lesson_plans(&school, &mut stream(5));
    let pairings = pairs::pairings(&school.teachers, &school.special, &mut stream(6));
    let prep_groups = prep_groups(&school.teachers, &assignments);
    SamplePlan {
        school: "青溪中学",
        campus: "本部",
        bells: bells(),
        departments: departments(),
        prep_groups,
        assignments,
        quotas: quotas(),
        rubric: rubric(),
        lessons,
        homework_rounds,
        lesson_plans,
        pairings,
        term: school.term,
        special_days: school.special,
        teachers: school.teachers,
        classes: school.classes,
        timetable: school.timetable,
    }
}

/// Lessons a post owes in a term; 0 for an unknown post.
pub fn owed(plan: &SamplePlan, rank: Rank) -> u16 {
    plan.quotas.iter().find(|q| q.rank == rank).map_or(0, |q| q.lessons)
}

#[cfg(test)]
mod tests;
