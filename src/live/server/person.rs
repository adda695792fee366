//! Telling people apart: a random name in a cookie that only this session reads.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use crate::domain::id::Token;

/// For how long a phone keeps its name, in seconds: a day.
const LIFETIME: u32 = 86_400;

/// The name that a request carries, if any. Sessions on one machine share its cookies, so each has a name of its own.
pub fn person(headers: &HeaderMap, session: Token) -> Option<Token> {
    let name = cookie_name(session);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| if key == name { value.parse().ok() } else { None })
}

/// The header that gives a phone its name. Over plain http a secure cookie would not come back, so it is one only
/// behind a proxy that speaks https.
pub fn cookie(session: Token, person: Token, secure: bool) -> Option<HeaderValue> {
    let name = cookie_name(session);
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::try_from(format!("{name}={person}; Path=/; Max-Age={LIFETIME}; HttpOnly; SameSite=Lax{secure}")).ok()
}

/// The header that takes the name from a phone.
pub fn no_cookie(session: Token) -> Option<HeaderValue> {
    let name = cookie_name(session);
    HeaderValue::try_from(format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")).ok()
}

fn cookie_name(session: Token) -> String {
    format!("undercurrent-{}", session.short())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: Token = Token::new(7 << 96);
    const PERSON: Token = Token::new(9);

    fn headers(cookies: &str) -> HeaderMap {
        [(COOKIE, HeaderValue::from_str(cookies).unwrap())].into_iter().collect()
    }

    #[test]
    fn a_person_is_known_by_the_cookie_among_others() {
        let cookies = format!("theme=dark; undercurrent-00000007={PERSON}; x=y");
        assert_eq!(person(&headers(&cookies), SESSION), Some(PERSON));
    }

    #[test]
    fn the_cookie_of_another_session_or_nonsense_names_nobody() {
        for cookies in [format!("undercurrent-00000008={PERSON}"), "undercurrent-00000007=1".to_owned(), String::new()]
        {
            assert_eq!(person(&headers(&cookies), SESSION), None);
        }
    }

    #[test]
    fn a_cookie_that_was_set_is_read_back() {
        let set = cookie(SESSION, PERSON, false).unwrap();
        assert!(!set.to_str().unwrap().contains("Secure"));
        let returned = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        assert_eq!(person(&headers(&returned), SESSION), Some(PERSON));
    }
}
