//! Personal data known by its values: ID numbers and mobile numbers go no further, whatever stands above them.

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Personal {
    /// An ID number of eighteen places.
    Id,
    /// A mobile number.
    Mobile,
}

impl Personal {
    /// What it is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Id => "身份证号",
            Self::Mobile => "手机号",
        }
    }
}

/// What a cell holds, if it is nothing but personal data.
pub(crate) fn of(cell: &str) -> Option<Personal> {
    let bare: String = cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\'' | '’')).collect();
    let bytes = bare.as_bytes();
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let two = |at: usize| bare.get(at..at + 2).and_then(|text| text.parse::<u8>().ok()).unwrap_or(0);
    if bytes.len() == 18
        && digits(&bytes[..17])
        && (bytes[17].is_ascii_digit() || matches!(bytes[17], b'X' | b'x'))
        && matches!(&bytes[6..8], b"19" | b"20")
        && (1..=12).contains(&two(10))
        && (1..=31).contains(&two(12))
    {
        return Some(Personal::Id);
    }
    let mobile = bare.strip_prefix("+86").unwrap_or(&bare).as_bytes();
    (mobile.len() == 11 && digits(mobile) && mobile[0] == b'1' && (b'3'..=b'9').contains(&mobile[1]))
        .then_some(Personal::Mobile)
}

/// What most cells of a column hold.
pub(crate) fn of_column<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Personal> {
    let (mut filled, mut found) = (0_usize, Vec::new());
    for cell in cells.filter(|cell| !cell.is_empty()) {
        filled += 1;
        found.extend(of(cell));
    }
    let most = if found.iter().filter(|kind| **kind == Personal::Id).count() * 2 >= found.len() {
        Personal::Id
    } else {
        Personal::Mobile
    };
    (filled > 0 && found.len() * 2 >= filled).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_tell_what_they_are() {
        assert_eq!(of("330602199001010011"), Some(Personal::Id));
        assert_eq!(of(" 33060219900101001x "), Some(Personal::Id));
        assert_eq!(of("138 0000 0000"), Some(Personal::Mobile));
        assert_eq!(of("+86-13800000000"), Some(Personal::Mobile));
        for cell in
            ["", "20260101", "330602188001010011", "12800000000", "教师001", "2026-11-19", "１３８００００００００"]
        {
            assert_eq!(of(cell), None, "{cell}");
        }
        assert_eq!(of_column(["", "13800000000", "x"].into_iter()), Some(Personal::Mobile));
        assert_eq!(of_column(["语文", "数学", "13800000000"].into_iter()), None);
    }
}
