//! What answers at an address need not be a session.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use rstest::rstest;
use undercurrent::testing::domain::first_unshowable;
use undercurrent::testing::live::{ClientError, SessionAddress};

/// Something that answers one request with `reply`, and then with `more` for as long as anybody reads.
fn answering(reply: String, more: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        read_request(&mut stream);
        let mut written = stream.write_all(reply.as_bytes());
        while written.is_ok() && !more.is_empty() {
            written = stream.write_all(more);
        }
    });
    address
}

/// Reads the head of a request and the few bytes of its body.
fn read_request(stream: &mut TcpStream) {
    let mut head = Vec::new();
    let mut part = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut part).unwrap();
        head.extend_from_slice(&part[..read]);
    }
}

fn welcome(address: SocketAddr) -> ClientError {
    SessionAddress::at(&address.to_string()).unwrap().welcome().unwrap_err()
}

#[test]
fn nobody_is_led_to_another_address() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let to = elsewhere.local_addr().unwrap();
    for status in ["302 Found", "307 Temporary Redirect"] {
        let reply = format!("HTTP/1.1 {status}\r\nlocation: http://{to}/api/welcome\r\ncontent-length: 0\r\n\r\n");
        assert_eq!(welcome(answering(reply, b"")), ClientError::NotASession);
    }
    assert_eq!(elsewhere.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[rstest]
#[case("HTTP/1.1 200 OK\r\n\r\n", b"xxxxxxxxxxxxxxxx")]
#[case("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"4\r\nxxxx\r\n")]
#[case("HTTP/1.1 200 OK\r\n", b"a: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")]
#[case("HTTP/1.1 403 Forbidden\r\n\r\n", b"xxxxxxxxxxxxxxxx")]
fn a_reply_without_end_is_not_read_to_the_end(#[case] reply: &str, #[case] more: &'static [u8]) {
    let said = welcome(answering(reply.to_owned(), more));
    assert!(matches!(said, ClientError::NotASession | ClientError::Refused(_)), "{said}");
}

#[rstest]
#[case("SSH-2.0-\u{1b}]0;title\u{7}\r\n")]
#[case("HTTP/1.1 200 \u{1b}[2J\r\n\r\n")]
#[case("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nnope")]
#[case("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")]
fn what_does_not_speak_as_a_session_is_told_to_be_none(#[case] reply: &str) {
    assert_eq!(welcome(answering(reply.to_owned(), b"")), ClientError::NotASession);
}

#[test]
fn a_sentence_from_the_network_acts_on_no_terminal_and_is_not_endless() {
    let why = format!(r#"{{"why":"no\u001b[2J\u202e\u0007{}"}}"#, "x".repeat(5000));
    let reply = format!("HTTP/1.1 403 Forbidden\r\ncontent-length: {}\r\n\r\n{why}", why.len());
    let door = SessionAddress::at(&answering(reply, b"").to_string()).unwrap();
    let said = door.join("K7QM4F", &"sales".parse().unwrap()).unwrap_err().to_string();
    assert_eq!(first_unshowable(&said), None);
    assert!(said.starts_with("no<U+001B>[2J<U+202E>") && said.len() < 1000, "{said}");
}
