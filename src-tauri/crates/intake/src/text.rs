//! From bytes to characters: byte order mark, strict UTF-8, strict GB18030, a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::error::IntakeError;

/// A decoded text.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The characters, without a byte order mark.
    pub(crate) text: String,
    /// The encoding used.
    pub(crate) encoding: &'static Encoding,
    /// Nothing fitted exactly, some characters may be replaced.
    pub(crate) guessed: bool,
}

/// Decodes `bytes`; `choice` is the label of an encoding the user asked for.
pub(crate) fn decode(bytes: &[u8], choice: Option<&str>) -> Result<Decoded, IntakeError> {
    if let Some(label) = choice {
        return chosen(bytes, label);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok(Decoded { text: text.into_owned(), encoding, guessed: broken });
    }
    for encoding in [UTF_8, GB18030] {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return Ok(Decoded { text: text.into_owned(), encoding, guessed: false });
        }
    }
    let encoding = if is_cut_utf8(bytes) { UTF_8 } else { guess(bytes) };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(Decoded { text: text.into_owned(), encoding, guessed: true })
}

/// Private Use Areas: in a school's table almost always a sign of the wrong encoding.
pub(crate) fn is_private_use(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

fn chosen(bytes: &[u8], label: &str) -> Result<Decoded, IntakeError> {
    let wrong = || IntakeError::WrongEncoding { encoding: label.to_owned() };
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(wrong)?;
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    if broken {
        return Err(wrong());
    }
    Ok(Decoded { text: text.into_owned(), encoding, guessed: false })
}

/// UTF-8 whose very last character is cut off, as a broken download leaves it.
fn is_cut_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none() && error.valid_up_to() > 0)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"cn"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn takes_the_encodings_that_office_programs_write() {
        let table = "姓名,教研组\n张䶮,语文\n";
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(table.encode_utf16().flat_map(u16::to_le_bytes));
        let mut wide_be = vec![0xFE, 0xFF];
        wide_be.extend(table.encode_utf16().flat_map(u16::to_be_bytes));
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend(table.as_bytes());
        for (bytes, name) in [
            (table.as_bytes().to_vec(), "UTF-8"),
            (marked, "UTF-8"),
            (encode(table, GB18030), "gb18030"),
            (wide, "UTF-16LE"),
            (wide_be, "UTF-16BE"),
        ] {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!(decoded.text, table);
            assert_eq!(decoded.encoding.name(), name);
            assert!(!decoded.guessed);
        }
    }

    #[test]
    fn the_choice_of_the_user_wins() {
        let bytes = encode("姓名,學科\n", encoding_rs::BIG5);
        assert_eq!(decode(&bytes, Some("big5")).unwrap().text, "姓名,學科\n");
        assert_eq!(decode(&bytes, Some("utf-8")).unwrap_err().code(), "intake_encoding");
        assert_eq!(decode(&bytes, Some("no such")).unwrap_err().code(), "intake_encoding");
    }

    #[test]
    fn a_cut_file_stays_utf8() {
        let bytes = "姓名,学科\n张三,语文".as_bytes();
        let decoded = decode(&bytes[..bytes.len() - 1], None).unwrap();
        assert!(decoded.guessed);
        assert!(decoded.text.starts_with("姓名,学科\n张三,语"));
    }
}
