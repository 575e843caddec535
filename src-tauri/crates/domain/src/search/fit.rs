//! How well what is typed fits a name: characters, full pinyin, initials, and any mixture (zhangsf, 张sf).

use super::pinyin::{Syllable, syllables};

/// Bytes of the longest query that is compared with names: thirty characters in full pinyin.
const LONGEST: usize = 200;

/// A name made ready for comparing.
#[derive(Debug, Clone)]
pub(crate) struct Form(Vec<Syllable>);

/// How well it fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// All its characters.
    Name,
    /// All its pinyin.
    FullPinyin,
    /// Its first characters.
    FirstCharacters,
    /// The beginning of its pinyin.
    FirstPinyin,
    /// An initial of every character, or a mixture that reaches its end.
    Initials,
    /// Initials of its first characters.
    FirstInitials,
    /// Characters within it.
    Within,
    /// Pinyin within it.
    PinyinWithin,
    /// Initials within it.
    InitialsWithin,
}

/// How a character was typed; the worst one of a match counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Character,
    Pinyin,
    /// A beginning of the last syllable.
    Begun,
    Initial,
}

impl Form {
    /// Makes a name ready.
    pub(crate) fn of(name: &str) -> Self {
        Self(syllables(name))
    }

    /// How well a folded query fits; none when it does not.
    pub(crate) fn fit(&self, query: &str) -> Option<Fit> {
        // No name is that long.
        if query.is_empty() || query.len() > LONGEST {
            return None;
        }
        let starts = 0..self.0.len();
        starts.filter_map(|at| self.fit_from(at, query)).min()
    }

    fn fit_from(&self, at: usize, query: &str) -> Option<Fit> {
        let rest = &self.0[at..];
        if !rest.first()?.opens(query) {
            return None;
        }
        let (way, whole) = best(rest, query, Way::Character)?;
        Some(match (at, way, whole) {
            (0, Way::Character, true) => Fit::Name,
            (0, Way::Character, false) => Fit::FirstCharacters,
            (0, Way::Pinyin, true) => Fit::FullPinyin,
            (0, Way::Pinyin | Way::Begun, _) => Fit::FirstPinyin,
            (0, Way::Initial, true) => Fit::Initials,
            (0, Way::Initial, false) => Fit::FirstInitials,
            (_, Way::Character, _) => Fit::Within,
            (_, Way::Pinyin | Way::Begun, _) => Fit::PinyinWithin,
            (_, Way::Initial, _) => Fit::InitialsWithin,
        })
    }
}

impl Syllable {
    /// Whether a query may begin here at all: most names are done with by their first letter.
    fn opens(&self, query: &str) -> bool {
        let first = query.chars().next();
        first == Some(self.written) || self.readings.iter().any(|reading| reading.chars().next() == first)
    }
}

/// The best way in which the whole query is consumed by these syllables, and whether it reaches the last of them.
fn best(rest: &[Syllable], query: &str, so_far: Way) -> Option<(Way, bool)> {
    if query.is_empty() {
        return Some((so_far, rest.is_empty()));
    }
    let (first, rest) = rest.split_first()?;
    let mut found: Option<(Way, bool)> = None;
    let mut take = |one: Option<(Way, bool)>| {
        // Reaching the end counts after the way.
        let better = |one: (Way, bool), two: (Way, bool)| (one.0, !one.1) < (two.0, !two.1);
        if let Some(one) = one
            && found.is_none_or(|known| better(one, known))
        {
            found = Some(one);
        }
    };
    if let Some(query) = query.strip_prefix(first.written) {
        take(best(rest, query, so_far));
    }
    for reading in &first.readings {
        if let Some(query) = query.strip_prefix(reading.as_str()) {
            take(best(rest, query, so_far.max(Way::Pinyin)));
        } else if query.len() > 1 && reading.starts_with(query) {
            take(Some((so_far.max(Way::Begun), rest.is_empty())));
        }
        for initial in initials(reading).filter(|initial| initial != reading) {
            if let Some(query) = query.strip_prefix(initial) {
                take(best(rest, query, so_far.max(Way::Initial)));
            }
        }
    }
    found
}

/// The initials of a reading: its first letter, and zh, ch or sh.
fn initials(reading: &str) -> impl Iterator<Item = &str> {
    let double = ["zh", "ch", "sh"].iter().any(|double| reading.starts_with(double));
    [reading.get(..1), if double { reading.get(..2) } else { None }].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::{Fit, Form};

    #[test]
    fn all_ways_of_typing_fit() {
        let name = Form::of("张三丰");
        for (query, fit) in [
            ("张三丰", Fit::Name),
            ("张三", Fit::FirstCharacters),
            ("zhangsanfeng", Fit::FullPinyin),
            ("zhangsanf", Fit::Initials),
            ("zhangsanfe", Fit::FirstPinyin),
            ("zhang", Fit::FirstPinyin),
            ("zsf", Fit::Initials),
            ("zs", Fit::FirstInitials),
            ("zhangsf", Fit::Initials),
            ("张sf", Fit::Initials),
            ("zhsf", Fit::Initials),
            ("三丰", Fit::Within),
            ("sanfeng", Fit::PinyinWithin),
            ("sf", Fit::InitialsWithin),
        ] {
            assert_eq!(name.fit(query), Some(fit), "{query}");
        }
        for query in ["", "李", "zhangx", "zsfx", "feng丰"] {
            assert_eq!(name.fit(query), None, "{query}");
        }
    }

    #[test]
    fn umlauts_fit_as_v_and_as_u() {
        for query in ["lvxu", "luxu", "lyuxu", "lvxv", "lx"] {
            assert!(Form::of("吕旭").fit(query).is_some(), "{query}");
        }
        assert!(Form::of("单于烈").fit("chanyulie").is_some());
        assert!(Form::of("单烈").fit("danlie").is_none());
    }
}
