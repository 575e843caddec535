//! One journey through the real window.

use crate::{Outcome, traces, window::Window};
use keji_domain::{
    access::Session,
    office::{Homes, Host, Office, SampleClock},
};
use keji_store::{RandomIds, SystemClock};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// First run → sample school → log one lesson → list and database → PDF past the dialog → nothing typed lies about.
pub(crate) async fn run() -> Outcome<()> {
    let home = tempfile::tempdir()?;
    let temporary = tempfile::tempdir()?;
    let saved = tempfile::tempdir()?;
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("out");
    println!("  打开窗口");
    let window = Window::open(home.path(), temporary.path(), saved.path()).await?;
    let done = story(&window, saved.path(), &pictures).await;
    window.photograph(&pictures.join("last.png"))?;
    window.close().await?;
    done?;
    println!("  核对数据库");
    database(home.path())?;
    println!("  搜查日志、缓存和临时文件");
    traces::search(&[home.path(), temporary.path()], &[TOPIC, PROCESS, REMARK, STRENGTHS, OBSERVER])
}

const TOPIC: &str = "冒烟测试的一节课";
const PROCESS: &str = "导入：复习上一课，提出本课问题。";
const REMARK: &str = "提问面向全体。";
const ROWS: usize = 12;
const STRENGTHS: &str = "问题有梯度，学生参与面广。";
/// Of the sample school; found by pinyin.
const OBSERVER: &str = "沈建华";

async fn story(window: &Window, saved: &Path, pictures: &Path) -> Outcome<()> {
    window.read("您的学校叫什么").await?;
    window.photograph(&pictures.join("first-run.png"))?;
    println!("  打开示例学校");
    window.click("先用示例学校看看").await?;
    window.read("正在上课").await?;
    window.photograph(&pictures.join("desk.png"))?;
    println!("  只用键盘登记一节推门课");
    lesson(window, pictures).await?;
    println!("  在列表里找到它");
    window.read(TOPIC).await?;
    window.photograph(&pictures.join("list.png"))?;
    println!("  导出学期总结 PDF");
    window.script("location.hash = '#/summary'").await?;
    window.click("导出 PDF").await?;
    let file = wait_for_file(saved).await?;
    let bytes = std::fs::read(&file)?;
    if !bytes.starts_with(b"%PDF-") || bytes.len() < 20_000 {
        return Err(format!("the exported file is no paper: {} bytes", bytes.len()).into());
    }
    window.read("所在文件夹").await?;
    window.photograph(&pictures.join("exported.png"))?;
    Ok(())
}

/// A whole drop-in lesson by the keyboard alone: heading, twelve rows, five scores, three texts.
async fn lesson(window: &Window, pictures: &Path) -> Outcome<()> {
    window.press("Ctrl+k").await?;
    window.until("document.activeElement?.tagName === 'INPUT'").await?;
    for key in "tuimen".chars() {
        window.press(&key.to_string()).await?;
    }
    window.until("document.querySelector('[role=option]')?.textContent.includes('推门')").await?;
    window.press("Enter").await?;
    // The focus lies on the lessons of this period, the one longest unseen first: Enter fills the heading.
    window.until("document.activeElement?.closest('.heading button')").await?;
    window.press("Enter").await?;
    window.until("document.activeElement?.closest('.topic')").await?;
    window.write(TOPIC).await?;
    window.press("F6").await?;
    window.until("document.activeElement?.closest('ol.rows')").await?;
    for row in 1..=ROWS {
        if row > 1 {
            window.press("Enter").await?;
        }
        window.press(if row % 2 == 0 { "Alt+2" } else { "Alt+1" }).await?;
        window.write(PROCESS).await?;
        if row % 4 == 1 {
            window.press("Alt+3").await?;
            window.write(REMARK).await?;
        }
    }
    window.press("F6").await?;
    window.until("document.activeElement?.closest('.verdict')").await?;
    for level in ["4", "5", "3", "4", "4"] {
        window.press(level).await?;
    }
    // The last score goes on to 优点.
    window.until("document.activeElement?.id.endsWith('-strengths')").await?;
    for (turn, text) in [STRENGTHS, "留白不够。", "追问后留三秒。"].into_iter().enumerate() {
        if turn > 0 {
            window.press("Tab").await?;
        }
        window.write(text).await?;
    }
    window.photograph(&pictures.join("sheet.png"))?;
    // The sheet asks for what is missing, the observer: found by pinyin, chosen by Enter.
    window.press("Ctrl+Enter").await?;
    window.read("请选听课人").await?;
    for key in "shenjianhua".chars() {
        window.press(&key.to_string()).await?;
    }
    window.press("Enter").await?;
    window.press("Ctrl+Enter").await
}

