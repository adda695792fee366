use rstest::rstest;

use super::*;

/// What `bytes` mean, followed by silence.
fn decoded(bytes: &[u8]) -> Vec<Msg> {
    let mut decoder = Decoder::default();
    let mut messages = decoder.feed(bytes);
    messages.extend(decoder.give_up());
    messages
}

fn keys(bytes: &[u8]) -> Vec<Key> {
    let key = |msg| if let Msg::Key(key) = msg { key } else { panic!("{msg:?} is no key") };
    decoded(bytes).into_iter().map(key).collect()
}

#[rstest]
#[case::characters("aZ5/é東".as_bytes(), &['a', 'Z', '5', '/', 'é', '東'].map(Key::Char))]
#[case::control_characters(b"\r\t\x7f\x08\x03\x1a",
    &[Key::Enter, Key::Tab, Key::Backspace, Key::Backspace, Key::Ctrl('c'), Key::Ctrl('z')])]
#[case::enter_before_the_program_had_the_terminal(b"\n", &[Key::Enter])]
#[case::no_releases(b"\x1b[97;1:3u\x1b[1;1:3A\x1b[97;1:2u", &[Key::Char('a')])]
#[case::escape_ahead_of_another_key(b"\x1b\x1b\x1b[A", &[Key::Esc, Key::Esc, Key::Up])]
#[case::what_breaks_a_sequence_off(b"\x1b[1;\x1b[A", &[Key::Up])]
#[case::enter_that_breaks_a_sequence_off(b"\x1b[1\rj", &[Key::Enter, Key::Char('j')])]
#[case::only_bytes_that_are_text(b"\xff\xc3(\xe6\x9d\xc2\x9bj", &[Key::Char('('), Key::Char('j')])]
fn keys_are_told_from_bytes(#[case] bytes: &[u8], #[case] expected: &[Key]) {
    assert_eq!(keys(bytes), expected);
}

#[test]
fn named_keys_are_known_by_every_sequence_they_come_as() {
    let known: [(&[u8], Key); 18] = [
        (b"\x1b[A", Key::Up),
        (b"\x1bOB", Key::Down),
        (b"\x1b[C", Key::Right),
        (b"\x1bOD", Key::Left),
        (b"\x1b[H", Key::Home),
        (b"\x1bOF", Key::End),
        (b"\x1b[1~", Key::Home),
        (b"\x1b[8~", Key::End),
        (b"\x1b[3~", Key::Delete),
        (b"\x1b[5~", Key::PageUp),
        (b"\x1b[6~", Key::PageDown),
        (b"\x1b[Z", Key::BackTab),
        (b"\x1b[9;2u", Key::BackTab),
        (b"\x1b[27;2;9~", Key::BackTab),
        (b"\x1b[1;2A", Key::Up),
        (b"\x1b[13u", Key::Enter),
        (b"\x1b[97;2u", Key::Char('A')),
        (b"\x1b[99;5u", Key::Ctrl('c')),
    ];
    for (bytes, key) in known {
        assert_eq!(keys(bytes), [key], "{bytes:?}");
    }
}

#[test]
fn what_comes_with_alt_is_ignored_rather_than_mistaken() {
    for bytes in ["\x1bj", "\x1b\r", "\x1bé", "\x1b[1;3A", "\x1b[106;3u", "\x1b[27;3;106~", "\x1b[", "\x1bO", "\x1b]"]
    {
        assert_eq!(keys(bytes.as_bytes()), [], "{bytes:?}");
    }
}

#[test]
fn what_is_no_key_of_ours_is_ignored_whole() {
    let others = ["\x1b[15~", "\x1b[[A", "\x1bOP", "\x1b[I", "\x1b[M !!", "\x1b[<0;1;2M", "\x1b[?1;2c", "\x1b[57358u"];
    let answers = ["\x1b]11;rgb:1/2/3\x07", "\x1b]11;rgb:1/2/3\x1b\\", "\x1bP1$r1\x1b\\"];
    for bytes in others.into_iter().chain(answers) {
        assert_eq!(keys(format!("{bytes}j").as_bytes()), [Key::Char('j')], "{bytes:?}");
    }
}

#[test]
fn a_lone_escape_is_the_key_once_nothing_follows() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert_eq!(decoder.timeout(), Some(FOR_A_KEY));
    assert_eq!(decoder.give_up(), [Msg::Key(Key::Esc)]);
    assert_eq!(decoder.timeout(), None);
}

