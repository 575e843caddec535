//! What each section holds or lacks, and what to look at before exporting.

use super::{
    material::{Material, Section, Whose},
    types::{ReportHint, ReportSection},
};

/// The sections that can be chosen, each with a short state.
pub(super) fn sections(material: &Material) -> Vec<ReportSection> {
    let all = Section::ALL.into_iter().filter(|section| material.whose != Whose::Teacher || !annex(*section));
    all.map(|section| {
        let (note, lacking) = note(material, section);
        let title = if annex(section) { format!("附表　{}", section.title()) } else { section.title().to_owned() };
        ReportSection { key: section.key().to_owned(), title, note, lacking }
    })
    .collect()
}

const fn annex(section: Section) -> bool {
    matches!(
        section,
        Section::AnnexObservation | Section::AnnexHomework | Section::AnnexLessonPlan | Section::AnnexMentoring
    )
}

fn note(material: &Material, section: Section) -> (String, bool) {
    let summary = &material.summary;
    let none = || ("尚无记录".to_owned(), true);
    let (seen, homework) = (&summary.observation, &summary.homework);
    let (plans, pairs) = (&summary.lesson_plan, &summary.mentoring);
    match section {
        Section::Overview => ("数字自动生成".to_owned(), false),
        Section::Observation | Section::AnnexObservation
            if seen.sheets + seen.lessons + seen.teachers_observed == 0 =>
        {
            none()
        }
        Section::Observation => match seen.by_category.iter().map(|line| line.people - line.on_pace).sum::<u32>() {
            0 => (format!("{}节", seen.lessons), false),
            behind => (format!("未达进度{behind}人"), true),
        },
        Section::Homework | Section::AnnexHomework if homework.checks == 0 => none(),
        Section::Homework => (format!("{}班科次", homework.checks), false),
        Section::LessonPlan | Section::AnnexLessonPlan if plans.plans == 0 => none(),
        Section::LessonPlan => match plans.plans - plans.complete {
            0 => (format!("{}篇", plans.plans), false),
            open => (format!("未满三稿{open}篇"), true),
        },
        Section::Mentoring | Section::AnnexMentoring if pairs.pairings == 0 => none(),
        Section::Mentoring => match pairs.missing {
            0 => (format!("{}对", pairs.pairings), false),
            missing => (format!("还差{missing}节"), true),
        },
        Section::AnnexObservation => (format!("{}人", seen.by_teacher.len()), false),
        Section::AnnexHomework => (format!("{}人", homework.by_teacher.len()), false),
        Section::AnnexLessonPlan => (format!("{}人", plans.by_teacher.len()), false),
        Section::AnnexMentoring => (format!("{}对", pairs.pairings), false),
    }
}

/// What to look at before exporting.
pub(super) fn hints(material: &Material) -> Vec<ReportHint> {
    let summary = &material.summary;
    let seen = &summary.observation;
    let mut hints = Vec::new();
    let mut tell = |number: u32, text: String, route: &str| {
        if number > 0 {
            hints.push(ReportHint { text, route: route.to_owned() });
        }
    };
    tell(seen.drafts, format!("{}份听课记录还是草稿，不计入总结。", seen.drafts), "/observations");
    let incomplete = seen.refused - seen.refusals.get("book").copied().unwrap_or(0);
    tell(incomplete, format!("{incomplete}节听课缺教学过程或评课意见，未计入听课任务。"), "/observations");
    let unscored = seen.sheets - seen.totals;
    tell(unscored, format!("{unscored}份听课记录没有总分，不计入平均分。"), "/observations");
    tell(material.without_quota, format!("{}位在岗教师没有适用的听课任务。", material.without_quota), "/quota");
    let undecided = summary.homework.by_band.iter().find(|band| band.name == "未定").map_or(0, |band| band.value);
    tell(undecided, format!("{undecided}班科次作业检查没有评定等级。"), "/homework");
    let open = summary.lesson_plan.plans - summary.lesson_plan.complete;
    tell(open, format!("{open}篇教案未满三稿。"), "/plans");
    hints
}
