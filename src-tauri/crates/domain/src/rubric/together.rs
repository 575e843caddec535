//! One result of several filled sheets.

use super::types::Together;

/// Which subject of the teacher a filled sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The main subject (主课).
    Main,
    /// A second subject (副课).
    Second,
}

/// The result of several filled sheets: none of none, and none where fewer are there than are to be drawn. Main and
/// second subject are weighed only where both are there; of one kind, the mean.
pub fn together(how: &Together, totals: &[(Part, f64)]) -> Option<f64> {
    let all = || mean(totals.iter().map(|(_, total)| *total));
    match how {
        Together::Alone => all(),
        Together::Mean { of } => all().filter(|_| totals.len() >= *of as usize),
        Together::MainSecond { main, second } => {
            let of = |wanted: Part| mean(totals.iter().filter(|(part, _)| *part == wanted).map(|(_, total)| *total));
            match (of(Part::Main), of(Part::Second)) {
                (Some(one), Some(other)) => Some((one * main + other * second) / (main + second)),
                (one, other) => one.or(other),
            }
        }
    }
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let count = values.clone().count();
    let count = u32::try_from(count).ok().filter(|count| *count > 0)?;
    Some(values.sum::<f64>() / f64::from(count))
}
