//! Commands of finding.

use super::{
    finder::Finder,
    forms, index, pinyin,
    sight::Sight,
    texts,
    types::{Hits, SearchRequest, TextHits},
    words::Sought,
};
use crate::{
    command::{Call, Topic},
    error::Result,
};
use keji_store::Read;
use std::sync::Arc;

/// Most people and most classes that a palette can show.
const MOST: usize = 20;
/// Most records of one kind among them.
const MOST_RECORDS: usize = 8;
/// Most records whose texts are shown.
const MOST_TEXTS: usize = 20;
/// Records that are taken into the index before a search answers; more are left to the next search and the next minute.
const CATCH_UP: usize = 200;
/// The same before a key of Ctrl+K is answered.
const CATCH_UP_AT_KEY: usize = 30;

const RECORDS: &[Topic] =
    &[Topic::Roster, Topic::Calendar, Topic::Observation, Topic::Homework, Topic::LessonPlan, Topic::Mentoring];

crate::command::commands! {
    /// The number of a blank form; people and classes by characters, full pinyin, initials or a mixture; records by a part of their topic.
    search_find(SearchRequest) -> Hits, EVERYONE, reads &[Topic::Roster, Topic::Observation, Topic::LessonPlan], touches &[] => find;
    /// Records by what stands in them: words of two characters and more.
    search_text(SearchRequest) -> TextHits, EVERYONE, reads RECORDS, touches &[] => text;
}

fn find(call: &Call<'_>, request: SearchRequest) -> Result<Hits> {
    let query = pinyin::folded(&request.query);
    // One letter finds nearly every topic, and so none.
    let sought = Sought::of(&request.query);
    if sought.is_some() {
        caught_up(call, CATCH_UP_AT_KEY)?;
    }
    call.read(|read| {
        let finder = finder(call, read)?;
        let mut hits = forms::by_number(read, &call.people(read)?, &request.query)?;
        hits.extend(finder.people(&query, MOST));
        hits.extend(finder.classes(&query, MOST));
        if let Some(sought) = sought {
            hits.extend(texts::by_topic(read, &Sight::of(call, read)?, &sought, &finder, MOST_RECORDS)?);
        }
        Ok(Hits { hits })
    })
}

fn text(call: &Call<'_>, request: SearchRequest) -> Result<TextHits> {
    let Some(sought) = Sought::of(&request.query) else {
        return Ok(TextHits { hits: Vec::new(), complete: true });
    };
    let complete = caught_up(call, CATCH_UP)?;
    call.read(|read| {
        let finder = finder(call, read)?;
        Ok(TextHits { hits: texts::anywhere(read, &Sight::of(call, read)?, &sought, &finder, MOST_TEXTS)?, complete })
    })
}

/// Takes in what changed, at most so many records, and says whether that was all. A disk without room does not keep
/// anybody from finding what is in the index.
///
/// # Errors
/// The store's refusal.
pub(crate) fn caught_up(call: &Call<'_>, most: usize) -> Result<bool> {
    match index::catch_up(&*call.store()?, most) {
        Err(error) if error.code() == "disk_full" => Ok(false),
        other => other,
    }
}

fn finder(call: &Call<'_>, read: &Read<'_>) -> Result<Arc<Finder>> {
    call.office.finder.of(&call.store()?, read)
}
