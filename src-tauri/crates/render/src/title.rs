//! Breaks a paper's title into balanced lines at places where a reader would pause.

use crate::model::{Block, Document};

/// A title in lines, with the size that makes it fit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TitleLines {
    pub(crate) lines: Vec<String>,
    /// In points: 22 is 2 号.
    pub(crate) size_pt: f64,
}

/// Sizes from 2 号 downwards, with how many lines each may take.
const LADDER: [(f64, usize); 4] = [(22.0, 3), (20.0, 3), (18.0, 4), (16.0, 8)];

/// Words after which a title may well be broken.
const PAUSES: [&str; 22] = [
    "学年度",
    "学年",
    "学期",
    "年度",
    "月份",
    "中学",
    "小学",
    "学校",
    "关于",
    "情况",
    "教务处",
    "工作",
    "常规",
    "教学",
    "的",
    "和",
    "与",
    "及",
    "、",
    "》",
    "）",
    "：",
];

/// Lines for a width in points. A line feed in the text is an intended break.
pub(crate) fn lines(text: &str, width_pt: f64) -> TitleLines {
    let parts: Vec<&str> = text.split('\n').map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut best = TitleLines { lines: Vec::new(), size_pt: LADDER[0].0 };
    for (size_pt, most) in LADDER {
        let room = width_pt / size_pt;
        let lines: Vec<String> = parts.iter().flat_map(|part| balance(part, room)).collect();
        let fits = lines.len() <= most;
        best = TitleLines { lines, size_pt };
        if fits {
            break;
        }
    }
    best
}

/// Width in full-width characters.
fn width(ch: char) -> f64 {
    if ch.is_ascii() { 0.55 } else { 1.0 }
}

fn balance(text: &str, room: f64) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let whole: f64 = characters.iter().copied().map(width).sum();
    if whole <= room {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut start = 0;
    let mut rest = whole;
    while rest > room {
        // Spread over what is needed, at most 95 % of the room so that a good break is in reach.
        let count = (rest / (room * 0.95)).ceil().max(2.0);
        let end = best_break(&characters, start, rest / count, room);
        lines.push(characters[start..end].iter().collect::<String>().trim().to_owned());
        rest -= characters[start..end].iter().copied().map(width).sum::<f64>();
        start = end;
    }
    lines.push(characters[start..].iter().collect::<String>().trim().to_owned());
    lines
}

/// The end of the line that begins at `start`: near `target`, never over `room`.
fn best_break(characters: &[char], start: usize, target: f64, room: f64) -> usize {
    let mut reached = 0.0;
    let mut best = (f64::INFINITY, start + 1);
    for end in start + 1..characters.len() {
        reached += width(characters[end - 1]);
        if reached > room {
            break;
        }
        let cost = (reached - target).abs() + penalty(characters, start, end);
        if cost < best.0 {
            best = (cost, end);
        }
    }
    best.1
}

fn penalty(characters: &[char], start: usize, end: usize) -> f64 {
    let (before, after) = (characters[end - 1], characters[end]);
    let joined = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '—' | '-' | '.' | '%');
    if joined(before) && joined(after) || "、，。；：！？）》〕”’%".contains(after) || "（《〔“‘".contains(before)
    {
        return 40.0;
    }
    // A number and its unit stay together.
    if before.is_ascii_digit() {
        return 10.0;
    }
    // 2026—2027 学年第一学期 is one name.
    if before == '年' && after == '第' {
        return 8.0;
    }
    let head: String = characters[start..end].iter().collect();
    if PAUSES.iter().any(|pause| head.trim_end().ends_with(pause)) {
        return 0.0;
    }
    5.0
}

/// How much larger than others a title is: the one of a cover is.
pub(crate) fn scale(document: &Document, index: usize) -> f64 {
    let first = document.blocks.iter().position(|block| matches!(block, Block::Title { .. }));
    if document.page.cover && first == Some(index) { 1.8 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: f64 = 442.2;

    #[test]
    fn a_short_title_stays_on_a_line() {
        let title = lines("教学常规检查情况通报", WIDTH);
        assert_eq!(title.lines, ["教学常规检查情况通报"]);
    }

    #[test]
    fn a_long_title_breaks_after_the_term() {
        let title = lines("青溪中学 2026—2027 学年第一学期教学常规工作总结", WIDTH);
        assert_eq!(title.lines, ["青溪中学 2026—2027 学年第一学期", "教学常规工作总结"]);
    }

    #[test]
    fn a_very_long_title_is_shrunk_and_loses_nothing() {
        let text = "关于".to_owned() + &"全面深入推进课堂教学改革".repeat(8) + "的通知";
        let title = lines(&text, WIDTH);
        assert_eq!(title.lines.concat(), text);
        assert!(title.size_pt < 22.0);
    }

    #[test]
    fn an_intended_break_is_kept() {
        assert_eq!(lines("甲中学\n工作总结", WIDTH).lines, ["甲中学", "工作总结"]);
    }
}
