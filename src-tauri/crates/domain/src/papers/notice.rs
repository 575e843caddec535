//! 教职工个人信息处理告知书: what is kept of the staff, why, for how long, who sees it, and what everyone may ask.

use super::types::Retention;
use crate::{report::stamp, summary::words};
use chrono::{DateTime, FixedOffset};
use keji_render::{
    Align, Block, Document, Heading, InkLine, Margins, Metadata, PageSetup, Paragraph, Signature, Table, TableStyle,
    Width,
};

/// Roles with what each may see.
const WHO_SEES: [(&str, &str); 4] = [
    ("教务主任", "全校记录；负责更正、导出和备份"),
    ("检查员", "登记、检查所涉及的全校记录"),
    ("教研组长", "本教研组教师的记录"),
    ("教师本人", "本人的资料、关于本人的记录和本人填写的记录"),
];

impl Retention {
    /// Words on the paper.
    const fn words(self) -> &'static str {
        match self {
            Self::Permanent => "永久",
            Self::Years30 => "30年",
            Self::Years10 => "10年",
        }
    }

    fn sentence(self) -> String {
        let ends = match self {
            Self::Permanent => "依照学校档案管理制度归档保存",
            Self::Years30 | Self::Years10 => "自记录形成的次年1月1日起计算，期满经鉴定后删除或者作匿名化处理",
        };
        format!("经学校确定，上述记录的保管期限为{}，{ends}。", self.words())
    }
}

/// The notice of a school.
pub(super) fn document(school: &str, retention: Retention, now: DateTime<FixedOffset>) -> Document {
    let metadata = Metadata {
        title: format!("{school}教职工个人信息处理告知书"),
        author: school.to_owned(),
        subject: "个人信息处理事项的告知".to_owned(),
        keywords: vec!["个人信息保护".to_owned(), "告知书".to_owned()],
        created: stamp(now),
    };
    // 四号, closer than an official letter: the notice and the lines for signing stand on two pages.
    let margins = Margins { top_mm: 32.0, bottom_mm: 30.0, ..Margins::default() };
    let page = PageSetup { margins, text_pt: 14.0, line_pt: 22.0, ..PageSetup::default() };
    let mut paper = Document { metadata, page, blocks: Vec::new() };
    paper.push(Block::title(format!("{school}\n教职工个人信息处理告知书")));
    paper.push(Paragraph::flush("全体教职工："));
    paper.push(Paragraph::text(
        "为规范教学常规管理，保护教职工个人信息权益，依据《中华人民共和国个人信息保护法》第十七条，现将学校使用“课迹”软件处理教职工个人信息的有关事项告知如下。",
    ));
    heading(&mut paper, "处理者和联系方式");
    paper.push(Paragraph::text(format!("个人信息处理者为{school}，日常工作由教务处承担。")));
    paper.push(InkLine::new(["联系人", "联系电话", "办公地点"]));
    heading(&mut paper, "处理的个人信息");
    for text in [
        "（一）名册信息：姓名、工号、教研组、任教学科、岗位、职称、从教年月、在岗情况和任课课表。",
        "（二）教学常规记录：听课评课记录（教学过程、评分、评课意见）、作业检查记录、教案及各稿、师徒结对及活动记录，以及由此形成的统计。",
        "（三）操作记录：登记、修改、导出上述记录的人员、时间和内容。",
    ] {
        paper.push(Paragraph::text(text));
    }
    paper.push(Paragraph::text("不收集身份证件号码、住址、联系电话和生物识别信息。"));
    heading(&mut paper, "处理目的、方式和依据");
    paper.push(Paragraph::text(
        "上述信息仅用于教学常规检查、听课任务统计、校本教研、师徒结对和形成学期工作总结，由授权人员登记、查询、统计和打印，不作自动化决策，不用于其他目的。处理依据为《中华人民共和国个人信息保护法》第十三条第一款第二项，即按照依法制定的劳动规章制度和依法签订的集体合同实施人力资源管理所必需，依法不需取得个人同意。",
    ));
    heading(&mut paper, "保存地点、期限和安全措施");
    paper.push(Paragraph::text(format!(
        "信息加密保存在教务处专用计算机内，软件离线运行，不经网络传输，不向境外提供；备份文件同样加密，由教务处保管。{}",
        retention.sentence()
    )));
    paper.push(Paragraph::text(
        "确需向校外提供的，依法另行告知并取得单独同意，或者隐去姓名后提供；法律、行政法规另有规定的除外。",
    ));
    heading(&mut paper, "查看权限");
    paper.push(who_sees());
    heading(&mut paper, "个人权利和行使方式");
    paper.push(Paragraph::text(
        "依据《中华人民共和国个人信息保护法》第四十四条至第四十八条，教职工对本人信息享有知情、决定、查阅、复制、更正、补充、请求删除和要求解释说明的权利。行使权利可以向教务处口头或者书面提出，由教务处出具本人资料；认为信息不准确、不完整的，填写《个人信息更正申请表》，教务处核实后及时更正并答复，不予办理的说明理由。对答复有异议的，可以向学校反映，也可以依法向履行个人信息保护职责的部门投诉、举报。以上事项发生变更的，学校将变更部分另行告知。",
    ));
    paper.push(Signature { organisation: school.to_owned(), date: words::full_day(now.date_naive()), sealed: true });
    paper.push(Block::Gap { height_mm: 3.0 });
    paper.push(Paragraph::text("本人已阅读本告知书，知悉上述内容。"));
    paper.push(InkLine::new(["教职工签名", "日期"]));
    paper
}

fn heading(paper: &mut Document, text: &str) {
    paper.push(Heading::new(1, text));
}

fn who_sees() -> Table {
    let mut table =
        Table::new([("角色", Width::Chars(6.0), Align::Center), ("可以查看的内容", Width::Share(1.0), Align::Left)]);
    table.style = TableStyle::Boxed;
    table.text_pt = 10.5;
    for (role, what) in WHO_SEES {
        table.row([role, what]);
    }
    table
}
