//! `keys.json`: where the data key lies, and how it is wrapped.
//!
//! The data key is 32 random bytes. Until the school has a passphrase it lies in an `open` slot; afterwards it is
//! wrapped once per account and once for the recovery key. How a slot is sealed is not this crate's business. Slots
//! carry office labels, never names of people.

use crate::{
    durable,
    error::{Result, StoreError},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{fs, path::Path};
use zeroize::Zeroizing;

/// Version of the file's form. Version 1 had no digest.
const VERSION: u32 = 2;
const HEAD: &str = "{\n  \"check\": \"";
const HEAD_END: &str = "\",\n";

/// The key of a store's pages; never printed, wiped when dropped.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(<redacted>)")
    }
}

impl DataKey {
    /// A fresh random key from the operating system, whatever the source of identifiers is.
    ///
    /// # Errors
    /// The system's source of randomness failed.
    pub fn generate() -> Result<Self> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        getrandom::fill(&mut *bytes)?;
        Ok(Self(bytes))
    }

    /// The key that a slot gave back.
    pub fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The bytes, for wrapping them.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The key file of a store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    version: u32,
    /// Identity of the database that the key belongs to.
    pub store_id: String,
    /// Ways to the data key.
    pub slots: Vec<Slot>,
}

/// One way to the data key.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Slot {
    /// The key in the clear: the school has set no passphrase yet.
    Open {
        /// Label of the office.
        label: String,
        /// The key, base64.
        key: String,
    },
    /// Wrapped by an account's passphrase.
    Passphrase {
        /// The account's record.
        account: String,
        /// Label of the account, such as 教务主任.
        label: String,
        /// How it is sealed.
        sealed: Value,
    },
    /// Wrapped by the printed recovery key.
    Recovery {
        /// Day on which it was made.
        made_on: String,
        /// How it is sealed.
        sealed: Value,
    },
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Open { .. } => "Slot::Open(<redacted>)",
            Self::Passphrase { .. } => "Slot::Passphrase(<redacted>)",
            Self::Recovery { .. } => "Slot::Recovery(<redacted>)",
        })
    }
}

impl KeyFile {
    /// A key file with these slots.
    pub fn new(store_id: String, slots: Vec<Slot>) -> Self {
        Self { version: VERSION, store_id, slots }
    }

    /// A key file with the key in the clear.
    pub(crate) fn open(store_id: String, key: &DataKey) -> Self {
        Self::new(store_id, vec![Slot::Open { label: "教务处".into(), key: STANDARD.encode(key.bytes()) }])
    }

    /// Reads and verifies the file.
    ///
    /// # Errors
    /// `KeysDamaged` for anything but the bytes that were written, `TooNew`, file errors.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).map_err(StoreError::io(path))?;
        Self::parse(&String::from_utf8(bytes).map_err(|_| StoreError::KeysDamaged)?)
    }

    /// Reads and verifies the file's text.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let file: Self = match text.strip_prefix(HEAD).and_then(|rest| rest.split_once(HEAD_END)) {
            Some((check, rest)) => {
                if blake3::hash(rest.as_bytes()).to_hex().as_str() != check {
                    return Err(StoreError::KeysDamaged);
                }
                serde_json::from_str(&format!("{{{rest}")).map_err(|_| newer_or_damaged(rest))?
            }
            None => serde_json::from_str(text).map_err(|_| StoreError::KeysDamaged)?,
        };
        match file.version {
            VERSION => Ok(file),
            // Version 1 knew the open slot only; it is written anew as soon as the store is opened.
            1 if text.starts_with("{\n  \"version\": 1,") => Ok(Self { version: VERSION, ..file }),
            found if found > VERSION => Err(StoreError::TooNew { found, known: VERSION }),
            _ => Err(StoreError::KeysDamaged),
        }
    }

    /// The file's text, with the digest of all that follows it in front.
    pub(crate) fn text(&self) -> Result<String> {
        let body = serde_json::to_string_pretty(self).map_err(|_| StoreError::KeysDamaged)?;
        let rest = body.strip_prefix("{\n").unwrap_or(&body);
        Ok(format!("{HEAD}{}{HEAD_END}{rest}", blake3::hash(rest.as_bytes()).to_hex()))
    }

    /// Writes the file durably.
    ///
    /// # Errors
    /// File errors.
    pub fn write(&self, path: &Path) -> Result<()> {
        durable::write(path, self.text()?.as_bytes())
    }

    /// The key in the clear, when the school has set no passphrase.
    ///
    /// # Errors
    /// `KeysDamaged`.
    pub fn open_key(&self) -> Result<Option<DataKey>> {
        let Some(text) = self.slots.iter().find_map(|slot| match slot {
            Slot::Open { key, .. } => Some(key),
            _ => None,
        }) else {
            return Ok(None);
        };
        let decoded = Zeroizing::new(STANDARD.decode(text).map_err(|_| StoreError::KeysDamaged)?);
        let mut bytes = Zeroizing::new([0_u8; 32]);
        if decoded.len() != bytes.len() {
            return Err(StoreError::KeysDamaged);
        }
        bytes.copy_from_slice(&decoded);
        Ok(Some(DataKey(bytes)))
    }
}

/// A later form of the file whose digest is right but whose members are unknown here.
fn newer_or_damaged(rest: &str) -> StoreError {
    let version = serde_json::from_str::<Value>(&format!("{{{rest}"))
        .ok()
        .and_then(|value| value.get("version").and_then(Value::as_u64))
        .and_then(|version| u32::try_from(version).ok());
    match version {
        Some(found) if found > VERSION => StoreError::TooNew { found, known: VERSION },
        _ => StoreError::KeysDamaged,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{DataKey, KeyFile, Slot};
    use crate::error::StoreError;

    fn file() -> KeyFile {
        let sealed = serde_json::json!({ "salt": "c2FsdA==", "cost": { "memory": 65536, "passes": 3 } });
        let slot = Slot::Passphrase { account: "a".into(), label: "教务主任".into(), sealed };
        KeyFile::new("store".into(), vec![slot])
    }

    #[test]
    fn one_flipped_bit_anywhere_is_noticed() {
        let text = file().text().unwrap();
        assert_eq!(KeyFile::parse(&text).unwrap(), file());
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let noticed = match String::from_utf8(bytes) {
                    Ok(text) => KeyFile::parse(&text).is_err(),
                    Err(_) => true,
                };
                assert!(noticed, "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn the_first_form_is_read_and_a_later_one_is_told() {
        let key = DataKey::generate().unwrap();
        let open = KeyFile::open("store".into(), &key);
        let first = serde_json::to_string_pretty(&open).unwrap().replace("\"version\": 2", "\"version\": 1");
        let read = KeyFile::parse(&first).unwrap();
        assert_eq!(read.open_key().unwrap().unwrap().bytes(), key.bytes());
        let later = KeyFile { version: 9, ..file() }.text().unwrap();
        assert!(matches!(KeyFile::parse(&later), Err(StoreError::TooNew { found: 9, .. })));
    }
}
