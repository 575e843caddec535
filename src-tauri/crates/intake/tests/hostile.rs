//! Files that are broken or meant to break: each ends in rows or in an error
//! within bounded time and memory.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use std::time::{Duration, Instant};

use keji_intake::{IntakeError, Limits, read};
use support::{Chance, compound, container, fixture, inline, one_row, workbook};

fn error(bytes: &[u8], limits: &Limits) -> IntakeError {
    let start = Instant::now();
    let result = read(bytes, limits);
    assert!(start.elapsed() < Duration::from_secs(10));
    result.unwrap_err()
}

fn code(bytes: &[u8]) -> &'static str {
    error(bytes, &Limits::default()).code()
}

fn good() -> Vec<u8> {
    let cells = inline("A1", "姓名") + &inline("B1", "学科");
    workbook(&one_row(1, &cells), "uniqueCount=\"0\">")
}

#[test]
fn what_is_not_a_table_is_named() {
    assert_eq!(code(b""), "intake_empty");
    assert_eq!(code(b" \r\n\t"), "intake_empty");
    assert_eq!(code(b"# only\n# comments\n"), "intake_empty");
    assert_eq!(code(b"<html><body><table><tr><td>1</td></tr></table>"), "intake_html");
    assert_eq!(code(&compound(&["EncryptionInfo", "EncryptedPackage"])), "intake_password");
    for (bytes, found) in [
        (compound(&["WordDocument"]), "doc"),
        (compound(&[]), "unknown"),
        (container(&[("word/document.xml", b"<w/>")]), "docx"),
        (container(&[("readme.txt", b"x")]), "archive"),
        (b"%PDF-1.7\n".to_vec(), "pdf"),
        (b"\x89PNG\r\n\x1A\n".to_vec(), "image"),
    ] {
        let found = found.to_owned();
        assert_eq!(error(&bytes, &Limits::default()), IntakeError::NotATable { found });
    }
    for (part, found) in [("xl/workbook.bin", "xlsb"), ("content.xml", "ods")] {
        let bytes = container(&[(part, b"x")]);
        let found = found.to_owned();
        assert_eq!(error(&bytes, &Limits::default()), IntakeError::OtherSpreadsheet { found });
    }
}

#[test]
fn a_far_cell_is_refused_with_its_address() {
    let far = one_row(1_048_576, &inline("XFD1048576", "x"));
    let error = error(&workbook(&far, "uniqueCount=\"0\">"), &Limits::default());
    assert_eq!(error.code(), "intake_too_many_columns");
    assert_eq!(error.params()["cell"], "XFD1048576");
}

#[test]
fn a_deep_cell_is_just_one_row() {
    let deep = one_row(1_048_576, &inline("A1048576", "x"));
    let intake = read(&workbook(&deep, "uniqueCount=\"0\">"), &Limits::default()).unwrap();
    assert_eq!(intake.sheets[0].rows.len(), 1);
    assert_eq!(intake.sheets[0].rows[0].number, 1_048_576);
}

#[test]
fn merged_regions_over_the_whole_sheet_end() {
    let region = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(20_000);
    let rows: Vec<String> = (1..=500)
        .map(|row| {
            let first = inline(&format!("A{row}"), "x");
            let last = inline(&format!("CZ{row}"), "y");
            format!("<row r=\"{row}\">{first}{last}</row>")
        })
        .collect();
    let mut sheet = format!("<sheetData>{}", rows.concat());
    sheet += "</sheetData><mergeCells>";
    sheet += &region;
    sheet += "</mergeCells>";
    assert_eq!(code(&workbook(&sheet, "uniqueCount=\"0\">")), "intake_too_many_cells");
}

#[test]
fn a_lying_count_of_strings_is_damage() {
    for count in ["18446744073709551615", "4000000000", "99999999999999999999999"] {
        let strings = format!("count=\"1\" uniqueCount=\"{count}\"><si><t>姓名</t></si>");
        let sheet = one_row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>");
        assert_eq!(code(&workbook(&sheet, &strings)), "intake_damaged");
    }
}

