//! One-time codes of an authenticator (TOTP, RFC 6238: SHA-1, six digits, thirty seconds), and how one is set up. Does not
//! know accounts, or which codes were used before.

use std::fmt::Write;

use data_encoding::BASE32_NOPAD;
use qrcode::{Color, EcLevel, QrCode};
use rocket::http::RawStr;
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use crate::errors::Failure;

/// The length of a secret, in bytes (RFC 4226 recommends 160 bits).
const SECRET: usize = 20;
/// How long a code is shown, in seconds.
pub const STEP: u64 = 30;

/// A new secret.
pub(crate) fn new_secret() -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut secret = Zeroizing::new(vec![0; SECRET]);
    getrandom::fill(&mut secret).map_err(Failure::internal)?;
    Ok(secret)
}

/// A secret as it is typed: letters and digits, with or without spaces, in any case.
pub fn read_secret(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).ok().map(Zeroizing::new)
}

/// A secret in groups of four, for whoever types it.
pub(crate) fn spelled(secret: &[u8]) -> String {
    let text = BASE32_NOPAD.encode(secret);
    let groups: Vec<_> = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    groups.join(" ")
}

/// One step on either side is taken too: clocks differ, and people type slowly.
fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(secret.to_vec()).with_digits(6).with_skew(1).with_step_duration(STEP).build().ok()
}

/// The code that an authenticator shows at `now` (seconds since 1970); `None` for a secret that is too short.
pub fn code_at(secret: &[u8], now: i64) -> Option<String> {
    Some(totp(secret)?.generate(u64::try_from(now).ok()?).to_string())
}

/// The time step whose code was typed at `now`, if it is one of the three that are taken.
pub(crate) fn step_of(secret: &[u8], typed: &str, now: i64) -> Option<u64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    totp(secret)?.check(&digits, u64::try_from(now).ok()?)
}

/// What an authenticator reads from the picture.
pub(crate) fn address(organisation: &str, account: &str, secret: &[u8]) -> String {
    let issuer = format!("Polsslag {}", organisation.replace(':', " "));
    let [issuer, account] = [issuer.as_str(), account].map(|text| RawStr::new(text).percent_encode().to_string());
    let (issuer, account) = (issuer.replace('&', "%26"), account.replace('&', "%26"));
    format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", BASE32_NOPAD.encode(secret))
}

/// The picture of an address: SVG, dark on light whatever the page's colours are, because cameras expect that.
pub(crate) fn picture(address: &str, label: &str) -> Result<String, Failure> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(Failure::internal)?;
    let (width, quiet) = (code.width(), 4);
    let mut path = String::new();
    for (place, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        // Writing to a string does not fail.
        let _ = write!(path, "M{} {}h1v1h-1z", place % width + quiet, place / width + quiet);
    }
    let side = width + 2 * quiet;
    Ok(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{label}\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, for SHA-1; the last six of its eight digits.
    const VECTORS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_published_codes_come_out() {
        for (now, code) in VECTORS {
            assert_eq!(code_at(SECRET, now).as_deref(), Some(code));
            assert_eq!(step_of(SECRET, code, now), u64::try_from(now / 30).ok());
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_no_more() {
        let (now, code) = VECTORS[2];
        for (moment, taken) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            assert_eq!(step_of(SECRET, code, now + moment).is_some(), taken, "{moment}");
        }
        assert!(step_of(SECRET, "050 471", now).is_some(), "as authenticators show it");
        for wrong in ["", "50471", "+50471", "0504710", "050472", "0x5047"] {
            assert_eq!(step_of(SECRET, wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_can_be_typed_as_it_is_spelled() {
        let spelled = spelled(SECRET);
        assert_eq!(spelled, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(read_secret(&spelled.to_lowercase()).as_deref().map(Vec::as_slice), Some(SECRET));
    }

    #[test]
    fn an_address_survives_a_name_with_signs_in_it() {
        assert_eq!(
            address("Zorg & Co: Noord", "ada", SECRET),
            "otpauth://totp/Polsslag%20Zorg%20%26%20Co%20%20Noord:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Polsslag%20Zorg%20%26%20Co%20%20Noord"
        );
    }
}
