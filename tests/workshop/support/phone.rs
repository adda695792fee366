//! A phone: one person's connection to the session, as plain HTTP.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{CODE, alias, guesses};

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// One person's device.
#[derive(Debug)]
pub struct Phone {
    pub address: SocketAddr,
    pub cookie: Option<String>,
    stream: Option<TcpStream>,
}

impl Phone {
    pub const fn new(address: SocketAddr) -> Self {
        Self { address, cookie: None, stream: None }
    }

    /// Joins with the code; panics when it is not let in.
    pub async fn joined(address: SocketAddr, side: &str) -> Self {
        let mut phone = Self::new(address);
        let reply = phone.post_json("/api/join", &json!({ "code": CODE, "side": side })).await.unwrap();
        assert_eq!(reply.status, 204, "{}", reply.body);
        assert_eq!(phone.get("/api/state").await.unwrap().status, 200, "whoever comes back is in");
        phone
    }

    pub async fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.send("GET", path, &[], "").await
    }

    pub async fn post_json(&mut self, path: &str, body: &Value) -> io::Result<Reply> {
        self.send("POST", path, &[("Content-Type", "application/json")], &body.to_string()).await
    }

    pub async fn post_form(&mut self, path: &str, body: &str) -> io::Result<Reply> {
        self.send("POST", path, &[("Content-Type", "application/x-www-form-urlencoded")], body).await
    }

    /// Sends an answer in the first round.
    pub async fn answer(&mut self, item: &str, seq: u64, value: i32) -> io::Result<Reply> {
        self.post_json("/api/answer", &answer(item, seq, value)).await
    }

    /// Sends a guess of what Marketing says about a cause.
    pub async fn guess(&mut self, cause: &str, seq: u64, value: i32) -> io::Result<Reply> {
        self.post_json("/api/answer", &guess((cause, "marketing"), seq, value)).await
    }

    /// Sends a request on the open connection, or a fresh one, and waits for the reply.
    pub async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> io::Result<Reply> {
        let mut stream = self.write(method, path, headers, body).await?;
        let reply = read_reply(&mut stream, method == "HEAD").await?;
        if reply.header("connection") != Some("close") {
            self.stream = Some(stream);
        }
        if let Some(set) = reply.header("set-cookie") {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        Ok(reply)
    }

    /// Lets go of its connection, as a browser does that has waited for a while.
    pub fn hang_up(&mut self) {
        self.stream = None;
    }

    /// Sends a request and hangs up before the reply.
    pub async fn send_and_hang_up(&mut self, path: &str, body: &Value) -> io::Result<()> {
        let json = [("Content-Type", "application/json")];
        drop(self.write("POST", path, &json, &body.to_string()).await?);
        Ok(())
    }

    /// Opens an event stream and returns it once the first event is there.
    pub async fn listen(&mut self) -> io::Result<(TcpStream, String)> {
        self.stream = None;
        let mut stream = self.write("GET", "/events", &[], "").await?;
        let mut received = String::new();
        while !received.contains("data:") {
            received.push_str(&some_of(&mut stream).await?);
        }
        Ok((stream, received))
    }

    async fn write(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> io::Result<TcpStream> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => TcpStream::connect(self.address).await?,
        };
        let mut lines = vec![format!("{method} {path} HTTP/1.1"), format!("Content-Length: {}", body.len())];
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            lines.push(format!("Host: {}", self.address));
        }
        lines.extend(self.cookie.iter().map(|cookie| format!("Cookie: {cookie}")));
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        stream.write_all(format!("{}\r\n\r\n{body}", lines.join("\r\n")).as_bytes()).await?;
        Ok(stream)
    }
}

/// An answer in the first round as a device sends it.
pub fn answer(item: &str, seq: u64, value: i32) -> Value {
    json!({ "item": alias(item), "round": 1, "seq": seq, "answer": value.to_string() })
}

/// A guess of what a side says about a cause, as a device sends it.
pub fn guess((cause, of): (&str, &str), seq: u64, value: i32) -> Value {
    let place = guesses().iter().position(|other| other == cause).unwrap() + 1;
    json!({ "item": format!("guess-{place}"), "of": of, "round": 1, "seq": seq, "answer": value.to_string() })
}

/// What comes within a minute, or never would.
pub async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), work).await.unwrap()
}

/// What a stream has to say next.
pub async fn some_of(stream: &mut TcpStream) -> io::Result<String> {
    let mut bytes = [0; 4096];
    match stream.read(&mut bytes).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        read => Ok(String::from_utf8_lossy(&bytes[..read]).into_owned()),
    }
}

async fn read_reply(stream: &mut TcpStream, head_only: bool) -> io::Result<Reply> {
    let mut bytes = Vec::with_capacity(2048);
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        more(stream, &mut bytes).await?;
    };
    let mut reply = read_head(&String::from_utf8_lossy(&bytes[..end]));
    let length = reply.header("content-length").map_or(0, |length| length.parse().unwrap());
    while !head_only && bytes.len() < end + 4 + length {
        more(stream, &mut bytes).await?;
    }
    reply.body = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
    Ok(reply)
}

async fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<()> {
    if stream.read_buf(bytes).await? == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

fn read_head(head: &str) -> Reply {
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    Reply {
        status,
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: String::new(),
    }
}
