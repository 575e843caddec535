//! Finding in the help: titles and headings by characters, pinyin or initials, texts by their words.

use super::{
    book::{Page, book},
    types::{HelpEntry, HelpNode, HelpTag},
};
use crate::search::{Form, Sought, pinyin, snippet};
use std::cmp::Reverse;

/// What is sought is the better found the higher it stands.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Title,
    Heading,
    Text,
}

/// Topics in which a query is found, the best first.
pub(super) fn found(query: &str) -> Vec<HelpEntry> {
    let typed = pinyin::folded(query);
    let sought = Sought::of(query);
    let mut hits: Vec<(Place, HelpEntry)> =
        book().iter().filter_map(|page| hit(page, &typed, sought.as_ref())).collect();
    if hits.is_empty() {
        return nearest(&typed);
    }
    // Stable: equals stand in the order of the manual.
    hits.sort_by(|(one, _), (other, _)| one.cmp(other));
    hits.into_iter().map(|(_, entry)| entry).collect()
}

/// Topics that have most of the pairs of neighbouring characters of a query that stands nowhere as it is: those with at
/// least a third of them, one in the title first.
fn nearest(typed: &str) -> Vec<HelpEntry> {
    let letters: Vec<char> = typed.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let pairs: Vec<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
    let titled = |page: &Page, pair: &String| page.topic.title.contains(pair);
    let known = |page: &Page| {
        let within = |pair: &&String| titled(page, pair) || page.texts.iter().any(|text| text.contains(*pair));
        (pairs.iter().filter(within).count(), pairs.iter().any(|pair| titled(page, pair)))
    };
    let mut near: Vec<((usize, bool), HelpEntry)> = book()
        .iter()
        .map(|page| (known(page), page.entry(String::new())))
        .filter(|((count, _), _)| *count > 0 && count * 3 >= pairs.len())
        .collect();
    near.sort_by_key(|(found, _)| Reverse(*found));
    near.into_iter().map(|(_, entry)| entry).take(5).collect()
}

fn hit(page: &Page, typed: &str, sought: Option<&Sought>) -> Option<(Place, HelpEntry)> {
    let fits = |text: &str| Form::of(text).fit(typed).is_some();
    if fits(&page.topic.title) {
        return Some((Place::Title, page.entry(String::new())));
    }
    if let Some(heading) =
        page.topic.blocks.iter().filter(|block| block.tag == HelpTag::H3).map(HelpNode::words).find(|text| fits(text))
    {
        return Some((Place::Heading, page.entry(heading)));
    }
    let texts: Vec<&str> = page.texts.iter().map(String::as_str).collect();
    let (at, range) = sought?.within(&texts)?;
    Some((Place::Text, page.entry(snippet(texts[at], &range))))
}
