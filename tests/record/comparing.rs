//! How tests say what differs.

use crate::same::difference;

#[test]
fn what_differs_is_named_and_nothing_else() {
    let value = |answer: i32| vec![("sales", vec![1, 2, answer]), ("marketing", vec![7; 5000])];
    let (got, expected) = (format!("{:#?}", value(3)), format!("{:#?}", value(4)));
    let told = difference(&got, &expected).unwrap();
    assert!(told.starts_with("line 7 differs, in  > "), "{told}");
    assert!(told.contains("got: \"            3,\\n\"") && told.contains("expected: \"            4,\\n\""), "{told}");
    assert!(told.len() < 200, "{told}");
    let long = "x".repeat(30_000);
    let told = difference(&format!("{long}a\n"), &format!("{long}b\n")).unwrap();
    assert!(told.contains("a\\n") && told.contains("b\\n") && told.len() < 300, "{told}");
    let told = difference("a\nb\n", "a\n").unwrap();
    assert_eq!(told, "line 2 differs\n     got: \"b\\n\"\nexpected: no such line");
    assert_eq!(difference("a\r\n", "a\n").unwrap(), "line 1 differs\n     got: \"a\\r\\n\"\nexpected: \"a\\n\"");
    assert_eq!(difference("a\n", "a\n"), None);
}
