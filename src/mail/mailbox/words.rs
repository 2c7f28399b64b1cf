//! What a server said, and what went wrong with it, in words for people: the library tells both as it would tell a programmer.
//! Connects to nothing.

use async_imap::error::Error;

use crate::smtp::TlsFault;

/// The longest words of a server that are repeated, in characters.
const LONGEST: usize = 200;

/// What went wrong.
pub(super) fn of(error: &Error) -> String {
    let hung_up = || "the mail server hung up".to_owned();
    match error {
        Error::No(told) | Error::Bad(told) => said(told),
        Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => hung_up(),
        Error::Io(error) => said_in(&error.to_string()).unwrap_or_else(|| error.to_string()),
        Error::ConnectionLost => hung_up(),
        Error::Parse(_) => "what it said is no IMAP".to_owned(),
        Error::Validate(_) => "user, password or folder has a sign that IMAP can't carry".to_owned(),
        other => other.to_string(),
    }
}

/// Why encryption failed, with the keys of a mailbox where those of a relay are named.
pub(super) fn of_tls(fault: &TlsFault) -> String {
    match fault {
        TlsFault::NotSpoken => {
            "what answers on this port speaks no TLS; for STARTTLS write imap://...?tls=required instead of imaps://"
                .into()
        }
        TlsFault::OtherName { expected, presented } => {
            format!("its certificate is not for {expected} but for {presented}; use that name in mail.bounces.imap")
        }
        other => other.to_string(),
    }
}

fn said(told: &str) -> String {
    said_in(told).map_or_else(|| "it does not say why".to_owned(), |words| format!("it said: {words}"))
}

/// The server's own words, which the library quotes behind `info:` or `information:`.
fn said_in(told: &str) -> Option<String> {
    let quoted = ["info: Some(\"", "information: Some(\""].iter().find_map(|before| told.split_once(before))?.1;
    let (mut words, mut signs) = (String::new(), quoted.chars());
    loop {
        match signs.next()? {
            '"' => break,
            '\\' => words.push(signs.next().filter(|sign| !sign.is_ascii_alphanumeric()).unwrap_or(' ')),
            sign => words.push(sign),
        }
    }
    Some(domain::cleaned(&words, LONGEST)).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_s_words_are_told_as_it_said_them() {
        for (told, words) in [
            (
                r#"code: Some(AuthenticationFailed), info: Some("Wrong name or \"password\".")"#,
                "it said: Wrong name or \"password\".",
            ),
            (r#"outcome: Done { tag: "A1", information: Some("No such box\r\n") }"#, "it said: No such box"),
            ("code: None, info: None", "it does not say why"),
            (r#"code: None, info: Some("")"#, "it does not say why"),
        ] {
            assert_eq!(of(&Error::No(told.to_owned())), words);
        }
        assert_eq!(of(&Error::ConnectionLost), "the mail server hung up");
    }
}