#[test]
fn one_string_in_every_cell_is_counted() {
    let text = "课".repeat(30_000);
    let strings = format!("uniqueCount=\"1\"><si><t>{text}</t></si>");
    let rows: Vec<String> =
        (1..=2_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let bytes = workbook(&format!("<sheetData>{}</sheetData>", rows.concat()), &strings);
    assert_eq!(code(&bytes), "intake_content_too_large");
}

#[test]
fn a_bomb_is_counted_whatever_it_declares() {
    let limits = Limits { max_inflated: 1 << 20, ..Limits::default() };
    let zeros = vec![b' '; 8 << 20];
    let mut bytes = container(&[("xl/workbook.xml", &zeros)]);
    assert_eq!(error(&bytes, &limits).code(), "intake_content_too_large");
    // The same with a declared size of a hundred bytes, in both headers.
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    let code = error(&bytes, &limits).code();
    assert!(matches!(code, "intake_content_too_large" | "intake_damaged"), "{code}");
}

#[test]
fn every_limit_holds() {
    let small = Limits { max_rows: 3, max_columns: 4, max_cells: 8, max_cell_chars: 10, ..Limits::default() };
    for (text, code) in [
        ("1\n2\n3\n4\n", "intake_too_many_rows"),
        ("1,2,3,4,5\n", "intake_too_many_columns"),
        ("1,2,3,4\n1,2,3,4\n1\n", "intake_too_many_cells"),
        ("一二三四五六七八九十甲\n", "intake_cell_too_long"),
        ("\"一二三四五六七八九十甲\"\n", "intake_cell_too_long"),
        ("姓名\n\"张三\n", "intake_unclosed_quote"),
    ] {
        assert_eq!(error(text.as_bytes(), &small).code(), code, "{text}");
    }
    assert!(read(b"1,2,3,4,,,,,,\n\n\n\n\n\n5\n", &small).is_ok());
    let tiny = Limits { max_file: 4, ..Limits::default() };
    assert_eq!(error(b"12345", &tiny).code(), "intake_too_large");
}

#[test]
fn truncated_workbooks_end() {
    let bytes = good();
    assert!(read(&bytes, &Limits::default()).is_ok());
    for end in (4..bytes.len() - 1).step_by(7) {
        assert_eq!(code(&bytes[..end]), "intake_damaged");
    }
}

#[test]
fn workbooks_with_turned_bits_end() {
    let bytes = good();
    let mut chance = Chance(0x5EED);
    for _ in 0..1_500 {
        let start = Instant::now();
        let flipped = chance.flip(&bytes);
        if let Err(error) = read(&flipped, &Limits::default()) {
            assert!(IntakeError::CODES.contains(&error.code()));
        }
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn broken_xml_inside_a_sound_container_ends() {
    let sheet = one_row(1, &(inline("A1", "姓名") + "<c r=\"B1\" s=\"9\"><v>1990.01</v></c>"));
    let mut chance = Chance(0xBAD);
    for _ in 0..1_500 {
        let broken = chance.flip(sheet.as_bytes());
        let broken = String::from_utf8_lossy(&broken);
        let bytes = workbook(&broken, "uniqueCount=\"0\">");
        if let Err(error) = read(&bytes, &Limits::default()) {
            assert!(IntakeError::CODES.contains(&error.code()));
        }
    }
}

#[test]
fn garbage_ends() {
    let mut chance = Chance(7);
    for round in 0..200 {
        let length = 1 + chance.below(3_000);
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                let byte = u8::try_from(chance.below(256)).unwrap();
                // Every other round without control characters, to get past the first look.
                if round % 2 == 0 { byte } else { byte.max(0x20) }
            })
            .collect();
        if let Err(error) = read(&bytes, &Limits::default()) {
            assert!(IntakeError::CODES.contains(&error.code()));
        }
    }
}

#[test]
fn truncated_text_keeps_its_rows() {
    let bytes = fixture("open_lessons_2009.csv");
    let intake = read(&bytes[..bytes.len() - 2], &Limits::default()).unwrap();
    assert!(intake.sheets[0].rows.len() > 5);
}

#[test]
fn codes_on_the_wire_are_the_codes() {
    for error in [
        IntakeError::Empty,
        IntakeError::WorkerDied,
        IntakeError::Timeout { seconds: 10 },
        IntakeError::NotATable { found: "pdf".to_owned() },
        IntakeError::TooManyColumns { sheet: "一".to_owned(), cell: "XFD1".to_owned(), limit: 512 },
    ] {
        let json = serde_json::to_value(&error).unwrap();
        assert_eq!(json["code"], error.code());
        assert_eq!(serde_json::from_value::<IntakeError>(json).unwrap(), error);
        assert!(IntakeError::CODES.contains(&error.code()));
    }
}
