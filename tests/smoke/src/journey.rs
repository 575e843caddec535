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
    traces::search(&[home.path(), temporary.path()], &[TOPIC, PROCESS, STRENGTHS, OBSERVER])
}

const TOPIC: &str = "冒烟测试的一节课";
const PROCESS: &str = "导入：复习上一课，提出本课问题。";
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
    println!("  登记一节课");
    window.click("推门").await?;
    window.see("input[id$='-topic']").await?;
    window.fill("input[id$='-topic']", TOPIC).await?;
    window.fill("ol.rows textarea", PROCESS).await?;
    window.score(5, 4).await?;
    window.fill("textarea[id$='-strengths']", STRENGTHS).await?;
    window.photograph(&pictures.join("sheet.png"))?;
    // The sheet asks for what is missing, the observer: found by pinyin, chosen by Enter.
    window.press("Enter", true).await?;
    window.read("请选听课人").await?;
    for key in ["s", "h", "e", "n", "j", "i", "a", "n", "h", "u", "a", "Enter"] {
        window.press(key, false).await?;
    }
    window.press("Enter", true).await?;
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
    let findings = office.store()?.check()?;
    if findings.is_empty() { Ok(()) } else { Err(format!("{findings:?}").into()) }
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
