//! The scoring sheet of a numbered blank form: on a page behind the record, or on several, each with its head.

use super::{
    form::{Form, Opinion},
    heading::Pair,
};
use crate::rubric::{Rubric, RubricDocument, RubricSection};
use keji_render::Grid;

/// A scoring sheet to be filled in by hand beside a record, which has the opinions: a form for each page.
pub(in crate::papers) fn pages(rubric: &Rubric) -> Vec<Grid> {
    if form(rubric, Opinion::Elsewhere).fits() {
        return vec![form(rubric, Opinion::Elsewhere).grid()];
    }
    let bare = RubricDocument {
        sections: Vec::new(),
        deductions: Vec::new(),
        bonuses: Vec::new(),
        vetoes: Vec::new(),
        bands: Vec::new(),
        ..rubric.document.clone()
    };
    let mut parts = vec![Rubric { document: bare.clone(), ..rubric.clone() }];
    for section in &rubric.document.sections {
        for item in &section.items {
            if let Some(last) = parts.last_mut() {
                let before = last.document.sections.clone();
                let sections = &mut last.document.sections;
                match sections.last_mut().filter(|own| own.id == section.id) {
                    Some(own) => own.items.push(item.clone()),
                    None => sections.push(RubricSection { items: vec![item.clone()], ..section.clone() }),
                }
                if before.is_empty() || form(last, Opinion::GoesOn).fits_at_ease() {
                    continue;
                }
                last.document.sections = before;
            }
            let sections = vec![RubricSection { items: vec![item.clone()], ..section.clone() }];
            parts.push(Rubric { document: RubricDocument { sections, ..bare.clone() }, ..rubric.clone() });
        }
    }
    // What concerns the whole stands at the end, on a page of its own where the last one is full.
    let rest = |sections: Vec<RubricSection>| Rubric {
        document: RubricDocument { sections, ..rubric.document.clone() },
        ..rubric.clone()
    };
    if let Some(last) = parts.pop() {
        let whole = rest(last.document.sections.clone());
        if form(&whole, Opinion::Elsewhere).fits() {
            parts.push(whole);
        } else {
            parts.extend([last, rest(Vec::new())]);
        }
    }
    let last = parts.len() - 1;
    let opinion = |at: usize| if at < last { Opinion::GoesOn } else { Opinion::Elsewhere };
    parts.iter().enumerate().map(|(at, part)| form(part, opinion(at)).grid()).collect()
}

fn form(rubric: &Rubric, opinion: Opinion) -> Form<'_> {
    let heading: Vec<Pair> =
        [["授课人", "学科"], ["课题", "时间"]].map(|pair| pair.map(|label| (label, String::new()))).into();
    Form { rubric, heading, subject: None, given: None, opinion }
}
