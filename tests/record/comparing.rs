//! How tests say what differs.

use crate::same::difference;

#[test]
fn what_differs_is_named_and_nothing_else() {
    let value = |answer: i32| vec![("sales", vec![1, 2, answer]), ("marketing", vec![7; 5000])];
    let (got, expected) = (format!("{:#?}", value(3)), format!("{:#?}", value(4)));
    let sentence = difference(&got, &expected).unwrap();
    assert!(sentence.starts_with("line 7 differs, in  > "), "{sentence}");
    assert!(
        sentence.contains("got: \"            3,\\n\"") && sentence.contains("expected: \"            4,\\n\""),
        "{sentence}"
    );
    assert!(sentence.len() < 200, "{sentence}");
    let long = "x".repeat(30_000);
    let sentence = difference(&format!("{long}a\n"), &format!("{long}b\n")).unwrap();
    assert!(sentence.contains("a\\n") && sentence.contains("b\\n") && sentence.len() < 300, "{sentence}");
    let sentence = difference("a\nb\n", "a\n").unwrap();
    assert_eq!(sentence, "line 2 differs\n     got: \"b\\n\"\nexpected: no such line");
    assert_eq!(difference("a\r\n", "a\n").unwrap(), "line 1 differs\n     got: \"a\\r\\n\"\nexpected: \"a\\n\"");
    assert_eq!(difference("a\n", "a\n"), None);
}
