//! Types of photos on a sheet.

crate::wire::wire! {
    /// What a photo shows.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum PhotoKind {
        /// The blackboard (板书).
        Blackboard,
        /// A page written by hand; it is the process of the lesson, as a timeline is.
        Page,
        /// Something else.
        Other,
    }
    /// A photo without its picture.
    #[derive(Eq)]
    pub struct Photo {
        /// Identifier.
        pub id: String,
        /// What it shows.
        pub kind: PhotoKind,
        /// Words under it; may be empty.
        pub caption: String,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
        /// Size in bytes.
        pub size: u32,
    }
    /// Puts a photo on a sheet, behind the others. One of `handle` and `data` is given.
    pub struct PhotoAdd {
        /// Identifier made by the screen (`UUIDv7`).
        pub id: String,
        /// The sheet.
        pub sheet_id: String,
        /// What it shows.
        pub kind: PhotoKind,
        /// Words under it, at most 60 characters.
        #[serde(default)]
        pub caption: String,
        /// A file that the user picked.
        #[serde(default)]
        pub handle: Option<String>,
        /// Bytes that the user dropped or pasted, as base64.
        #[serde(default)]
        pub data: Option<String>,
    }
    /// Changes what is said of a photo.
    pub struct PhotoInput {
        /// The photo.
        pub id: String,
        /// What it shows.
        pub kind: PhotoKind,
        /// Words under it, at most 60 characters.
        #[serde(default)]
        pub caption: String,
        /// Its place among the sheet's photos, from 1; none leaves it where it is.
        #[serde(default)]
        pub place: Option<u32>,
    }
    /// The picture of a photo.
    pub struct PhotoPicture {
        /// The photo.
        pub id: String,
        /// JPEG, as base64.
        pub jpeg: String,
    }
}
