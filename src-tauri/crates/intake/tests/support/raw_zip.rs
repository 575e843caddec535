//! Zip containers written by hand, for saying what no honest writer says.

/// A part of a container.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) deflated: bool,
    pub(crate) data: Vec<u8>,
    /// The size after decompression that both headers claim.
    pub(crate) size: u32,
    pub(crate) flags: u16,
}

impl Entry {
    /// A stored part that is what it says.
    pub(crate) fn plain(name: &str, data: &[u8]) -> Self {
        let size = u32::try_from(data.len()).unwrap();
        Self { name: name.to_owned(), deflated: false, data: data.to_vec(), size, flags: 0 }
    }
}

/// The container; the directory names the last part `times` times over.
pub(crate) fn zip(entries: &[Entry], times: usize) -> Vec<u8> {
    let (mut out, mut directory, mut count) = (Vec::new(), Vec::new(), 0_usize);
    for (at, entry) in entries.iter().enumerate() {
        let offset = u32::try_from(out.len()).unwrap();
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(middle(entry, &entry.name));
        out.extend(entry.name.as_bytes());
        out.extend(&entry.data);
        let repeats = if at + 1 == entries.len() { times } else { 1 };
        for repeat in 0..repeats {
            let name = if repeat == 0 { entry.name.clone() } else { format!("xl/worksheets/s{repeat}.xml") };
            directory.extend(b"PK\x01\x02\x14\0\x14\0");
            directory.extend(middle(entry, &name));
            directory.extend([0; 10]);
            directory.extend(offset.to_le_bytes());
            directory.extend(name.as_bytes());
            count += 1;
        }
    }
    let start = u32::try_from(out.len()).unwrap();
    let length = u32::try_from(directory.len()).unwrap();
    out.extend(directory);
    let count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// The fields that the local and the central header share, from the flags to the length of the extra field.
fn middle(entry: &Entry, name: &str) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(entry.flags.to_le_bytes());
    out.extend(if entry.deflated { [8, 0] } else { [0, 0] });
    out.extend([0, 0, 0x21, 0x58]);
    out.extend(crc(if entry.deflated { &[] } else { &entry.data }).to_le_bytes());
    out.extend(u32::try_from(entry.data.len()).unwrap().to_le_bytes());
    out.extend(entry.size.to_le_bytes());
    out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

/// A deflate stream of at least so many blanks: one block of "repeat the last byte 258 times", thirteen bits each.
pub(crate) fn blanks(size: usize) -> Vec<u8> {
    let (mut out, mut held, mut bits) = (Vec::new(), 0_u64, 0_u32);
    let mut put = |value: u64, count: u32| {
        held |= value << bits;
        bits += count;
        while bits >= 8 {
            out.push(u8::try_from(held & 0xFF).unwrap());
            held >>= 8;
            bits -= 8;
        }
    };
    put(0b011, 3); // the last block, fixed codes
    put(reversed(0x30 + 0x20, 8), 8); // a blank
    for _ in 0..size.div_ceil(258) {
        put(reversed(0b1100_0101, 8), 8); // 258 times
        put(0, 5); // one byte back
    }
    put(0, 7); // the end of the block
    put(0, 7);
    out
}

/// Codes stand in the stream with their first bit first.
fn reversed(code: u64, count: u32) -> u64 {
    (0..count).fold(0, |sum, bit| sum | ((code >> bit) & 1) << (count - 1 - bit))
}
