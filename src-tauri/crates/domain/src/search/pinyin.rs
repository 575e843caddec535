//! Pinyin of names: a name is found by its characters, its full pinyin or its initials; a surname has its surname
//! reading.

use super::surnames;
use pinyin::{ToPinyin, ToPinyinMulti};

/// A character of a name and how it may be typed in letters, the usual reading first; ü stands as `v`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Syllable {
    pub(crate) written: char,
    pub(crate) readings: Vec<String>,
}

/// What a query or a name is compared by: lower case, without blanks and signs between syllables, ü as v, full-width
/// letters as plain ones.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '·' | '•')).map(fold).collect()
}

/// One character as it is compared.
pub(crate) fn fold(c: char) -> char {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let lower = plain.to_lowercase().next().unwrap_or(plain);
    if lower == 'ü' { 'v' } else { lower }
}

/// Full pinyin and initials of a name, separated by a blank: `yankexin ykx`. Where the usual reading is not the only
/// one that a surname has, or ü may be typed as u, the other spellings follow.
pub(crate) fn searchable(name: &str) -> String {
    let syllables = syllables(name);
    let spelt = |other: bool| -> String {
        let reading = |syllable: &Syllable| match syllable.readings.as_slice() {
            [] => syllable.written.to_string(),
            [usual] => usual.clone(),
            [usual, second, ..] => if other { second } else { usual }.clone(),
        };
        syllables.iter().map(reading).collect()
    };
    let initials: String = syllables
        .iter()
        .filter_map(|syllable| syllable.readings.first().map_or(Some(syllable.written), |usual| usual.chars().next()))
        .collect();
    let mut forms = vec![spelt(false), initials];
    let surname = surnames::readings(name).is_some_and(|readings| readings.iter().any(|one| one.len() > 1));
    if surname || forms[0].contains('v') {
        forms.push(spelt(true));
    }
    forms.join(" ")
}

/// The characters of a name with their readings: those of the surname first, then every reading of the others.
pub(crate) fn syllables(name: &str) -> Vec<Syllable> {
    let surname = surnames::readings(name).unwrap_or_default();
    name.chars()
        .enumerate()
        .filter(|(_, character)| character.is_alphanumeric())
        .map(|(at, character)| Syllable {
            written: fold(character),
            readings: match surname.get(at) {
                Some(readings) => typed(readings.iter().copied()),
                None => typed(all(character).into_iter()),
            },
        })
        .collect()
}

/// All readings of a character, the usual one first.
fn all(character: char) -> Vec<&'static str> {
    let usual = character.to_pinyin().map(pinyin::Pinyin::plain);
    let others = character.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain);
    usual.into_iter().chain(others).collect()
}

/// How readings are typed: ü as v, as u or as in passports; after j, q, x and y, where it is written u, as v too.
fn typed<'a>(readings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut typed: Vec<String> = Vec::new();
    let mut add = |form: String| {
        if !typed.contains(&form) {
            typed.push(form);
        }
    };
    for reading in readings {
        let reading = folded(reading);
        let v_for_u = reading.starts_with(['j', 'q', 'x', 'y']) && reading[1..].starts_with('u');
        add(reading.clone());
        if reading.contains('v') {
            add(reading.replace('v', "u"));
            add(reading.replace('v', "yu"));
        } else if v_for_u {
            add(reading.replacen('u', "v", 1));
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::{searchable, syllables};

    #[test]
    fn a_surname_has_its_surname_reading() {
        assert_eq!(searchable("单雨桐"), "shanyutong syt");
        assert_eq!(searchable("尉迟敬德"), "yuchijingde ycjd");
        assert_eq!(searchable("曾国强"), "zengguoqiang zgq");
        assert_eq!(syllables("单雨桐")[0].readings, ["shan"]);
    }

    #[test]
    fn a_second_reading_follows() {
        assert!(searchable("覃勇").starts_with("qinyong qy tanyong"));
        assert!(searchable("盖文").starts_with("gewen gw gaiwen"));
    }

    #[test]
    fn u_umlaut_is_typed_as_v_or_u() {
        assert!(searchable("吕绿").starts_with("lvlv ll lulu"));
        assert_eq!(syllables("吕")[0].readings, ["lv", "lu", "lyu"]);
    }

    #[test]
    fn pseudonyms_with_digits_are_found() {
        assert_eq!(searchable("教师078"), "jiaoshi078 js078");
    }
}
