//! `keys.json`: where the data key lies.
//!
//! The data key is 32 random bytes. Until the school has a passphrase it lies in an `open` slot; slots that wrap
//! it carry office labels, never names of people.

use crate::error::{Result, StoreError};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::{fs, io::Write, path::Path};

/// The key of a store's pages; never printed.
#[derive(Clone)]
pub(crate) struct DataKey(pub(crate) [u8; 32]);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(<redacted>)")
    }
}

impl DataKey {
    /// A fresh random key from the operating system, whatever the source of identifiers is.
    pub(crate) fn generate() -> Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeyFile {
    pub(crate) version: u32,
    /// Identity of the database that the key belongs to.
    pub(crate) store_id: String,
    pub(crate) slots: Vec<Slot>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Slot {
    /// The key in the clear: the school has set no passphrase yet.
    Open { label: String, key: String },
}

impl KeyFile {
    pub(crate) fn open_slot(store_id: String, key: &DataKey) -> Self {
        let slot = Slot::Open { label: "教务处".into(), key: STANDARD.encode(key.0) };
        Self { version: 1, store_id, slots: vec![slot] }
    }

    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(StoreError::io(path))?;
        serde_json::from_str(&text).map_err(|e| StoreError::Damaged(format!("keys.json: {e}")))
    }

    /// Writes beside the file first, so that a power cut leaves the old one or the new one.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let beside = path.with_extension("json.new");
        let mut file = fs::File::create(&beside).map_err(StoreError::io(&beside))?;
        file.write_all(text.as_bytes()).map_err(StoreError::io(&beside))?;
        file.sync_all().map_err(StoreError::io(&beside))?;
        fs::rename(&beside, path).map_err(StoreError::io(path))
    }

    pub(crate) fn data_key(&self) -> Result<DataKey> {
        let Some(Slot::Open { key, .. }) = self.slots.first() else {
            return Err(StoreError::Incomplete("keys.json holds no slot"));
        };
        let bytes = STANDARD.decode(key).map_err(|e| StoreError::Damaged(format!("keys.json: {e}")))?;
        let bytes: [u8; 32] =
            bytes.try_into().map_err(|_| StoreError::Damaged("keys.json: the key has a wrong length".into()))?;
        Ok(DataKey(bytes))
    }
}