async fn wait_for_file(folder: &Path) -> Outcome<PathBuf> {
    for _ in 0..300 {
        let found = std::fs::read_dir(folder)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .find(|path| path.extension().is_some_and(|ending| ending == "pdf"));
        if let Some(path) = found {
            return Ok(path);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Err("no PDF was written".into())
}

/// The lesson stands in the store that the window left behind, and the store is whole.
fn database(home: &Path) -> Outcome<()> {
    let root = home.join("keji");
    let homes = Homes { own: root.join("school"), sample: root.join("sample"), papers: root.join("papers") };
    let office =
        Office::new(homes, Arc::new(Nobody), Arc::new(SystemClock), Arc::new(RandomIds), SampleClock::Standing);
    office.open_any();
    let list = office.call(&Session::built_in(), "observation_list", json!({}), &|_| {}, &|| false)?;
    let rows = list.get("rows").and_then(Value::as_array).ok_or("no rows")?;
    let row = rows
        .iter()
        .find(|row| row.get("topic").and_then(Value::as_str) == Some(TOPIC))
        .ok_or("the lesson is not in the database")?;
    let state = row.get("state").and_then(Value::as_str).unwrap_or_default();
    let total = row.get("total").and_then(Value::as_f64).unwrap_or_default();
    if state != "submitted" || (total - 80.0).abs() > 0.01 {
        return Err(format!("the lesson is {state} with {total} points").into());
    }
    let id = row.get("id").cloned().unwrap_or_default();
    let sheet = office.call(&Session::built_in(), "observation_get", json!({ "id": id }), &|_| {}, &|| false)?;
    whole(&sheet)?;
    let findings = office.store()?.check()?;
    if findings.is_empty() { Ok(()) } else { Err(format!("{findings:?}").into()) }
}

/// Everything that was typed is there.
fn whole(sheet: &Value) -> Outcome<()> {
    let text = |of: &Value, field: &str| of.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let rows = sheet.get("timeline").and_then(Value::as_array).cloned().unwrap_or_default();
    let kept = rows.iter().enumerate().all(|(at, row)| {
        let side = if at % 2 == 0 { "teaching" } else { "learning" };
        let remark = if at % 4 == 0 { REMARK } else { "" };
        (text(row, "process"), text(row, "side"), text(row, "remark")) == (PROCESS.into(), side.into(), remark.into())
    });
    if rows.len() != ROWS || !kept {
        return Err(format!("the timeline is not as it was typed: {} rows", rows.len()).into());
    }
    let texts = ["strengths", "problems", "advice"].map(|field| text(sheet, field));
    if texts != [STRENGTHS, "留白不够。", "追问后留三秒。"].map(str::to_owned) {
        return Err("the three texts are not as they were typed".into());
    }
    if text(sheet, "lesson_kind") != "推门课" {
        return Err("it is no drop-in".into());
    }
    let heading = ["teacher", "class_id", "period", "subject"];
    match heading.into_iter().find(|field| sheet.get(*field).is_none_or(Value::is_null)) {
        Some(empty) => Err(format!("the timetable did not fill {empty}").into()),
        None => Ok(()),
    }
}

/// A host without a user.
struct Nobody;

impl Host for Nobody {
    fn pick_folder(&self, _: &str) -> keji_domain::Result<Option<PathBuf>> {
        Ok(None)
    }

    fn pick_open(&self, _: &str) -> keji_domain::Result<Option<PathBuf>> {
        Ok(None)
    }

    fn pick_save(&self, _: &str, _: &str) -> keji_domain::Result<Option<PathBuf>> {
        Ok(None)
    }

    fn open_file(&self, _: &Path) -> keji_domain::Result<()> {
        Ok(())
    }

    fn reveal_file(&self, _: &Path) -> keji_domain::Result<()> {
        Ok(())
    }

    fn worker(&self) -> keji_intake::host::WorkerCommand {
        keji_intake::host::WorkerCommand { program: PathBuf::new(), args: Vec::new() }
    }
}
