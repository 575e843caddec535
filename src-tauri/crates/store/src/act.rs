//! Acts: what was done, by whom, when.

/// What a write is called in the change log, and who does it.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// Name of the operation, such as `observation_submit`.
    pub op: &'a str,
    /// Who acts: an account's id, never a person's name.
    pub actor: &'a str,
    /// Given while one sitting writes the same record again and again: its changes coalesce into one act
    /// as long as nobody else touched the record.
    pub sitting: Option<&'a str>,
}

/// One act of the change log, without its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActSummary {
    /// Identifier, as returned by the write.
    pub id: String,
    /// Name of the operation.
    pub op: String,
    /// Who acted.
    pub actor: String,
    /// Local time with offset, RFC 3339.
    pub at: String,
    /// The act that this one undid.
    pub undoes: Option<String>,
    /// Number of fields that were touched.
    pub changes: u32,
}
