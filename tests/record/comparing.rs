//! How tests say what differs.

use crate::same::difference;

#[test]
fn what_differs_is_named_and_nothing_else() {
    let value = |answer: i32| vec![("sales", vec![1, 2, answer]), ("marketing", vec![7; 5000])];
    let (got, expected) = (format!("{:#?}", value(3)), format!("{:#?}", value(4)));
    let text = difference(&got, &expected).unwrap();
    assert!(text.starts_with("line 7 differs, in  > "), "{text}");
    assert!(text.contains("got: \"            3,\\n\"") && text.contains("expected: \"            4,\\n\""), "{text}");
    assert!(text.len() < 200, "{text}");
    let long = "x".repeat(30_000);
    let text = difference(&format!("{long}a\n"), &format!("{long}b\n")).unwrap();
    assert!(text.contains("a\\n") && text.contains("b\\n") && text.len() < 300, "{text}");
    let text = difference("a\nb\n", "a\n").unwrap();
    assert_eq!(text, "line 2 differs\n     got: \"b\\n\"\nexpected: no such line");
    assert_eq!(difference("a\r\n", "a\n").unwrap(), "line 1 differs\n     got: \"a\\r\\n\"\nexpected: \"a\\n\"");
    assert_eq!(difference("a\n", "a\n"), None);
}
