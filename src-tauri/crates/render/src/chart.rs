//! What every form of a chart shares: the number over a bar and the words for who cannot see it.

use crate::model::Chart;

/// A value as it is printed: whole, or with one decimal.
pub(crate) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// The chart in words.
pub(crate) fn alt(chart: &Chart) -> String {
    if !chart.alt.is_empty() {
        return chart.alt.clone();
    }
    let bars: Vec<String> = chart
        .bars
        .iter()
        .map(|bar| match bar.value {
            Some(value) => format!("{} {}{}", bar.label, number(value), chart.unit),
            None => format!("{} 无数据", bar.label),
        })
        .collect();
    format!("柱形图：{}。{}", chart.caption, bars.join("，"))
}
