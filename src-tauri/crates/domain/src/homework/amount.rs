//! Bands of the amount of homework: the number that was set as a share of the number required.

/// Smallest share of the required number in per cent, with the band's name; best first (MODEL, Homework).
const AMOUNT_BANDS: [(u32, &str); 3] = [(100, "足量"), (80, "基本足量"), (60, "偏少")];

/// Band of the amount; empty when either number is not known or nothing was required.
pub(crate) fn amount_band(required: Option<u32>, assigned: Option<u32>) -> &'static str {
    match (required, assigned) {
        (Some(required), Some(assigned)) if required > 0 => AMOUNT_BANDS
            .iter()
            .find(|(percent, _)| u64::from(assigned) * 100 >= u64::from(required) * u64::from(*percent))
            .map_or("不足", |(_, name)| name),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::amount_band;

    #[test]
    fn bands_begin_at_their_share() {
        let of_ten = |assigned| amount_band(Some(10), Some(assigned));
        assert_eq!(of_ten(11), "足量");
        assert_eq!(of_ten(10), "足量");
        assert_eq!(of_ten(9), "基本足量");
        assert_eq!(of_ten(8), "基本足量");
        assert_eq!(of_ten(7), "偏少");
        assert_eq!(of_ten(6), "偏少");
        assert_eq!(of_ten(5), "不足");
        assert_eq!(of_ten(0), "不足");
        // 79.99 % is not 80 %.
        assert_eq!(amount_band(Some(999), Some(799)), "偏少");
    }

    #[test]
    fn without_a_requirement_there_is_no_band() {
        assert_eq!(amount_band(None, Some(5)), "");
        assert_eq!(amount_band(Some(5), None), "");
        assert_eq!(amount_band(Some(0), Some(5)), "");
    }
}
