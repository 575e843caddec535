//! Whose figures an account may ask for. A part of the school has no other scope than its own, so that the figures and
//! the records behind them are always of the same people.

use super::types::{Scope, SummaryRequest};
use crate::{
    access::Reach,
    error::{Code, Error, Result},
    roster,
};
use keji_store::Read;

/// The request with the scope that an account has: who asks for the whole school gets the own part of it.
///
/// # Errors
/// `OutOfReach` for a scope beyond it.
pub(crate) fn within(read: &Read<'_>, reach: &Reach, request: &SummaryRequest) -> Result<SummaryRequest> {
    let reach = &roster::settled_reach(read, reach)?;
    let mut asked = request.scope.clone();
    roster::settle(read, &mut asked.teacher_id)?;
    let of_teacher = |id: &String| Scope { department_id: None, teacher_id: Some(id.clone()) };
    let of_department = |id: &String| Scope { department_id: Some(id.clone()), teacher_id: None };
    let scope = match (reach, &asked.teacher_id, &asked.department_id) {
        (Reach::School, _, _) => asked,
        (_, Some(teacher), _) => {
            roster::people(read, reach)?.allow([Some(teacher.as_str())])?;
            of_teacher(teacher)
        }
        (Reach::Teacher { teacher_id }, None, None) => of_teacher(teacher_id),
        (Reach::Department { department_id, .. }, None, asked)
            if asked.as_ref().is_none_or(|asked| asked == department_id) =>
        {
            of_department(department_id)
        }
        _ => return Err(Error::rule(Code::OutOfReach)),
    };
    Ok(SummaryRequest { scope, ..request.clone() })
}
