//! What a file is, by its content.

/// The kinds that [`crate::read`] tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing, or only white space.
    Empty,
    /// A zip container; what lies in it is another question.
    Zip,
    /// A compound file with a workbook in it.
    Xls,
    /// A compound file around an encrypted Office document.
    Encrypted,
    /// A web page.
    Html,
    /// A spreadsheet of a kind that is not read.
    OtherSpreadsheet(&'static str),
    /// Something else.
    Other(&'static str),
    /// Text, presumably with separators.
    Text,
}

/// Start bytes of formats that are recognised only to be named.
const MAGIC: [(&[u8], &str); 12] = [
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xFF\xD8\xFF", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "image"),
    (b"Rar!", "archive"),
    (b"7z\xBC\xAF\x27\x1C", "archive"),
    (b"\x1F\x8B", "archive"),
    (b"{\\rtf", "rtf"),
    (b"\x7FELF", "unknown"),
];

const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How much of a text is looked at to tell what it is, bytes.
const HEAD: usize = 4096;

/// Decides what `bytes` are.
pub(crate) fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if bytes.starts_with(COMPOUND) {
        return compound(bytes);
    }
    if let Some((_, found)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Kind::Other(found);
    }
    // Excel 2–5 wrote its records without a container.
    if bytes.starts_with(b"\x09\x08\x10\0") || bytes.starts_with(b"\x09\x08\x08\0") {
        return Kind::OtherSpreadsheet("biff");
    }
    text(bytes)
}

fn text(bytes: &[u8]) -> Kind {
    let (encoding, bom) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let body = &bytes[bom..];
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    if body.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0)) {
        return Kind::Empty;
    }
    if !wide && is_binary(body) {
        return Kind::Other("unknown");
    }
    let head = &body[..body.len().min(HEAD)];
    let (head, _) = encoding.decode_without_bom_handling(head);
    let head = head.trim_start().to_lowercase();
    if head.starts_with("mime-version:") {
        return Kind::Html;
    }
    if !head.starts_with('<') {
        return Kind::Text;
    }
    if head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Kind::OtherSpreadsheet("xml2003");
    }
    let tags = ["<!doctype html", "<html", "<head", "<meta", "<style", "<table", "<body"];
    if tags.iter().any(|tag| head.contains(tag)) {
        Kind::Html
    } else if head.starts_with("<?xml") {
        Kind::Other("xml")
    } else {
        Kind::Text
    }
}

/// Control characters that no table holds, in more than one byte of a hundred, or any NUL.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let odd =
        head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A)).count();
    bytes.contains(&0) || odd * 100 > head.len()
}

/// Names of the streams in a compound file tell whose it is. The directory is
/// found by looking at every 128-byte slot, which needs no trust in the chains
/// of a possibly damaged file.
fn compound(bytes: &[u8]) -> Kind {
    let mut kind = Kind::Other("unknown");
    for slot in bytes.get(512..).unwrap_or_default().chunks_exact(128) {
        match entry_name(slot).as_deref() {
            Some("EncryptedPackage") => return Kind::Encrypted,
            Some("Workbook" | "Book") => kind = Kind::Xls,
            Some("WordDocument") if kind != Kind::Xls => kind = Kind::Other("doc"),
            Some("PowerPoint Document") if kind != Kind::Xls => kind = Kind::Other("ppt"),
            _ => {}
        }
    }
    kind
}

/// The name of a compound file's directory entry, if the slot is one.
fn entry_name(slot: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes([*slot.get(64)?, *slot.get(65)?]));
    let is_entry = matches!(slot.get(66)?, 1 | 2 | 5);
    if !is_entry || !(4..=64).contains(&length) || length % 2 != 0 {
        return None;
    }
    let units = slot[..length - 2].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_not_a_table() {
        assert_eq!(kind(b""), Kind::Empty);
        assert_eq!(kind(b"\xEF\xBB\xBF \r\n"), Kind::Empty);
        assert_eq!(kind(b"%PDF-1.7"), Kind::Other("pdf"));
        assert_eq!(kind(b"\xFF\xD8\xFF\xE0"), Kind::Other("image"));
        assert_eq!(kind(b"MZ\x90\0\x03\0"), Kind::Other("unknown"));
    }

    #[test]
    fn tells_a_web_page_from_a_table() {
        assert_eq!(kind(b"\r\n<html><table><tr>"), Kind::Html);
        assert_eq!(kind(b"<?xml version='1.0'?><html xmlns=''>"), Kind::Html);
        assert_eq!(kind(b"MIME-Version: 1.0\r\n"), Kind::Html);
        assert_eq!(
            kind(b"<?xml?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
            Kind::OtherSpreadsheet("xml2003")
        );
        assert_eq!(kind("姓名,学科\n".as_bytes()), Kind::Text);
        assert_eq!(kind(b"<50,>90\n3,4\n"), Kind::Text);
    }
}
