//! What the typesetter may see: its own templates, one data file, the paper's photos, the bundled fonts. Nothing else exists for it.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, StrResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::RenderError;
use crate::model::Jpeg;

/// Fixed names only: ids are kept for the life of the process.
const TEMPLATES: [(&str, &str); 8] = [
    (MAIN, include_str!("typst/main.typ")),
    ("text.typ", include_str!("typst/text.typ")),
    ("page.typ", include_str!("typst/page.typ")),
    ("table.typ", include_str!("typst/table.typ")),
    ("chart.typ", include_str!("typst/chart.typ")),
    ("grid.typ", include_str!("typst/grid.typ")),
    ("picture.typ", include_str!("typst/picture.typ")),
    ("official.typ", include_str!("typst/official.typ")),
];
const MAIN: &str = "main.typ";
const DATA: &str = "data.json";

struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    data: FileId,
    sources: Vec<Source>,
}

static SHARED: LazyLock<Result<Shared, String>> = LazyLock::new(|| load().map_err(|error| error.to_string()));

fn load() -> StrResult<Shared> {
    let fonts: Vec<Font> = keji_fonts::faces().iter().filter_map(|face| Font::new(Bytes::new(face.data), 0)).collect();
    if fonts.len() != keji_fonts::faces().len() {
        return Err("a bundled font cannot be read".into());
    }
    let sources = TEMPLATES
        .iter()
        .map(|(name, text)| Ok(Source::new(id(name)?, (*text).to_owned())))
        .collect::<StrResult<Vec<Source>>>()?;
    Ok(Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: id(MAIN)?,
        data: id(DATA)?,
        sources,
    })
}

fn id(name: &str) -> StrResult<FileId> {
    let path = VirtualPath::new(name).map_err(|_| "a template's name is no path")?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Name of a paper's photo by its place, from 0. The names are the same for every paper: ids are kept for good.
pub(crate) fn picture_name(index: usize) -> String {
    format!("photo-{index}.jpg")
}

/// The templates and fonts with the data of one paper.
pub(crate) struct Paper {
    shared: &'static Shared,
    data: Bytes,
    pictures: Vec<(FileId, Bytes)>,
}

impl Paper {
    /// A paper whose data file is this JSON, with its photos in order.
    pub(crate) fn new(json: String, pictures: Vec<Jpeg>) -> Result<Self, RenderError> {
        let shared = SHARED.as_ref().map_err(|reason| RenderError::Layout(reason.clone()))?;
        let pictures = pictures.into_iter().enumerate().map(|(index, jpeg)| {
            let id = id(&picture_name(index)).map_err(|reason| RenderError::Layout(reason.to_string()))?;
            Ok((id, Bytes::new(jpeg.bytes().to_vec())))
        });
        Ok(Self { shared, data: Bytes::from_string(json), pictures: pictures.collect::<Result<_, RenderError>>()? })
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.shared.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.shared.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data {
            return Ok(self.data.clone());
        }
        let found = self.pictures.iter().find(|(picture, _)| *picture == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
