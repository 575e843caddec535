//! What a paper is made from: the figures, the weeks, and what the user chose.

use super::types::ReportOptions;
use crate::{
    access::Reach,
    calendar::{self, Week},
    command::Call,
    error::Result,
    observation::Closed,
    quota, roster,
    summary::{self, Summary, words},
};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use keji_render::Stamp;
use keji_store::Read;

/// A section of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    /// 总体情况.
    Overview,
    /// 听课评课.
    Observation,
    /// 作业检查.
    Homework,
    /// 备课检查.
    LessonPlan,
    /// 青蓝结对.
    Mentoring,
    /// 教师听课情况明细表.
    AnnexObservation,
    /// 作业检查汇总表.
    AnnexHomework,
    /// 教案检查汇总表.
    AnnexLessonPlan,
    /// 结对任务完成情况表.
    AnnexMentoring,
}

impl Section {
    /// All sections in the order of the paper.
    pub(crate) const ALL: [Self; 9] = [
        Self::Overview,
        Self::Observation,
        Self::Homework,
        Self::LessonPlan,
        Self::Mentoring,
        Self::AnnexObservation,
        Self::AnnexHomework,
        Self::AnnexLessonPlan,
        Self::AnnexMentoring,
    ];

    /// Key on the wire.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Observation => "observation",
            Self::Homework => "homework",
            Self::LessonPlan => "lesson_plan",
            Self::Mentoring => "mentoring",
            Self::AnnexObservation => "annex_observation",
            Self::AnnexHomework => "annex_homework",
            Self::AnnexLessonPlan => "annex_lesson_plan",
            Self::AnnexMentoring => "annex_mentoring",
        }
    }

    /// Heading.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Overview => "总体情况",
            Self::Observation => "听课评课",
            Self::Homework => "作业检查",
            Self::LessonPlan => "备课检查",
            Self::Mentoring => "青蓝结对",
            Self::AnnexObservation => "教师听课情况明细表",
            Self::AnnexHomework => "作业检查汇总表",
            Self::AnnexLessonPlan => "教案检查汇总表",
            Self::AnnexMentoring => "结对任务完成情况表",
        }
    }
}

/// Whose paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The school's.
    School,
    /// A department's.
    Department,
    /// One teacher's.
    Teacher,
}

/// Everything that a paper says.
pub(crate) struct Material {
    /// The figures.
    pub(crate) summary: Summary,
    /// Whose they are.
    pub(crate) whose: Whose,
    /// Weeks of the term.
    pub(crate) weeks: Vec<Week>,
    /// Teachers in service whom no quota names.
    pub(crate) without_quota: u32,
    /// Sections that the user chose.
    pub(crate) chosen: Vec<Section>,
    /// Office that signs.
    pub(crate) signed_by: String,
    /// Moment of making.
    pub(crate) created: Stamp,
}

impl Material {
    /// Reads what a call's paper is made from: of the people whom the caller reaches.
    ///
    /// # Errors
    /// `OutOfReach`; what the summary refuses.
    pub(crate) fn of(call: &Call<'_>, options: &ReportOptions) -> Result<Self> {
        let now = call.office.now();
        call.read(|read| {
            let reach = &call.session.reach;
            let summary = summary::within(read, reach, &options.summary)?;
            // What one person gave is closed to who observes with them; a paper of many people is the same for everybody.
            let closed = if summary.scope.teacher_id.is_some() { call.closed(read)? } else { Closed::default() };
            let mut material = Self::read(read, &ReportOptions { summary, ..options.clone() }, &closed, now)?;
            // A department's head does not sign for the office.
            if let (Reach::Department { department_id, .. }, true) = (reach, options.signed_by.trim().is_empty()) {
                let own = roster::departments(read)?.into_iter().find(|known| known.id == *department_id);
                material.signed_by = own.map(|own| own.name).unwrap_or_default();
            }
            Ok(material)
        })
    }

