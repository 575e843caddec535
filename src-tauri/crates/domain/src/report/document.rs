//! The paper of a term: sections, list of annexes, signature, annexes.

use super::{
    annex, homework, lesson_plan,
    line::Sheaf,
    material::{Material, Section, Whose},
    mentoring, observation, overview,
};
use crate::summary::words;
use keji_render::{Block, Document, Metadata, Signature};

/// The paper that a material makes.
pub(crate) fn document(material: &Material) -> Document {
    let mut sheaf = Sheaf::default();
    sheaf.push(Block::title(material.title()));
    if material.whose == Whose::Teacher {
        let line = material.summary.observation.by_teacher.first();
        let department = line.map(|line| line.department.as_str()).unwrap_or_default();
        sheaf.push(Block::byline(words::join(&[department, &material.summary.scope], "　")));
    }
    for section in Section::ALL.into_iter().filter(|section| material.shows(*section)) {
        match section {
            Section::Overview => overview::write(material, &mut sheaf),
            Section::Observation => observation::write(material, &mut sheaf),
            Section::Homework => homework::write(material, &mut sheaf),
            Section::LessonPlan => lesson_plan::write(material, &mut sheaf),
            Section::Mentoring => mentoring::write(material, &mut sheaf),
            Section::AnnexObservation | Section::AnnexHomework | Section::AnnexLessonPlan | Section::AnnexMentoring => {
            }
        }
    }
    let annexes = annex::annexes(material);
    if !annexes.is_empty() {
        sheaf.push(Block::AttachmentNote { items: annexes.iter().map(|section| section.title().to_owned()).collect() });
    }
    sheaf.push(Signature {
        organisation: material.signed_by.clone(),
        date: words::full_day(material.summary.as_of),
        sealed: false,
    });
    annex::write(material, &annexes, &mut sheaf);
    Document { metadata: metadata(material), blocks: sheaf.into_blocks(), ..Document::default() }
}

/// What the file says of itself.
pub(crate) fn metadata(material: &Material) -> Metadata {
    Metadata {
        title: material.title().replace('\n', ""),
        author: format!("{}{}", material.summary.school, material.signed_by),
        subject: format!("{}教学常规工作情况", material.summary.term.name),
        keywords: ["教学常规", "听课评课", "作业检查", "备课检查", "青蓝结对"].map(str::to_owned).to_vec(),
        created: material.created,
    }
}
