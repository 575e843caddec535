//! A look at a zip container before anything trusts it: is there a workbook
//! in it, and how much does it really hold?

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::IntakeError;
use crate::limits::Limits;
use crate::model::Format;

/// Entries, in small letters, that tell what a package is, in the order of asking.
const PACKAGES: [(&str, Package); 7] = [
    ("xl/workbook.bin", Package::OtherSpreadsheet("xlsb")),
    ("xl/workbook.xml", Package::Workbook),
    ("word/document.xml", Package::Other("docx")),
    ("ppt/presentation.xml", Package::Other("pptx")),
    ("index/document.iwa", Package::OtherSpreadsheet("numbers")),
    ("content.xml", Package::OtherSpreadsheet("ods")),
    ("encryptedpackage", Package::Encrypted),
];

#[derive(Clone, Copy)]
enum Package {
    Workbook,
    OtherSpreadsheet(&'static str),
    Other(&'static str),
    Encrypted,
}

/// Passes a container that holds a workbook within the limits.
///
/// Every part is decompressed and counted, because the sizes that a container
/// declares may lie; nothing is kept.
pub(crate) fn inspect(bytes: &[u8], limits: &Limits) -> Result<(), IntakeError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    let names = archive
        .file_names()
        .map(|name| name.map(|name| name.to_ascii_lowercase()))
        .collect::<Result<Vec<String>, _>>()
        .map_err(|error| refused(&error))?;
    match package(&names) {
        Some(Package::Workbook) => {}
        Some(Package::OtherSpreadsheet(found)) => {
            return Err(IntakeError::OtherSpreadsheet { found: found.to_owned() });
        }
        Some(Package::Other(found)) => {
            return Err(IntakeError::NotATable { found: found.to_owned() });
        }
        Some(Package::Encrypted) => return Err(IntakeError::PasswordProtected),
        None => {
            return Err(IntakeError::NotATable { found: "archive".to_owned() });
        }
    }
    let mut left = limits.max_inflated;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| refused(&error))?;
        let is_strings = names.get(index).is_some_and(|name| name.ends_with("sharedstrings.xml"));
        let mut kept = Vec::new();
        let mut chunk = vec![0_u8; 64 << 10];
        loop {
            let read = part.read(&mut chunk).map_err(|_| damaged())?;
            if read == 0 {
                break;
            }
            left = u64::try_from(read)
                .ok()
                .and_then(|read| left.checked_sub(read))
                .ok_or(IntakeError::ContentTooLarge { limit: limits.max_inflated })?;
            if is_strings {
                kept.extend_from_slice(&chunk[..read]);
            }
        }
        if declares_too_many_strings(&kept) {
            return Err(damaged());
        }
    }
    Ok(())
}

/// What the names of the parts, in small letters, say. A workbook may also live
/// elsewhere than in `xl/`.
fn package(names: &[String]) -> Option<Package> {
    PACKAGES
        .iter()
        .find(|(wanted, _)| names.iter().any(|name| name == wanted))
        .map(|(_, package)| *package)
        .or_else(|| names.iter().any(|name| name.ends_with("workbook.xml")).then_some(Package::Workbook))
}

/// A table of shared strings that claims more strings than it has room for
/// would have the reader reserve memory for all of them. `<si/>` takes five bytes.
fn declares_too_many_strings(part: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let room = part.len() / 5 + 1024;
    let mut rest = part;
    while let Some(at) = rest.windows(NAME.len()).position(|window| window == NAME) {
        rest = &rest[at + NAME.len()..];
        let digits: Vec<u8> = rest
            .iter()
            .copied()
            .skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n'))
            .take_while(u8::is_ascii_digit)
            .take(30)
            .collect();
        let claimed =
            digits.iter().fold(0_usize, |sum, digit| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
        if claimed > room {
            return true;
        }
    }
    false
}

fn refused(error: &ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IntakeError::PasswordProtected,
        _ => damaged(),
    }
}

fn damaged() -> IntakeError {
    IntakeError::damaged(Format::Xlsx, "container")
}
