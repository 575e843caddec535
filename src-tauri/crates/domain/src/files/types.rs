//! Types of files that the user chooses. The web view never sees a path: it gets one-time handles.

crate::wire::wire! {
    /// Asks the user for a file to read.
    pub struct PickOpen {
        /// What for: `import`, `backup`, `photo`.
        pub purpose: String,
    }
    /// Asks the user where to write.
    pub struct PickSave {
        /// Suggested name without its ending.
        pub file_name: String,
        /// Ending: `pdf`, `docx` or `xlsx`; `zip` for any of them behind a password.
        pub extension: String,
    }
    /// What the user chose.
    pub struct Picked {
        /// Handle; none when the user cancelled.
        pub handle: Option<String>,
        /// Name of the file without its folder; empty when cancelled.
        pub file_name: String,
    }
    /// A file by its handle.
    pub struct ByHandle {
        /// The handle.
        pub handle: String,
    }
}
