//! What lets people in: a code to type, and a link to scan.

/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// How long a code is: with 31 signs, 887 million codes.
const CODE_LENGTH: usize = 6;
/// How long the end of a link is, in hexadecimal digits.
const LINK_LENGTH: usize = 16;

/// A code to type, from 128 bits of chance.
#[must_use]
pub fn code(mut chance: u128) -> String {
    let mut code = String::with_capacity(CODE_LENGTH);
    for _ in 0..CODE_LENGTH {
        let at = usize::try_from(chance % 31).unwrap_or(0);
        code.extend(LETTERS.get(at).copied().map(char::from));
        chance /= 31;
    }
    code
}

/// The end of a link, from 128 bits of chance.
#[must_use]
pub fn link(chance: u128) -> String {
    let mut digits = format!("{chance:032x}");
    digits.truncate(LINK_LENGTH);
    digits
}

/// The address to type: without a path.
#[must_use]
pub fn url(authority: &str, public_url: Option<&str>) -> String {
    public_url.map_or_else(|| format!("http://{authority}"), |public| public.trim_end_matches('/').to_owned())
}

/// The address to scan: it lets in without a code.
#[must_use]
pub fn link_url(authority: &str, public_url: Option<&str>, link: &str) -> String {
    format!("{}/j/{link}", url(authority, public_url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_signs_that_are_not_taken_for_one_another() {
        for chance in [0, 1, u128::MAX, 0x1234_5678_9abc_def0_1234_5678_9abc_def0] {
            let code = code(chance);
            assert_eq!(code.len(), 6);
            assert!(!code.contains(['O', '0', 'I', '1', 'L']), "{code}");
        }
        assert_ne!(code(1), code(2));
    }

    #[test]
    fn a_link_is_short_enough_for_a_small_picture() {
        assert_eq!(link(1 << 127), "8000000000000000");
        let scanned = link_url("192.168.1.20:7777", None, &link(0));
        assert_eq!(scanned, "http://192.168.1.20:7777/j/0000000000000000");
    }

    #[test]
    fn behind_a_proxy_its_address_is_shown() {
        assert_eq!(url("10.0.0.2:80", Some("https://pulse.example.com/")), "https://pulse.example.com");
    }
}
