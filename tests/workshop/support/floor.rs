//! What the machine itself takes: a bare socket that answers, in a process of its own, for the same load generator.

use std::net::SocketAddr;
use std::process::{Child, Stdio};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::child::start;

/// What it says to everything: as long as what a host says to an answer.
const REPLY: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-security-policy: default-src 'none'; \
script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
frame-ancestors 'none'\r\nx-content-type-options: nosniff\r\nx-frame-options: DENY\r\nreferrer-policy: same-origin\r\n\
cache-control: no-store\r\ncontent-length: 20\r\n\r\n{\"seq\":1,\"answer\":3}";

/// A bare socket in a process of its own.
pub struct Floor {
    child: Child,
    pub address: SocketAddr,
}

impl Floor {
    pub fn start() -> Self {
        let (child, mut output) = start("floor_process", &[], Stdio::null());
        let address = super::child::said(&mut output, "serving").parse().unwrap();
        Self { child, address }
    }

    pub fn stop(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// What the child does: answers every request, on one thread as a host does, until it is killed.
pub fn run() {
    undercurrent::testing::live::raise();
    super::at_once(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        super::child::say(&format!("serving {}", listener.local_addr().unwrap()));
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(reply(stream));
        }
    });
}

/// A request is whole once its head and the body that its head tells of are there.
async fn reply(mut stream: TcpStream) {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 2048]);
    while let Ok(read @ 1..) = stream.read(&mut chunk).await {
        bytes.extend_from_slice(&chunk[..read]);
        if !is_whole(&bytes) {
            continue;
        }
        bytes.clear();
        if stream.write_all(REPLY).await.is_err() {
            return;
        }
    }
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}
