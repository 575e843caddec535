//! Just enough HTTP/1.1 for a browser on the loopback: one request for each connection, a thread for each. A pool with
//! connections kept alive made pages wait for a free thread now and then.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

/// Largest body that a test sends.
const MOST: usize = 16 * 1024 * 1024;

/// A request.
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path without its query.
    pub(crate) path: String,
    /// Value of `x-call-id`; empty without one.
    pub(crate) call_id: String,
    pub(crate) body: Vec<u8>,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) kind: &'static str,
    pub(crate) body: Vec<u8>,
}

/// Reads a request; nothing when the browser opened the connection and sent none.
pub(crate) fn read(stream: &TcpStream) -> io::Result<Option<Request>> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let path = words.next().unwrap_or_default().split('?').next().unwrap_or_default().to_owned();
    let (mut call_id, mut length) = (String::new(), 0);
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':') {
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap_or(0),
                "x-call-id" => value.trim().clone_into(&mut call_id),
                _ => {}
            }
        }
    }
    let mut body = vec![0; length.min(MOST)];
    reader.read_exact(&mut body)?;
    Ok(Some(Request { method, path, call_id, body }))
}

/// Writes an answer and ends the connection.
pub(crate) fn write(mut stream: &TcpStream, answer: &Answer, policy: &str) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {} Answer\r\ncontent-type: {}\r\ncontent-length: {}\r\ncontent-security-policy: {policy}\r\n\
         connection: close\r\n\r\n",
        answer.status,
        answer.kind,
        answer.body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&answer.body)?;
    stream.flush()
}