    /// Reads what a paper is made from.
    ///
    /// # Errors
    /// What the summary refuses.
    pub(crate) fn read(
        read: &Read<'_>,
        options: &ReportOptions,
        closed: &Closed,
        now: DateTime<FixedOffset>,
    ) -> Result<Self> {
        let summary = summary::summary(read, &options.summary, closed, now.date_naive())?;
        let scope = &options.summary.scope;
        let whose = match (&scope.teacher_id, &scope.department_id) {
            (Some(_), _) => Whose::Teacher,
            (None, Some(_)) => Whose::Department,
            (None, None) => Whose::School,
        };
        let quota = quota::apply(read, summary.as_of)?;
        let without_quota = roster::teachers(read)?
            .iter()
            .filter(|teacher| teacher.in_service && quota.of(teacher).is_none())
            .filter(|teacher| scope.department_id.is_none() || teacher.department_id == scope.department_id)
            .filter(|teacher| scope.teacher_id.as_ref().is_none_or(|id| *id == teacher.id))
            .count();
        let wanted =
            |section: &Section| options.sections.is_empty() || options.sections.iter().any(|key| key == section.key());
        let signed_by = options.signed_by.trim();
        Ok(Self {
            whose,
            weeks: calendar::weeks(read, &summary.term.id)?.0,
            without_quota: u32::try_from(without_quota).unwrap_or(u32::MAX),
            chosen: Section::ALL.into_iter().filter(wanted).collect(),
            signed_by: words::or(signed_by, "教务处").to_owned(),
            created: stamp(now),
            summary,
        })
    }

    /// Whether a section stands in the paper: chosen, and with something to say.
    pub(crate) fn shows(&self, section: Section) -> bool {
        let figures = &self.summary;
        let annexes = self.whose != Whose::Teacher;
        let possible = match section {
            Section::AnnexObservation => {
                let seen = &figures.observation;
                annexes && seen.sheets + seen.lessons + seen.teachers_observed > 0
            }
            Section::AnnexHomework => annexes && figures.homework.checks > 0,
            Section::AnnexLessonPlan => annexes && figures.lesson_plan.plans > 0,
            Section::AnnexMentoring => annexes && figures.mentoring.pairings > 0,
            _ => true,
        };
        possible && self.chosen.contains(&section)
    }

    /// Who is spoken of: 全校, 全组, 本人.
    pub(crate) const fn whole(&self) -> &'static str {
        match self.whose {
            Whose::School => "全校",
            Whose::Department => "全组",
            Whose::Teacher => "本人",
        }
    }

    /// Number of the last week that has begun.
    pub(crate) fn last_week(&self) -> Option<u32> {
        self.summary.observation.by_week.last().map(|week| week.week)
    }

    /// 第1—12周; empty before the first.
    pub(crate) fn weeks_gone(&self) -> String {
        let first = self.summary.observation.by_week.first().map(|week| week.week);
        first.zip(self.last_week()).map(|(first, last)| words::weeks(first, last)).unwrap_or_default()
    }

    /// 2026年9月1日至2026年11月19日.
    pub(crate) fn days_gone(&self) -> String {
        let (first, last) = (self.summary.term.first_day, self.summary.as_of);
        if first.year() == last.year() {
            format!("{}至{}", words::full_day(first), words::day(last))
        } else {
            format!("{}至{}", words::full_day(first), words::full_day(last))
        }
    }

    /// 截至2026年11月19日（第12周）.
    pub(crate) fn as_of(&self) -> String {
        let week = self.summary.week.map(|week| format!("（第{week}周）")).unwrap_or_default();
        format!("截至{}{week}", words::full_day(self.summary.as_of))
    }

    /// How a section begins: with the day, unless 总体情况 has told it already.
    pub(crate) fn opening(&self) -> String {
        if self.shows(Section::Overview) { "本学期".to_owned() } else { format!("{}，", self.as_of()) }
    }

    /// The paper's title, with the intended break.
    pub(crate) fn title(&self) -> String {
        let (school, term) = (&self.summary.school, &self.summary.term.name);
        match self.whose {
            Whose::School => format!("{school}{term}\n教学常规工作总结"),
            Whose::Department => format!("{school}{}\n{term}教学常规工作总结", self.summary.scope),
            Whose::Teacher => format!("{school}{term}\n教师个人教学常规情况"),
        }
    }

    /// Name of a file without its ending; it never holds a person's name.
    pub(crate) fn file_name(&self) -> String {
        let day = format!("（截至{}）", words::day(self.summary.as_of));
        format!("{}{day}", self.title().replace('\n', ""))
            .chars()
            .map(|c| if matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
            .collect()
    }
}

/// A moment as papers and files carry it.
pub(crate) fn stamp(now: DateTime<FixedOffset>) -> Stamp {
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Stamp {
        offset_minutes: i16::try_from(now.offset().local_minus_utc() / 60).unwrap_or(480),
        ..Stamp::at(
            now.year(),
            small(now.month()),
            small(now.day()),
            small(now.hour()),
            small(now.minute()),
            small(now.second()),
        )
    }
}
