//! Commands of the help.

use super::{
    book::{book, here},
    find, manual,
    types::{HelpEntries, HelpPaper, HelpSearch, HelpTopic, HelpTopicRequest, HelpTopicsRequest},
};
use crate::{
    command::Call,
    error::{Code, Error, Result},
    report::{Exported, Paper, hand_out},
};

crate::command::commands! {
    /// The topics of the help, that of the screen that is shown first.
    help_topics(HelpTopicsRequest) -> HelpEntries, ANYONE, reads &[], touches &[] => topics;
    /// One topic with its text, by its identifier or by the address of its screen.
    help_topic(HelpTopicRequest) -> HelpTopic, ANYONE, reads &[], touches &[] => topic;
    /// Topics in which words are found; titles and headings by pinyin and initials, too.
    help_search(HelpSearch) -> HelpEntries, ANYONE, reads &[], touches &[] => search;
    /// Writes the whole help to a file, to be printed.
    help_paper(HelpPaper) -> Exported, EVERYONE, reads &[], touches &[] => paper;
}

/// Heading over the topic of the screen that is shown.
const HERE: &str = "当前页面";

#[allow(clippy::unnecessary_wraps, reason = "a handler like the others")]
fn topics(_: &Call<'_>, request: HelpTopicsRequest) -> Result<HelpEntries> {
    let mut topics: Vec<_> = book().iter().map(|page| page.entry(String::new())).collect();
    let first = request.path.as_deref().and_then(here);
    if let Some(at) = topics.iter().position(|entry| Some(entry.id.as_str()) == first) {
        HERE.clone_into(&mut topics[at].group);
        topics[..=at].rotate_right(1);
    }
    Ok(HelpEntries { topics })
}

fn topic(_: &Call<'_>, request: HelpTopicRequest) -> Result<HelpTopic> {
    let id = if request.id.starts_with('/') { here(&request.id).unwrap_or_default() } else { &request.id };
    let page = book().iter().find(|page| page.topic.id == id);
    page.map(|page| page.topic.clone()).ok_or_else(|| Error::rule(Code::NotFound))
}

#[allow(clippy::unnecessary_wraps, reason = "a handler like the others")]
fn search(_: &Call<'_>, request: HelpSearch) -> Result<HelpEntries> {
    Ok(HelpEntries { topics: find::found(&request.query) })
}

fn paper(call: &Call<'_>, request: HelpPaper) -> Result<Exported> {
    hand_out(call, "正在排印", &request.handle, || Paper::Pdf(manual::document(call.office.now())))
}
