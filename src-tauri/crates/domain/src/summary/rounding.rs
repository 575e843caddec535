//! Rounding half up, once, where a figure is shown. Percentages and averages of nothing are none.

/// A quotient to one decimal, half up; none when it divides by zero.
pub(crate) fn quotient(sum: u64, by: u64) -> Option<f64> {
    if by == 0 {
        return None;
    }
    let tenths = (sum * 20 + by) / (2 * by);
    Some(f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0)
}

/// A share in percent to one decimal, half up; none of nothing.
pub(crate) fn percent(part: u64, whole: u64) -> Option<f64> {
    quotient(part * 100, whole)
}

/// Average to one decimal of values from 0 to 200; the order of the values has no influence.
pub(crate) fn average(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0_u64, 0_u64);
    for value in values {
        sum += thousandths(value);
        count += 1;
    }
    // One decimal of a sum of thousandths.
    quotient(sum, count * 1000)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "totals lie between 0 and 200, which the clamp holds"
)]
fn thousandths(value: f64) -> u64 {
    (value.clamp(0.0, 100_000.0) * 1000.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::{average, percent, quotient};

    #[test]
    fn halves_go_up() {
        assert_eq!(quotient(1, 20), Some(0.1));
        assert_eq!(quotient(49, 1000), Some(0.0));
        assert_eq!(quotient(101, 4), Some(25.3));
        assert_eq!(percent(1, 3), Some(33.3));
        assert_eq!(percent(2, 3), Some(66.7));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn averages_are_exact_and_do_not_hang_on_the_order() {
        assert_eq!(average([84.3, 84.4].into_iter()), Some(84.4));
        assert_eq!(average([84.4, 84.3].into_iter()), Some(84.4));
        assert_eq!(average(std::iter::empty()), None);
    }
}
