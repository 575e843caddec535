//! The number of a blank form leads to the sheet that was written from it, or to a new one.

use super::types::Hit;
use crate::{
    access::People,
    error::{Error, Result},
    observation,
    summary::words,
};
use keji_store::Read;

/// What a typed number leads to; nothing for a text that is no number of this school within the account's reach.
pub(super) fn by_number(read: &Read<'_>, people: &People, typed: &str) -> Result<Vec<Hit>> {
    if !observation::is_form_number(typed) {
        return Ok(Vec::new());
    }
    let form = match observation::find_form(read, people, typed) {
        Ok(form) => form,
        Err(Error::Rule { .. }) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let hit = match form.sheet_id {
        Some(id) => Hit {
            kind: "observation".into(),
            title: format!("表号 {}", form.number),
            detail: form.sheet,
            route: format!("/observations?id={id}"),
            id,
        },
        None => Hit {
            kind: "observation".into(),
            title: format!("登记听课：表号 {}", form.number),
            detail: words::join(&[&form.term, &form.observer.map(|one| one.name).unwrap_or_default()], " · "),
            route: format!("/observations/new?form={}", form.number),
            id: form.number,
        },
    };
    Ok(vec![hit])
}
