//! A private display, the driver, and the window on it; all gone when dropped.

use crate::Outcome;
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
    wd::Capabilities,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// How long anything on the screen may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// The window and what it runs on.
pub(crate) struct Window {
    pub(crate) client: Client,
    display: String,
    _driver: Killed,
    _screen: Killed,
}

/// A process that ends with its owner.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Window {
    /// Opens the window with its data in `home` and its temporary files in `temporary`; files are saved into `saved`.
    pub(crate) async fn open(home: &Path, temporary: &Path, saved: &Path) -> Outcome<Self> {
        let mut screen = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        BufReader::new(screen.stdout.take().ok_or("Xvfb says nothing")?).read_line(&mut number)?;
        let display = format!(":{}", number.trim());
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &display)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("XDG_DATA_HOME", home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("TMPDIR", temporary)
            .env("KEJI_SMOKE_SAVE", saved)
            .env("TZ", "Asia/Shanghai")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let (screen, driver) = (Killed(screen), Killed(driver));
        let options = json!({ "webkitgtk:browserOptions": { "binary": app()?, "args": [] } });
        let capabilities: Capabilities = serde_json::from_value(options)?;
        let mut left = 50;
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => break client,
                Err(error) if left == 0 => return Err(error.into()),
                Err(_) => {
                    left -= 1;
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            }
        };
        Ok(Self { client, display, _driver: driver, _screen: screen })
    }

    /// Clicks the first button or link whose text holds `words`.
    pub(crate) async fn click(&self, words: &str) -> Outcome<()> {
        let path = format!(
            "(//button[not(@disabled) and contains(normalize-space(.), '{words}')] | //a[contains(normalize-space(.), '{words}')])[1]"
        );
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await?;
        found.click().await?;
        Ok(())
    }

    /// Waits until the page's text holds `words`.
    pub(crate) async fn read(&self, words: &str) -> Outcome<()> {
        let path = format!("//body//*[contains(text(), '{words}')]");
        self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await?;
        Ok(())
    }

    /// Writes a text where the focus is, the way an input method hands it over: as a whole, without keys of its own.
    pub(crate) async fn write(&self, text: &str) -> Outcome<()> {
        let body = "return document.execCommand('insertText', false, arguments[0])";
        let written = self.client.execute(body, vec![text.into()]).await?;
        if written == json!(true) { Ok(()) } else { Err("the focus is in no field".into()) }
    }

    /// Waits until an expression of the page holds.
    pub(crate) async fn until(&self, expression: &str) -> Outcome<()> {
        let body = format!("return !!({expression})");
        for _ in 0..300 {
            if self.script(&body).await? == json!(true) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(format!("never came true: {expression}").into())
    }

    /// Presses a key where the focus is: `Enter`, `Ctrl+Enter`, `Alt+1`, `a`.
    pub(crate) async fn press(&self, chord: &str) -> Outcome<()> {
        let mut parts: Vec<&str> = chord.split('+').collect();
        let key = match parts.pop().unwrap_or_default() {
            "Enter" => Key::Enter.into(),
            "Tab" => Key::Tab.into(),
            "F6" => Key::F6.into(),
            other => other.chars().next().ok_or("no key")?,
        };
        let held: Vec<char> =
            parts.iter().map(|name| if *name == "Alt" { Key::Alt.into() } else { Key::Control.into() }).collect();
        let mut keys = KeyActions::new("keys".to_owned());
        for value in &held {
            keys = keys.then(KeyAction::Down { value: *value });
        }
        keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        for value in held.iter().rev() {
            keys = keys.then(KeyAction::Up { value: *value });
        }
        self.client.perform_actions(keys).await?;
        Ok(())
    }

    /// Runs a script on the page.
    pub(crate) async fn script(&self, body: &str) -> Outcome<serde_json::Value> {
        Ok(self.client.execute(body, Vec::new()).await?)
    }

    /// Photographs the screen: the driver's own call hangs.
    pub(crate) fn photograph(&self, file: &Path) -> Outcome<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let status = Command::new("import").args(["-display", &self.display, "-window", "root"]).arg(file).status();
        // A picture is for people; a machine without ImageMagick still tests.
        if !status.is_ok_and(|status| status.success()) {
            println!("  没有截图工具，略过截图");
        }
        Ok(())
    }

    /// Ends the session, which ends the window the hard way: what was acknowledged must be in the store all the same.
    pub(crate) async fn close(self) -> Outcome<()> {
        self.client.clone().close().await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        Ok(())
    }
}

/// The app's binary stands beside this one.
fn app() -> Outcome<PathBuf> {
    let here = std::env::current_exe()?;
    Ok(here.with_file_name("keji-smoke-app"))
}
