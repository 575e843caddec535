//! The recovery key: 160 random bits, printed as eight groups of five characters. The fifth character of a group
//! checks the other four and the group's place, so that a mistyped group can be named.

use crate::error::{Result, SealError};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Groups of a recovery key.
pub const GROUPS: usize = 8;

/// Digits and letters without I, L, O and U: none is taken for another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery key.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; 20]);

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryKey(<redacted>)")
    }
}

impl RecoveryKey {
    /// A fresh one.
    ///
    /// # Errors
    /// The system's source of randomness failed.
    pub fn generate() -> Result<Self> {
        Ok(Self(crate::fresh()?))
    }

    /// Reads what a person typed: any case, with or without blanks and dashes; O is 0, I and L are 1.
    ///
    /// # Errors
    /// `GroupCount`, or `Group` naming the first group that is mistyped.
    pub fn parse(typed: &str) -> Result<Self> {
        let characters: Vec<char> =
            typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '—' | '·')).collect();
        if characters.len() != GROUPS * 5 {
            return Err(SealError::GroupCount(characters.len().div_ceil(5)));
        }
        let mut key = Self([0; 20]);
        for (index, group) in characters.chunks(5).enumerate() {
            let mut values = [0_u8; 5];
            for (value, c) in values.iter_mut().zip(group) {
                *value = value_of(*c).ok_or(SealError::Group(index + 1))?;
            }
            let [a, b, c, d, check] = values;
            if checksum(index, [a, b, c, d]) != check {
                return Err(SealError::Group(index + 1));
            }
            for (place, value) in [a, b, c, d].into_iter().enumerate() {
                key.put(index * 4 + place, value);
            }
        }
        Ok(key)
    }

    /// The groups as printed.
    pub fn groups(&self) -> Vec<String> {
        (0..GROUPS)
            .map(|index| {
                let values = [0, 1, 2, 3].map(|place| self.five_bits(index * 4 + place));
                let shown = values.into_iter().chain([checksum(index, values)]);
                shown.map(|value| char::from(ALPHABET[usize::from(value & 31)])).collect()
            })
            .collect()
    }

    /// The key under which a slot is sealed. 160 random bits need no stretching.
    pub(crate) fn stretched(&self, salt: &[u8; 16]) -> zeroize::Zeroizing<[u8; 32]> {
        let mut hasher = blake3::Hasher::new_derive_key("keji recovery key 1");
        hasher.update(salt).update(&self.0);
        zeroize::Zeroizing::new(*hasher.finalize().as_bytes())
    }

    /// Five bits at a place, 0–31.
    fn five_bits(&self, place: usize) -> u8 {
        (0..5).fold(0, |value, bit| {
            let at = place * 5 + bit;
            value << 1 | (self.0[at / 8] >> (7 - at % 8)) & 1
        })
    }

    fn put(&mut self, place: usize, value: u8) {
        for bit in 0..5 {
            let at = place * 5 + bit;
            self.0[at / 8] |= ((value >> (4 - bit)) & 1) << (7 - at % 8);
        }
    }
}

fn value_of(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == c).and_then(|at| u8::try_from(at).ok())
}

/// A weighted sum over odd weights: every single mistyped character shows, and so does a group in another's place.
fn checksum(index: usize, values: [u8; 4]) -> u8 {
    let weighted: u32 = values.iter().zip([3_u32, 5, 9, 17]).map(|(value, weight)| u32::from(*value) * weight).sum();
    let place = u32::try_from(index).unwrap_or(0) * 11;
    u8::try_from((weighted + place) % 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{ALPHABET, GROUPS, RecoveryKey};
    use crate::SealError;

    #[test]
    fn what_is_printed_reads_back_however_it_is_typed() {
        let key = RecoveryKey([0xA5, 1, 2, 3, 4, 250, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 255, 19]);
        let groups = key.groups();
        assert_eq!(groups.len(), GROUPS);
        assert!(groups.iter().all(|group| group.len() == 5));
        for typed in [groups.join("-"), groups.join(" ").to_lowercase(), groups.concat().replace('0', "o")] {
            assert_eq!(RecoveryKey::parse(&typed).unwrap().0, key.0, "{typed}");
        }
    }

    #[test]
    fn every_single_slip_is_found_in_its_group() {
        let key = RecoveryKey([0x5A, 91, 2, 53, 4, 25, 6, 7, 80, 9, 100, 11, 12, 13, 140, 15, 16, 17, 25, 190]);
        let typed: Vec<char> = key.groups().concat().chars().collect();
        for at in 0..typed.len() {
            for other in ALPHABET.iter().map(|c| char::from(*c)).filter(|c| *c != typed[at]) {
                let mut slip = typed.clone();
                slip[at] = other;
                let found = RecoveryKey::parse(&slip.iter().collect::<String>());
                assert!(matches!(found, Err(SealError::Group(group)) if group == at / 5 + 1), "{at} {other}");
            }
        }
    }

    #[test]
    fn exchanged_and_missing_groups_are_told() {
        let key = RecoveryKey([9; 20]);
        let mut groups = key.groups();
        groups.swap(1, 2);
        assert!(matches!(RecoveryKey::parse(&groups.join("-")), Err(SealError::Group(2))));
        assert!(matches!(RecoveryKey::parse(&groups[..7].join("-")), Err(SealError::GroupCount(7))));
    }
}
