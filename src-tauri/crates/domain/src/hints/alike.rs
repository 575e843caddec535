//! Whether the text of a sheet is nearly that of another one: triples of neighbouring characters that both have, among
//! all that either has. Held against the observer's own newest sheets, and against those of the whole school that the
//! index of words finds by some pieces of the text.

use super::{
    hint_rows,
    types::{Hint, HintKind, HintTexts},
};
use crate::{error::Result, roster::Names, search};
use chrono::Datelike;
use keji_store::Read;
use std::collections::BTreeSet;

/// Letters and digits of a text that is long enough to be compared: shorter ones are alike by chance.
const LEAST: usize = 60;
/// Share of the triples that makes two texts nearly the same, in hundredths.
const ALIKE: usize = 85;
/// The observer's own sheets that are compared: a busy term has about 120.
const OWN: u32 = 150;
/// Sheets found by the index that are compared.
const OTHERS: usize = 40;
/// Characters of a piece that is looked up, and how many pieces of a text are.
const PIECE: usize = 8;
const PIECES: usize = 4;

/// The hint that a sheet's text is nearly that of another one; of several the first is told, the observer's own before
/// those of others.
pub(super) fn hint(read: &Read<'_>, id: &str, observer: Option<&str>, texts: &HintTexts) -> Result<Option<Hint>> {
    let (opinions, process) = (Triples::of(&texts.opinions), Triples::of(&texts.process));
    if opinions.is_none() && process.is_none() {
        return Ok(None);
    }
    let fits = |other: &str| -> Result<bool> {
        let theirs = hint_rows::texts(read, other)?;
        Ok(near(opinions.as_ref(), &theirs.opinions) || near(process.as_ref(), &theirs.process))
    };
    let own = match observer {
        Some(observer) => hint_rows::newest_of(read, observer, OWN)?,
        None => Vec::new(),
    };
    for other in own.iter().filter(|other| *other != id) {
        if fits(other)? {
            return Ok(Some(own_hint(read, other)?));
        }
    }
    let seen: BTreeSet<&str> = own.iter().map(String::as_str).chain([id]).collect();
    for text in [&texts.opinions, &texts.process] {
        let mut others = search::sheets_with(read, &pieces(text), OTHERS)?;
        others.retain(|other| !seen.contains(other.as_str()));
        for other in others {
            if fits(&other)? {
                let text = "文字与另一份听课记录几乎相同。".to_owned();
                return Ok(Some(Hint { kind: HintKind::Alike, text, sheet_id: Some(other), period: None }));
            }
        }
    }
    Ok(None)
}

fn own_hint(read: &Read<'_>, other: &str) -> Result<Hint> {
    let names = Names::read(read)?;
    let which = hint_rows::saved(read, other)?.map(|sheet| {
        let (date, teacher) = (sheet.heading.date, names.teacher(sheet.heading.teacher_id.as_deref()));
        format!("{}月{}日听{teacher}课的", date.month(), date.day())
    });
    let text = format!("文字与{}记录几乎相同。", which.unwrap_or_else(|| "另一份".to_owned()));
    Ok(Hint { kind: HintKind::Alike, text, sheet_id: Some(other.to_owned()), period: None })
}

/// Pieces of a text, evenly spread, that are looked up.
fn pieces(text: &str) -> Vec<String> {
    let letters = letters(text);
    if letters.len() < LEAST {
        return Vec::new();
    }
    // Signs divide words in the index: a piece lies between two of them where the text allows.
    let runs: Vec<Vec<char>> = text
        .split(|c: char| !c.is_alphanumeric())
        .map(|run| run.chars().collect::<Vec<char>>())
        .filter(|run| run.len() >= 4)
        .collect();
    let step = (runs.len() / PIECES).max(1);
    let some = runs.iter().step_by(step).take(PIECES);
    some.map(|run| run.iter().take(PIECE).collect()).collect()
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn near(own: Option<&Triples>, other: &str) -> bool {
    own.is_some_and(|own| Triples::of(other).is_some_and(|other| own.alike(&other)))
}

/// Triples of neighbouring letters, in order, each once.
struct Triples(Vec<[char; 3]>);

impl Triples {
    /// Of a text; none of a short one.
    fn of(text: &str) -> Option<Self> {
        let letters = letters(text);
        if letters.len() < LEAST {
            return None;
        }
        let mut triples: Vec<[char; 3]> =
            letters.windows(3).filter_map(|window| <[char; 3]>::try_from(window).ok()).collect();
        triples.sort_unstable();
        triples.dedup();
        Some(Self(triples))
    }

    fn alike(&self, other: &Self) -> bool {
        let (fewer, more) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        // However many they share, it cannot be more than the shorter one has.
        if fewer * 100 < more * ALIKE {
            return false;
        }
        let shared = self.0.iter().filter(|triple| other.0.binary_search(triple).is_ok()).count();
        shared * 100 >= (fewer + more - shared) * ALIKE
    }
}

#[cfg(test)]
mod tests {
    use super::{Triples, pieces};

    const TEXT: &str = "问题链设计有梯度，从生活情境引入一元一次方程，学生能说出列式的依据；板书条理清楚，重点用彩色粉笔标出，便于小结回扣，课堂节奏松紧得当。";

    #[test]
    fn a_word_changed_is_nearly_the_same_and_another_text_is_not() {
        let own = Triples::of(TEXT).unwrap();
        assert!(own.alike(&Triples::of(&TEXT.replace("彩色", "红色")).unwrap()));
        assert!(own.alike(&Triples::of(&TEXT.replace(['，', '。', '；'], " ")).unwrap()));
        let half: String = TEXT.chars().take(34).collect();
        let other = format!("{half}朗读训练扎实，学生能抓住关键词品味语言，教师追问由浅入深，小组展示有序。");
        assert!(!own.alike(&Triples::of(&other).unwrap()));
        assert!(Triples::of("问题链有梯度。").is_none());
    }

    #[test]
    fn pieces_are_spread_over_the_text() {
        assert_eq!(pieces(TEXT), ["问题链设计有梯度", "从生活情境引入一", "学生能说出列式的", "板书条理清楚"]);
        assert!(pieces("短").is_empty());
    }
}
