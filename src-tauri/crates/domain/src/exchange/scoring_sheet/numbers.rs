//! Numbers of points in texts.

/// A number that stands alone: 10, 0.5, 10分, 20%, 0-10 (from nothing to the end).
pub(super) fn number(text: &str) -> Option<f64> {
    let narrow = narrow(text);
    let bare = narrow.trim().trim_end_matches(['分', '%']).trim();
    let bare = match bare.split_once(['-', '~', '—', '–', '～']) {
        Some((from, to)) if from.trim() == "0" => to.trim(),
        _ => bare,
    };
    plain(bare)
}

/// Both ends of a stretch of points: 10-9, 8～6.
pub(super) fn stretch(text: &str) -> Option<(f64, f64)> {
    let narrow = narrow(text);
    let bare = narrow.trim().trim_end_matches('分');
    let (from, to) = bare.split_once(['-', '~', '—', '–', '～'])?;
    Some((plain(from.trim().trim_end_matches('分'))?, plain(to.trim())?))
}

/// The number in brackets at the end of a text: 教学目标（10分）, 优(0.8).
pub(super) fn in_brackets(text: &str) -> Option<f64> {
    split(text).1
}

/// A text without the number in brackets, or the points, at its end; and this number.
pub(super) fn split(text: &str) -> (String, Option<f64>) {
    let narrow = narrow(text);
    let bare = narrow.trim();
    if let Some(inside) = bare.strip_suffix(')')
        && let Some((name, inside)) = inside.rsplit_once('(')
        && let Some(number) = number(inside.trim().trim_start_matches("满分").trim_start_matches("共"))
        && !name.trim().is_empty()
    {
        return (text.trim().chars().take(name.trim_end().chars().count()).collect(), Some(number));
    }
    if let Some(head) = bare.strip_suffix('分') {
        let name = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let digits = &head[name.len()..];
        // 分 as a unit stands behind a name that ends in a character: 教学目标10分.
        if let (Some(number), true) = (plain(digits), name.chars().next_back().is_some_and(char::is_alphanumeric)) {
            return (text.trim().chars().take(name.trim_end().chars().count()).collect(), Some(number));
        }
    }
    (text.trim().to_owned(), None)
}

/// The printed total of a title: 满分100分, 总分：100.
pub(super) fn total(text: &str) -> Option<f64> {
    let narrow = narrow(text);
    ["满分", "总分", "合计", "共"].iter().find_map(|word| {
        let (_, rest) = narrow.split_once(word)?;
        let rest = rest.trim_start_matches([':', ' ', '为', '计']);
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        plain(&rest[..end])
    })
}

/// The difference that points of a sheet are given in, by how finely they are printed.
pub(super) fn step(points: f64) -> f64 {
    let whole = |value: f64| (value - value.round()).abs() < 1e-6;
    if whole(points) {
        1.0
    } else if whole(points * 2.0) {
        0.5
    } else {
        0.1
    }
}

/// Full-width digits and signs as narrow ones.
pub(super) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '−' | '﹣' => '-',
            other => other,
        })
        .collect()
}

fn plain(text: &str) -> Option<f64> {
    let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    text.parse::<f64>().ok().filter(|number| plain && number.is_finite() && *number <= 10_000.0)
}
