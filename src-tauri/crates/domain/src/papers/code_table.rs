//! 代号对照表: who stands behind a code. It stays in the office.

use crate::{
    command::Call,
    error::Result,
    report::{Codes, stamp},
    roster, school,
};
use keji_render::{
    Metadata,
    xlsx::{Kind, Sheet, SheetColumn, Value, Workbook},
};
use std::collections::BTreeMap;

/// The table of codes of the open school.
///
/// # Errors
/// The store's refusals.
pub(super) fn workbook(call: &Call<'_>) -> Result<Workbook> {
    let (school, codes, teachers) =
        call.read(|read| Ok((school::school(read)?, Codes::read(read)?, roster::teachers(read)?)))?;
    let teachers: BTreeMap<&str, &roster::Teacher> =
        teachers.iter().map(|teacher| (teacher.id.as_str(), teacher)).collect();
    let columns = ["代号", "姓名", "工号", "教研组", "学科", "在册情况", "备注"];
    let rows = codes.people().iter().map(|one| {
        let teacher = teachers.get(one.teacher_id.as_str());
        let text = |of: fn(&roster::Teacher) -> &str| Value::from(teacher.map_or("", |teacher| of(teacher)));
        let state = match teacher {
            Some(teacher) if teacher.in_service => "在岗",
            Some(_) => "离岗",
            None => "已删除",
        };
        vec![
            one.code.as_str().into(),
            one.name.as_str().into(),
            text(|teacher| teacher.employee_no.as_deref().unwrap_or_default()),
            text(|teacher| &teacher.department),
            text(|teacher| &teacher.subject),
            state.into(),
            if one.shared { "与在前者同名，共用一个代号" } else { "" }.into(),
        ]
    });
    let sheet = Sheet {
        name: "代号对照表".to_owned(),
        title: format!("{}教职工代号对照表", school.name),
        subtitle: "本表仅供教务处内部核对，请加密保存，不得随代号材料一并送出。".to_owned(),
        columns: columns.map(|header| SheetColumn::new(header, Kind::Text)).to_vec(),
        rows: rows.collect(),
        notes: vec![
            "代号按教职工进入名册的先后编定，每次导出一致。".to_owned(),
            "只替换名册上的姓名；学生姓名、简称（如“何老师”）不替换，凭教研组、岗位也可能推知本人，送出前请再看一遍。"
                .to_owned(),
            "代号材料中的姓名（含正文里的姓名）均已换成代号；同名者在材料中无从区分，共用一个代号。".to_owned(),
        ],
        frozen_columns: 2,
        filter: true,
        ..Sheet::default()
    };
    let metadata = Metadata {
        title: "教职工代号对照表".to_owned(),
        author: format!("{}教务处", school.name),
        subject: "内部资料".to_owned(),
        keywords: Vec::new(),
        created: stamp(call.office.now()),
    };
    Ok(Workbook { metadata, sheets: vec![sheet] })
}
