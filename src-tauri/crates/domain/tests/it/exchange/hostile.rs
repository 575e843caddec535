//! The hostile corpus in front of a school at work: nothing is written, and the office goes on working.

#[path = "../../../../intake/tests/support/mod.rs"]
mod support;

use super::desk::School;
use serde_json::json;

/// Every so many files: the whole corpus is read by the tests of the reading process.
const STRIDE: usize = 6;

#[test]
fn the_school_survives_the_corpus() {
    let school = School::at_work();
    let (acts, dump) = (school.acts(), school.dump());
    let (mut refused, mut shown) = (0, 0);
    for case in support::corpus::corpus().into_iter().step_by(STRIDE) {
        match school.preview("roster", &school.lay(&case.name.replace('/', "_"), &case.bytes), json!({})) {
            Ok(_) => shown += 1,
            Err(error) => {
                let code = error.code();
                assert!(code.starts_with("intake_") || code.starts_with("import_"), "{}: {code}", case.name);
                assert_ne!(code, "intake_timeout", "{}", case.name);
                refused += 1;
            }
        }
    }
    assert!(refused > 40 && shown < refused, "{refused} refused, {shown} shown");
    assert_eq!((school.acts(), school.dump()), (acts, dump));
    let handle = school.lay_csv(&[&["姓名", "教研组"], &["钱十", "语文组"]]);
    assert_eq!(school.import("roster", &handle, json!({}), false).new, 1);
}
