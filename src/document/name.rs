//! What a report's file is called.

use jiff::civil::Date;

/// The most characters of a label that a name takes over.
const MOST: usize = 40;

/// Names for a report's file, the best first: `undercurrent-emea-2026-11-23.html`, then the same with `-2`, `-3` and
/// so on, for where that name is taken.
///
/// Only letters and digits of the label are taken over, so that no label can lead out of a folder.
pub fn file_names(label: &str, day: Date, extension: &str) -> impl Iterator<Item = String> {
    let slug = slug(label);
    let stem = if slug.is_empty() { format!("undercurrent-{day}") } else { format!("undercurrent-{slug}-{day}") };
    let first = format!("{stem}.{extension}");
    let extension = extension.to_owned();
    std::iter::once(first).chain((2..=u32::MAX).map(move |number| format!("{stem}-{number}.{extension}")))
}

fn slug(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_lowercase();
    slug.chars().take(MOST).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn name(label: &str) -> String {
        file_names(label, "2026-11-23".parse().unwrap(), "html").next().unwrap()
    }

    #[rstest]
    #[case("EMEA", "undercurrent-emea-2026-11-23.html")]
    #[case("Sales & Marketing, EMEA", "undercurrent-sales-marketing-emea-2026-11-23.html")]
    #[case("東京 Île", "undercurrent-東京-île-2026-11-23.html")]
    #[case("", "undercurrent-2026-11-23.html")]
    #[case("../../etc/passwd", "undercurrent-etc-passwd-2026-11-23.html")]
    #[case("..", "undercurrent-2026-11-23.html")]
    #[case("a\\b:c*d", "undercurrent-a-b-c-d-2026-11-23.html")]
    #[case("CON", "undercurrent-con-2026-11-23.html")]
    fn a_label_is_part_of_the_name_and_never_of_the_path(#[case] label: &str, #[case] expected: &str) {
        assert_eq!(name(label), expected);
    }

    #[test]
    fn a_long_label_is_cut() {
        assert!(name(&"ab ".repeat(20)).len() <= "undercurrent--2026-11-23.html".len() + MOST);
    }

    #[test]
    fn a_name_that_is_taken_is_followed_by_others() {
        let names: Vec<String> = file_names("EMEA", "2026-11-23".parse().unwrap(), "csv").take(3).collect();
        assert_eq!(
            names,
            [
                "undercurrent-emea-2026-11-23.csv",
                "undercurrent-emea-2026-11-23-2.csv",
                "undercurrent-emea-2026-11-23-3.csv"
            ]
        );
    }
}
