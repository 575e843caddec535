//! What the headings of a table mean: synonyms as data, in `assets/import/headings.json`.

use super::types::ImportKind;
use crate::error::{Code, Error, Result};
use keji_intake::header::normalise_heading;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const PRESETS: &str = include_str!("../../../../../assets/import/headings.json");

/// A field of a kind and the headings under which it is known, best first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Field {
    /// Stable key.
    pub(crate) key: String,
    /// Name for people.
    pub(crate) name: String,
    /// Whether the import needs the column.
    #[serde(default)]
    pub(crate) required: bool,
    /// Headings, best first.
    headings: Vec<String>,
}

impl Field {
    /// How well a normalised heading names this field: 0 best; none when it does not.
    pub(crate) fn rank(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|known| normalise_heading(known) == heading)
    }
}

/// Everything the presets say.
#[derive(Debug, Deserialize)]
pub(crate) struct Presets {
    kinds: BTreeMap<String, Vec<Field>>,
    personal: Vec<String>,
    subjects: BTreeMap<String, String>,
    lone_subjects: Vec<String>,
    not_departments: Vec<String>,
    counting: Vec<String>,
}

impl Presets {
    /// The presets of this release.
    ///
    /// # Errors
    /// `BadRequest` when the embedded file is not of its shape; a test holds that it is.
    pub(crate) fn load() -> Result<Self> {
        serde_json::from_str(PRESETS).map_err(|error| Error::rule(Code::BadRequest).with("detail", error))
    }

    /// Fields of a kind of table.
    pub(crate) fn fields(&self, kind: ImportKind) -> &[Field] {
        self.kinds.get(kind.key()).map_or(&[], Vec::as_slice)
    }

    /// Whether a normalised heading names personal data, which is never read.
    pub(crate) fn is_personal(&self, heading: &str) -> bool {
        let heading = heading.to_lowercase();
        self.personal.iter().any(|part| heading.contains(&part.to_lowercase()))
    }

    /// Whether a normalised heading only counts the rows: nobody misses such a column.
    pub(crate) fn is_counting(&self, heading: &str) -> bool {
        self.counting.iter().any(|word| word == heading)
    }

    /// The full names of subjects and their short forms.
    pub(crate) fn into_subjects(self) -> Subjects {
        let skipped: BTreeSet<String> = self.not_departments.into_iter().collect();
        let mut taught: BTreeSet<String> = self.subjects.values().cloned().collect();
        taught.extend(self.lone_subjects);
        taught.retain(|name| !skipped.contains(name));
        Subjects { short: self.subjects, taught }
    }
}

/// Names of subjects.
#[derive(Debug, Clone, Default)]
pub(crate) struct Subjects {
    short: BTreeMap<String, String>,
    taught: BTreeSet<String>,
}

impl Subjects {
    /// The full name: 语 → 语文; anything unknown stays as it is.
    pub(crate) fn full(&self, text: &str) -> String {
        self.short.get(text).cloned().unwrap_or_else(|| text.to_owned())
    }

    /// Whether a name is that of a subject that is taught somewhere.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        self.taught.contains(name)
    }

    /// The subject that a department's name says: 语文组, 高中语文教研组, 语文; empty when it says none.
    pub(crate) fn of_department(&self, department: &str) -> String {
        let bare = ["教研组", "学科组", "备课组", "科组", "组"]
            .into_iter()
            .find_map(|word| department.strip_suffix(word))
            .unwrap_or(department);
        let bare = ["高中", "初中", "小学"].into_iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
        let full = self.full(bare);
        if self.taught.contains(&full) { full } else { String::new() }
    }
}

impl ImportKind {
    /// All kinds; of two that a file fits alike the first is meant.
    pub(crate) const ALL: [Self; 12] = [
        Self::Roster,
        Self::Timetable,
        Self::Calendar,
        Self::Observations,
        Self::Homework,
        Self::Plans,
        Self::Pairings,
        Self::Work,
        Self::OpenLessons,
        Self::Leaders,
        Self::Tags,
        Self::Assignments,
    ];

    /// Name of such a table for people.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Roster => "教师名册",
            Self::Timetable => "课程表",
            Self::Calendar => "校历与节假日",
            Self::Observations => "听课登记表",
            Self::Homework => "作业检查登记表",
            Self::Plans => "教案登记表",
            Self::Pairings => "师徒结对名单",
            Self::Work => "行事历",
            Self::OpenLessons => "公开课安排",
            Self::Leaders => "组长名单",
            Self::Tags => "青年教师名单",
            Self::Assignments => "任课表",
        }
    }

    /// Name of the kind in the presets and in the change log.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Timetable => "timetable",
            Self::Calendar => "calendar",
            Self::Observations => "observations",
            Self::Homework => "homework",
            Self::Plans => "plans",
            Self::Pairings => "pairings",
            Self::Work => "work",
            Self::OpenLessons => "open_lessons",
            Self::Leaders => "leaders",
            Self::Tags => "tags",
            Self::Assignments => "assignments",
        }
    }

    /// Name of the write in the change log.
    pub(crate) const fn op(self) -> &'static str {
        match self {
            Self::Roster => "import_roster",
            Self::Timetable => "import_timetable",
            Self::Calendar => "import_calendar",
            Self::Observations => "import_observations",
            Self::Homework => "import_homework",
            Self::Plans => "import_plans",
            Self::Pairings => "import_pairings",
            Self::Work => "import_work",
            Self::OpenLessons => "import_open_lessons",
            Self::Leaders => "import_leaders",
            Self::Tags => "import_tags",
            Self::Assignments => "import_assignments",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may panic
    use super::*;

    #[test]
    fn every_heading_means_one_field() {
        let presets = Presets::load().unwrap();
        for kind in ImportKind::ALL {
            let fields = presets.fields(kind);
            assert!(fields.iter().any(|field| field.required), "{}", kind.key());
            let mut seen = BTreeSet::new();
            for heading in fields.iter().flat_map(|field| &field.headings) {
                assert!(seen.insert(normalise_heading(heading)), "{}: {heading}", kind.key());
                assert!(!presets.is_personal(heading), "{}: {heading}", kind.key());
            }
        }
    }

    #[test]
    fn departments_say_their_subject() {
        let subjects = Presets::load().unwrap().into_subjects();
        for (department, subject) in [
            ("语文组", "语文"),
            ("数学教研组", "数学"),
            ("英语", "英语"),
            ("技术", "技术"),
            ("德总信安工团", ""),
            ("教学教科", ""),
            ("艺术", "艺术"),
            ("", ""),
        ] {
            assert_eq!(subjects.of_department(department), subject, "{department}");
        }
        assert_eq!(subjects.full("历"), "历史");
        assert_eq!(subjects.full("语文"), "语文");
    }
}
