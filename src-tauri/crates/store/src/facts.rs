//! What an open store tells of itself beside its records.

use crate::{
    chain::{self, ChainHead},
    error::{Result, StoreError},
    keys::DataKey,
    lock::Holder,
    own, reserve,
    store::Store,
};

impl Store {
    /// Drops the reserve, so that a full disk has room for a deletion.
    ///
    /// # Errors
    /// File errors.
    pub fn drop_reserve(&self) -> Result<()> {
        self.place.as_ref().map_or(Ok(()), |place| reserve::drop_ballast(&place.files.reserve()))
    }

    /// Lays the reserve again when there is room. Says whether it is there.
    ///
    /// # Errors
    /// File errors other than a full disk.
    pub fn lay_reserve(&self) -> Result<bool> {
        self.place.as_ref().map_or(Ok(true), |place| reserve::lay(&place.files.reserve()))
    }

    /// The newest link of the chain.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn chain_head(&self) -> Result<Option<ChainHead>> {
        self.read(|read| chain::head(read))
    }

    /// Head of one link: for comparing with what a backup says. None when there is no such link.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn chain_head_at(&self, seq: u32) -> Result<Option<String>> {
        self.read(|read| chain::head_at(read, seq))
    }

    /// The data key, for wrapping it into another slot; none in memory.
    pub fn data_key(&self) -> Option<&DataKey> {
        self.place.as_ref().map(|place| &place.key)
    }

    /// Public key whose seed signs the chain's heads.
    ///
    /// # Errors
    /// `Damaged` without a seed.
    pub fn public_key(&self) -> Result<String> {
        let seed = self.read(|read| own::signing_seed(read))?;
        Ok((self.site.sign)(&seed, b"").0)
    }

    /// Identity of the store.
    ///
    /// # Errors
    /// `Damaged` without one.
    pub fn store_id(&self) -> Result<String> {
        self.read(|read| own::value(read, "store_id")?.ok_or_else(|| StoreError::Damaged("no identity".into())))
    }

    /// Who had the store before and ended without closing it: a crash or a power cut.
    pub fn left_open(&self) -> Option<&Holder> {
        self.place.as_ref().and_then(|place| place.lock.left.as_ref())
    }
}
