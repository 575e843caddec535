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

    /// Waits until an element is there.
    pub(crate) async fn see(&self, css: &str) -> Outcome<()> {
        self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await?;
        Ok(())
    }

    /// Waits until the page's text holds `words`.
    pub(crate) async fn read(&self, words: &str) -> Outcome<()> {
        let path = format!("//body//*[contains(text(), '{words}')]");
        self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await?;
        Ok(())
    }

    /// Types a text into a field.
    pub(crate) async fn fill(&self, css: &str, text: &str) -> Outcome<()> {
        let field = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await?;
        field.click().await?;
        // Text is set the way an input method does it: as a whole, with an input event.
        let body = "const f = document.querySelector(arguments[0]); f.focus(); \
                    const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(f), 'value').set; \
                    set.call(f, arguments[1]); f.dispatchEvent(new Event('input', { bubbles: true }))";
        self.client.execute(body, vec![css.into(), text.into()]).await?;
        Ok(())
    }

    /// Gives `items` items of the scoring sheet the same level by keys.
    pub(crate) async fn score(&self, items: usize, level: u32) -> Outcome<()> {
        let first = Locator::Css(".verdict [role='radio']");
        self.client.wait().at_most(PATIENCE).for_element(first).await?.click().await?;
        for _ in 0..items {
            self.press(&level.to_string(), false).await?;
        }
        Ok(())
    }

    /// Presses a key where the focus is, with Ctrl when said.
    pub(crate) async fn press(&self, key: &str, ctrl: bool) -> Outcome<()> {
        let key = match key {
            "Enter" => Key::Enter.into(),
            other => other.chars().next().ok_or("no key")?,
        };
        let mut keys = KeyActions::new("keys".to_owned());
        if ctrl {
            keys = keys.then(KeyAction::Down { value: Key::Control.into() });
        }
        keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        if ctrl {
            keys = keys.then(KeyAction::Up { value: Key::Control.into() });
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
