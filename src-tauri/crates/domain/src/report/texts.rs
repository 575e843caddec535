//! Changing every text of a finished paper, so that no place can be forgotten.

use crate::error::{Error, Result};
use keji_render::RenderError;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Fields of the models whose texts are words of the model, not of the paper.
const OF_THE_MODEL: [&str; 15] = [
    "align",
    "anchor",
    "block",
    "by",
    "indent",
    "kind",
    "mark",
    "number",
    "orientation",
    "pageNumbers",
    "pageOf",
    "role",
    "run",
    "style",
    "type",
];

/// The model with every printed text changed. Runs whose words are changed across their borders become one run.
///
/// # Errors
/// The model could not be read back.
pub(crate) fn map_texts<T: Serialize + DeserializeOwned>(model: T, change: &dyn Fn(&str) -> String) -> Result<T> {
    let mut value = serde_json::to_value(model).map_err(broken)?;
    walk(&mut value, change);
    serde_json::from_value(value).map_err(broken)
}

fn walk(value: &mut Value, change: &dyn Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
        Value::Object(fields) => {
            for (name, field) in fields {
                if name == "runs" {
                    join(field, change);
                }
                if !(field.is_string() && OF_THE_MODEL.contains(&name.as_str())) {
                    walk(field, change);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Makes one run of several when a change would reach over the border of two.
fn join(runs: &mut Value, change: &dyn Fn(&str) -> String) {
    let Value::Array(items) = runs else { return };
    let texts: Vec<&str> = items.iter().filter_map(|run| run.get("text")?.as_str()).collect();
    let whole = texts.concat();
    if texts.len() > 1 && texts.iter().map(|text| change(text)).collect::<String>() != change(&whole) {
        *items = vec![serde_json::json!({ "run": "text", "text": whole })];
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as the argument of map_err")]
fn broken(error: serde_json::Error) -> Error {
    Error::Render(RenderError::Layout(error.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use keji_render::{Align, Block, Document, Grid, GridCell, Paragraph, Run, Stamp, Table, Width};

    #[test]
    fn every_text_is_changed_and_nothing_of_the_model() {
        let mut table = Table::new([("甲", Width::Share(1.0), Align::Center)]);
        table.row(["甲"]);
        table.notes = vec!["甲".into()];
        let mut grid = Grid::new([1.0]);
        grid.row([GridCell::label("甲")]);
        let document = Document::new("甲", Stamp::default())
            .with(Block::title("甲"))
            .with(Paragraph::runs([Run::text("甲"), Run::figure("甲", "甲")]))
            .with(table)
            .with(grid);
        let changed = map_texts(document.clone(), &|text| text.replace('甲', "乙")).unwrap();
        let told = serde_json::to_string(&changed).unwrap();
        assert_eq!(told.matches('甲').count(), 1, "only the figure's key: {told}");
        assert_eq!(map_texts(document.clone(), &str::to_owned).unwrap(), document);
    }

    #[test]
    fn a_word_over_two_runs_is_found() {
        let document = Document::default().with(Paragraph::runs([Run::text("何"), Run::strong("静老师")]));
        let changed = map_texts(document, &|text| text.replace("何静", "某")).unwrap();
        assert_eq!(changed.blocks, [Block::from(Paragraph::text("某老师"))]);
    }
}
