//! The photos of a sheet, numbered, under its form.

use crate::{
    error::Result,
    observation::{Photo, PhotoKind},
    summary::words,
};
use keji_render::{Block, Document, Picture};

/// Writes the photos of one sheet; `bytes` gives a photo's picture.
pub(super) fn write(paper: &mut Document, photos: &[Photo], bytes: impl Fn(&Photo) -> Result<Vec<u8>>) -> Result<()> {
    for (number, photo) in (1..).zip(photos) {
        let what = photo.kind.words();
        paper.push(Picture {
            jpeg: bytes(photo)?.into(),
            width_px: photo.width,
            height_px: photo.height,
            most_mm: photo.kind.most_mm(),
            caption: words::join(&[&format!("附图{number}"), what, &photo.caption], "　"),
            alt: words::join(&[&format!("{what}照片"), &photo.caption], "："),
        });
    }
    Ok(())
}

/// Says in place of the photos how many there are: in a paper without names nobody knows what is written on them.
pub(super) fn leave_out(paper: &mut Document, photos: &[Photo]) {
    if !photos.is_empty() {
        paper
            .push(Block::Note { text: format!("另有照片{}张，因可能带有姓名，未附。", photos.len()) });
    }
}

impl PhotoKind {
    /// What it is called on paper.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Blackboard => "板书",
            Self::Page => "手写页",
            Self::Other => "课堂照片",
        }
    }

    /// Height on paper at most: a written page must stay legible.
    const fn most_mm(self) -> u32 {
        match self {
            Self::Page => 215,
            Self::Blackboard | Self::Other => 105,
        }
    }
}