#[test]
fn a_key_may_come_in_pieces() {
    for whole in ["\x1b[1;2A", "é", "東", "\x1b[200~two words\x1b[201~"] {
        let (mut decoder, expected) = (Decoder::default(), decoded(whole.as_bytes()));
        let pieces: Vec<Msg> = whole.as_bytes().chunks(1).flat_map(|piece| decoder.feed(piece)).collect();
        assert_eq!(pieces, expected, "{whole:?}");
        assert_eq!(expected.len(), 1, "{whole:?}");
    }
}

#[test]
fn pasted_text_is_text_whatever_it_holds() {
    let pasted = decoded(b"a\x1b[200~1\rq\x1b[A\x03\x1b[200~\r\n\xff\x1b[201~b");
    assert_eq!(
        pasted,
        [Msg::Key(Key::Char('a')), Msg::Pasted("1\nq\x1b[A\x03\x1b[200~\n\u{fffd}".into()), Msg::Key(Key::Char('b'))]
    );
}

#[test]
fn a_second_of_silence_ends_a_paste_and_its_late_end_is_no_key() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[200~EM"), []);
    assert_eq!(decoder.timeout(), Some(Duration::from_secs(1)));
    assert_eq!(decoder.give_up(), [Msg::Pasted("EM".into())]);
    assert_eq!(decoder.timeout(), None);
    assert_eq!(decoder.feed(b"\x1b[201~j"), [Msg::Key(Key::Char('j'))]);
}

#[test]
fn control_c_ends_a_paste_that_goes_on_for_ever() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[200~EMEA"), []);
    assert_eq!(decoder.feed(b"\x03"), [Msg::Pasted("EMEA".into()), Msg::Key(Key::Ctrl('c'))]);
    assert_eq!(decoder.feed(b"q"), [Msg::Key(Key::Char('q'))]);
    assert_eq!(decoded(b"\x1b[200~\x03\x03").last(), Some(&Msg::Key(Key::Ctrl('c'))));
}

#[test]
fn control_c_with_keys_behind_it_ends_a_paste_once_nothing_follows() {
    assert_eq!(decoded(b"\x1b[200~EMEA\x03qq"), [Msg::Pasted("EMEA".into()), Msg::Key(Key::Ctrl('c'))]);
}

#[test]
fn of_a_paste_without_measure_only_the_start_is_kept() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~");
    for _ in 0..200 {
        assert_eq!(decoder.feed(&[b'x'; 1024]), []);
    }
    let Some(Msg::Pasted(text)) = decoder.feed(b"\x1b[201~").pop() else { panic!("no paste") };
    assert_eq!(text.len(), MOST_PASTED);
    assert_eq!(decoder.feed(b"q"), [Msg::Key(Key::Char('q'))]);
}

#[test]
fn thousands_of_keys_at_once_all_arrive() {
    assert_eq!(keys(&b"\x1b[Bj".repeat(3000)).len(), 6000);
}

proptest::proptest! {
    #[test]
    fn no_bytes_do_harm(bytes: Vec<u8>, cut in 0_usize..64) {
        let mut decoder = Decoder::default();
        let at = cut.min(bytes.len());
        decoder.feed(&bytes[..at]);
        decoder.feed(&bytes[at..]);
        decoder.give_up();
    }
}

#[rstest]
#[case::xterm("\x1b]11;rgb:1d1d/1f1f/2121\x1b\\", Reply::Ground(Ground::Dark))]
#[case::bell("\x1b]11;rgb:ffff/ffff/ffff\x07", Reply::Ground(Ground::Light))]
#[case::two_digits("\x1b]11;rgb:00/00/00\x07", Reply::Ground(Ground::Dark))]
#[case::with_alpha("\x1b]11;rgba:fdfd/f6f6/e3e3/ffff\x07", Reply::Ground(Ground::Light))]
#[case::attributes("\x1b[?62;22c", Reply::Attributes)]
fn a_reply_of_the_terminal_is_no_key_and_is_understood(#[case] bytes: &str, #[case] reply: Reply) {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(bytes.as_bytes()), []);
    assert_eq!(decoder.replies(), [reply]);
    assert_eq!(decoder.replies(), [], "once");
}

#[rstest]
#[case("\x1b]11;rgb:1d1d/1f1f\x07")]
#[case("\x1b]11;rgb:zz/00/00\x07")]
#[case("\x1b]11;rgb:00000/0/0\x07")]
#[case("\x1b]10;rgb:00/00/00\x07")]
#[case("\x1b]11;?\x07")]
fn a_reply_that_tells_no_ground_is_nothing(#[case] bytes: &str) {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(bytes.as_bytes()), []);
    assert_eq!(decoder.replies(), []);
}
