//! What the bundled fonts can print.

use keji_fonts::{covers, faces, printable};

#[test]
fn names_with_rare_characters_can_be_printed() {
    for ch in "㛃䶮𬭎𫖯𠮷堃喆".chars() {
        assert!(covers(ch), "{ch}");
    }
}

#[test]
fn the_standard_characters_can_be_printed() {
    let list = include_str!("../../../../assets/fonts/characters/general_standard_characters_8105.txt");
    let characters: Vec<char> = list.chars().filter(|ch| !ch.is_whitespace()).collect();
    assert_eq!(characters.len(), 8105);
    assert!(characters.into_iter().all(covers));
}

#[test]
fn signs_of_official_papers_can_be_printed() {
    for ch in "一、（二）1.①⑳〔2026〕—“”《》·％≥≤×→□■√○●℃㎡　".chars() {
        assert!(printable(ch), "{ch}");
    }
}

#[test]
fn what_no_face_has_is_known() {
    for ch in ['\u{1F600}', '\u{E000}', '\u{10FFFF}', '\u{0E01}'] {
        assert!(!printable(ch), "{ch}");
    }
}

#[test]
fn faces_are_whole_font_files() {
    assert_eq!(faces().len(), 5);
    for face in faces() {
        let magic = &face.data[..4];
        assert!(magic == b"OTTO" || magic == [0, 1, 0, 0], "{}", face.family);
    }
}
