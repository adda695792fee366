//! The address of a reverse proxy in front of a session.

use axum::http::Uri;

use super::super::ending::Misuse;
use crate::domain::text::showable;

/// The URL as the session keeps it: scheme and host, without the port that goes without saying.
///
/// # Errors
/// When it is none that people could be sent to.
pub fn url(typed: &str) -> Result<String, Misuse> {
    let refused = |why: &str| Misuse(format!("--public-url {}: {why}", showable(typed)));
    let uri: Uri = typed.trim().parse().map_err(|_| refused(NO_URL))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(refused(NO_URL)) };
    let usual = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return Err(refused(NO_URL)),
    };
    if authority.host().is_empty() || authority.as_str().contains('@') {
        return Err(refused(NO_URL));
    }
    if uri.path() != "/" || uri.query().is_some() || typed.contains('#') {
        return Err(refused("leave out what comes after the host: the pages stand at its root"));
    }
    let host = authority.host().to_lowercase();
    match authority.as_str().get(host.len()..).unwrap_or_default().strip_prefix(':').map(str::parse::<u16>) {
        None => Ok(format!("{scheme}://{host}")),
        Some(Ok(port)) if port == usual => Ok(format!("{scheme}://{host}")),
        Some(Ok(port @ 1..)) => Ok(format!("{scheme}://{host}:{port}")),
        Some(_) => Err(refused(NO_URL)),
    }
}

const NO_URL: &str = "give the address of a reverse proxy, such as https://pulse.example.com";

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://pulse.example.com", "https://pulse.example.com")]
    #[case("https://Pulse.Example.com/", "https://pulse.example.com")]
    #[case("https://pulse.example.com:443", "https://pulse.example.com")]
    #[case("http://10.0.0.2:8080/", "http://10.0.0.2:8080")]
    #[case("https://[fd12::1]:8443", "https://[fd12::1]:8443")]
    fn the_address_of_a_proxy_is_taken_as_browsers_name_it(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(url(typed).unwrap(), kept);
    }

    #[rstest]
    #[case("pulse.example.com")]
    #[case("ftp://pulse.example.com")]
    #[case("https://")]
    #[case("https://:443")]
    #[case("https://user@pulse.example.com")]
    #[case("https://pulse.example.com:0")]
    #[case("https://pulse.example.com:99999")]
    #[case("https://pulse.example.com/session")]
    #[case("https://pulse.example.com/?a=b")]
    #[case("https://pulse.example.com/#top")]
    #[case("https://pulse example.com")]
    #[case("javascript:alert(1)")]
    #[case("")]
    fn anything_else_is_refused(#[case] typed: &str) {
        assert!(url(typed).unwrap_err().to_string().starts_with("--public-url"));
    }
}
