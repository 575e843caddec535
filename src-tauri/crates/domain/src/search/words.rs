//! Cutting texts into words that the engine's full-text index can hold. Chinese has no blanks between words: every two
//! neighbouring characters are one, so that any word of two characters is found; the last character of a run stands
//! alone as well. Letters and digits in a row are a word of their own.

use super::pinyin::fold;
use std::ops::Range;

/// Most words of a query that are looked up; the text itself is compared with the whole query.
const MOST_WORDS: usize = 48;
/// Most terms of a query, divided by blanks.
const MOST_TERMS: usize = 6;
/// Characters of a word of letters that count.
const LONGEST: usize = 40;

/// The words of a text, divided by blanks, as they are indexed.
pub(super) fn indexed(text: &str) -> String {
    words(text).join(" ")
}

/// What is sought in texts: terms divided by blanks, all of which must be there.
pub(crate) struct Sought {
    terms: Vec<Vec<char>>,
    phrases: Vec<String>,
}

impl Sought {
    /// Reads a query; none when it is too short to look for: one character is in nearly every text.
    pub(crate) fn of(query: &str) -> Option<Self> {
        let mut sought = Self { terms: Vec::new(), phrases: Vec::new() };
        let mut left = MOST_WORDS;
        // Control characters come by pasting and are no signs.
        let query: String = query.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
        for term in query.split_whitespace() {
            let squeezed: Vec<char> = squeezed(term).map(|(_, c)| c).collect();
            if squeezed.is_empty() {
                continue;
            }
            if sought.phrases.len() < MOST_TERMS && left > 0 {
                sought.phrases.push(phrase(term, &mut left));
            }
            sought.terms.push(squeezed);
        }
        (sought.terms.iter().map(Vec::len).sum::<usize>() > 1).then_some(sought)
    }

    /// The query in the engine's language: only letters, digits and our own signs are in it.
    pub(super) fn expression(&self, columns: &str) -> String {
        format!("{{{columns}}} : ({})", self.phrases.join(" AND "))
    }

    /// Where the first of these texts that holds a term holds it: number of the text and its bytes. None unless every
    /// term is somewhere.
    pub(crate) fn within(&self, texts: &[&str]) -> Option<(usize, Range<usize>)> {
        let squeezed: Vec<Vec<(usize, char)>> = texts.iter().map(|text| squeezed(text).collect()).collect();
        let place = |term: &Vec<char>| {
            squeezed.iter().enumerate().find_map(|(number, text)| Some((number, position(text, term)?)))
        };
        let places: Option<Vec<(usize, Range<usize>)>> = self.terms.iter().map(place).collect();
        places?.into_iter().min_by_key(|(number, range)| (*number, range.start))
    }
}

/// Where a term stands in a text without its blanks and signs.
fn position(text: &[(usize, char)], term: &[char]) -> Option<Range<usize>> {
    let at = text.windows(term.len()).position(|window| window.iter().map(|(_, c)| c).eq(term))?;
    let (start, _) = text[at];
    let (end, last) = text[at + term.len() - 1];
    Some(start..end + last.len_utf8())
}

/// Characters that are compared, each with its place: letters and digits only.
fn squeezed(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, c)| (at, fold(c)))
}

/// A run of characters of one kind.
struct Run {
    chinese: bool,
    characters: Vec<char>,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = false;
    for character in text.chars() {
        if !character.is_alphanumeric() {
            joined = false;
            continue;
        }
        let character = fold(character);
        let chinese = character >= '\u{2e80}';
        match runs.last_mut() {
            Some(run) if joined && run.chinese == chinese => run.characters.push(character),
            _ => runs.push(Run { chinese, characters: vec![character] }),
        }
        joined = true;
    }
    runs
}

impl Run {
    /// Its words; the one of the last character alone is left out where a query may go on behind it.
    fn words(&self, closed: bool) -> Vec<String> {
        if !self.chinese {
            return vec![self.characters.iter().take(LONGEST).collect()];
        }
        let mut words: Vec<String> = self.characters.windows(2).map(|pair| pair.iter().collect()).collect();
        if closed || words.is_empty() {
            words.extend(self.characters.last().map(char::to_string));
        }
        words
    }
}

fn words(text: &str) -> Vec<String> {
    runs(text).iter().flat_map(|run| run.words(true)).collect()
}

/// A term as a phrase. Its end may be the beginning of a word.
fn phrase(term: &str, left: &mut usize) -> String {
    let runs = runs(term);
    let last = runs.len().saturating_sub(1);
    let mut words: Vec<String> =
        runs.iter().enumerate().flat_map(|(number, run)| run.words(number < last)).take(*left + 1).collect();
    let cut = words.len() > *left;
    words.truncate(*left);
    *left -= words.len();
    let open = !cut && runs.last().is_some_and(|run| !run.chinese || run.characters.len() == 1);
    format!("\"{}\"{}", words.join(" "), if open { " *" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{Sought, indexed};

    #[test]
    fn neighbouring_characters_are_words() {
        assert_eq!(indexed("《背影》朗读，PPT第3页。"), "背影 影 朗读 读 ppt 第 3 页");
        assert_eq!(indexed(" ，\0"), "");
    }

    #[test]
    fn a_query_becomes_phrases() {
        let expression = |query: &str| Sought::of(query).map(|sought| sought.expression("topic body"));
        assert_eq!(expression("朗读").as_deref(), Some("{topic body} : (\"朗读\")"));
        assert_eq!(expression("二次方程 ppt").as_deref(), Some("{topic body} : (\"二次 次方 方程\" AND \"ppt\" *)"));
        assert_eq!(expression("第3单元").as_deref(), Some("{topic body} : (\"第 3 单元\")"));
        for nothing in ["", "  ", "影", "\"*\"", "\0", "—"] {
            assert!(expression(nothing).is_none(), "{nothing}");
        }
    }

    #[test]
    fn the_place_in_the_text_is_found_across_signs() {
        let sought = Sought::of("朗读 背影").unwrap();
        let text = "《背 影》的朗读";
        let (number, range) = sought.within(&["别的", text]).unwrap();
        assert_eq!((number, &text[range]), (1, "背 影"));
        assert!(sought.within(&["朗读"]).is_none());
    }
}
