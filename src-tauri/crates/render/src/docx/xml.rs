//! Text and numbers inside XML.

/// Text safe between tags and in attributes. Control characters are gone already.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            ch => escaped.push(ch),
        }
    }
    escaped
}

/// Twentieths of a point.
#[expect(clippy::cast_possible_truncation, reason = "a page is a few thousand points")]
pub(super) fn twips(points: f64) -> i64 {
    (points * 20.0).round() as i64
}

/// Twentieths of a point from millimetres.
pub(super) fn twips_mm(millimetres: f64) -> i64 {
    twips(millimetres * 72.0 / 25.4)
}

/// Half points, the unit of type sizes.
pub(super) fn half_points(points: f64) -> i64 {
    twips(points) / 10
}
