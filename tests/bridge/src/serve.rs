//! What the bridge answers: the page's files, `POST /rpc/NAME`, `GET /progress/ID`, `POST /cancel/ID`.

use crate::http::{self, Answer, Request};
use keji_domain::{office::Office, running::Running};
use serde_json::{Value, json};
use std::{
    fs, io,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

/// The same policy as the window's, so that a page which breaks it fails in tests.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
                      frame-src 'none'";

struct Desk {
    office: Office,
    running: Running,
    ui: PathBuf,
}

/// Serves until the process is killed; each request in a thread of its own, so that a cancel gets through.
pub(crate) fn serve(listener: &TcpListener, office: Office, running: Running, ui: PathBuf) {
    let desk = Arc::new(Desk { office, running, ui });
    for stream in listener.incoming().flatten() {
        let desk = Arc::clone(&desk);
        thread::spawn(move || {
            // A browser that went away needs no answer.
            let _ = converse(&desk, &stream);
        });
    }
}

fn converse(desk: &Desk, stream: &TcpStream) -> io::Result<()> {
    match http::read(stream)? {
        Some(request) => http::write(stream, &answer(desk, &request), POLICY),
        None => Ok(()),
    }
}

fn answer(desk: &Desk, request: &Request) -> Answer {
    let mut parts = request.path.trim_start_matches('/').splitn(2, '/');
    let (head, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (request.method.as_str(), head) {
        ("POST", "rpc") => rpc(desk, request, rest),
        ("GET", "progress") => {
            let progress = desk.running.get(rest).and_then(|run| run.progress());
            progress.map_or_else(|| plain(204, Vec::new(), "text/plain"), |progress| reply(200, &json!(progress)))
        }
        ("POST", "cancel") => {
            desk.running.cancel(rest);
            reply(200, &Value::Null)
        }
        ("GET", _) => page(&desk.ui, &request.path),
        _ => plain(405, Vec::new(), "text/plain"),
    }
}

fn rpc(desk: &Desk, request: &Request, name: &str) -> Answer {
    let body: Value = match serde_json::from_slice(&request.body) {
        Ok(body) => body,
        Err(error) => return reply(400, &json!({ "code": "bad_request", "params": {}, "detail": error.to_string() })),
    };
    let run = desk.running.start(&request.call_id);
    let result = desk.office.call_here(name, body, &|progress| run.report(progress), &|| run.cancelled());
    desk.running.finish(&request.call_id);
    match result {
        Ok(answer) => plain(200, answer.get().as_bytes().to_vec(), "application/json; charset=utf-8"),
        Err(error) => reply(422, &json!(error.to_wire())),
    }
}

fn page(ui: &Path, path: &str) -> Answer {
    let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
    let kind = match Path::new(name).extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    if name.split('/').any(|part| part == "..") {
        return plain(404, Vec::new(), "text/plain");
    }
    match fs::read(ui.join(name)) {
        Ok(bytes) => plain(200, bytes, kind),
        Err(_) => plain(404, Vec::new(), "text/plain"),
    }
}

fn reply(status: u16, body: &Value) -> Answer {
    plain(status, body.to_string().into_bytes(), "application/json; charset=utf-8")
}

fn plain(status: u16, body: Vec<u8>, kind: &'static str) -> Answer {
    Answer { status, kind, body }
}
