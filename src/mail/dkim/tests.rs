//! Signatures held against the standards' own, and against others made with the same keys. Knows no letter of ours;
//! `tests/papers` has all of them checked by another program.

use proptest::prelude::*;
use ring::signature::{ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

use super::*;

/// An RSA key of 2048 bits that was made for this test.
const RSA_KEY: &[u8] = include_bytes!("samples/rsa.pem");
const RSA_1024: &[u8] = include_bytes!("samples/rsa-1024.pem");

/// The letter of RFC 8463, appendix A.3, without its signatures.
const FOOTBALL: &str = "From: Joe SixPack <joe@football.example.com>\r\n\
    To: Suzie Q <suzie@shopping.example.net>\r\n\
    Subject: Is dinner ready?\r\n\
    Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n\
    Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\
    \r\n\
    Hi.\r\n\
    \r\n\
    We lost the game.  Are you hungry yet?\r\n\
    \r\n\
    Joe.\r\n";
/// Its signature with Ed25519, up to b=.
const BEGUN: &str = " v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n \
    q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n \
    bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=";
const SIGNATURE: &str = "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==";
const PRIVATE: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
const PUBLIC: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn base64(text: &str) -> Vec<u8> {
    data_encoding::BASE64.decode(text.as_bytes()).expect("base64")
}

/// The key of the appendix, as a PEM file.
fn brisbane() -> SigningKey {
    let head = base64("MC4CAQAwBQYDK2VwBCIEIA==");
    let text = data_encoding::BASE64.encode(&[head, base64(PRIVATE)].concat());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
    SigningKey::read(pem.as_bytes()).expect("a key")
}

fn signer(key: SigningKey) -> Signer {
    Signer::new(Identity::new("football.example.com", None, "brisbane").expect("a name"), key)
}

#[test]
fn the_letter_of_the_standard_has_the_signature_that_stands_there() {
    let (head, body) = canonical::split(FOOTBALL.as_bytes()).expect("a letter");
    let hash = ring::digest::digest(&ring::digest::SHA256, &canonical::body(body));
    assert_eq!(data_encoding::BASE64.encode(hash.as_ref()), "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    let names = ["from", "to", "subject", "date", "message-id", "from", "subject", "date"];
    let text = header::text_to_sign(&head, &names, BEGUN);
    let key = brisbane();
    assert_eq!(data_encoding::BASE64.encode(&key.sign(text.as_bytes()).expect("a signature")), SIGNATURE);
    assert_eq!(signer(key).record(), format!("v=DKIM1; k=ed25519; p={PUBLIC}"));
}

/// What the header of a signature says under a tag, without white space.
fn tag(header: &str, name: &str) -> String {
    let all: String = header.split_once(':').expect("a header").1.split_whitespace().collect();
    let found = all.split(';').find_map(|part| part.strip_prefix(&format!("{name}=")).map(str::to_owned));
    found.unwrap_or_default()
}

#[test]
fn a_header_says_what_is_signed_on_short_lines_and_the_same_each_time() {
    for key in [brisbane(), SigningKey::read(RSA_KEY).expect("a key")] {
        let (algorithm, signer) = (key.algorithm(), signer(key));
        let header = signer.sign(FOOTBALL.as_bytes()).expect("a header");
        assert_eq!(header, signer.sign(FOOTBALL.as_bytes()).expect("a header"));
        assert!(header.lines().all(|line| line.len() <= 78) && header.ends_with("\r\n"), "{header}");
        assert!(header.lines().count() > 5, "{header}");
        assert!(header.lines().skip(1).all(|line| line.starts_with(' ') && !line.trim().is_empty()), "{header}");
        assert_eq!(tag(&header, "a"), format!("{algorithm}-sha256"));
        assert_eq!((tag(&header, "d"), tag(&header, "s")), ("football.example.com".into(), "brisbane".into()));
        let headers = tag(&header, "h");
        assert!(headers.ends_with(":List-Unsubscribe-Post:From:To:Subject:Date:Message-ID"), "{headers}");
        assert!(headers.starts_with("From:To:Subject:"), "each once more than it stands: {headers}");
        assert_eq!([tag(&header, "t"), tag(&header, "x"), tag(&header, "l")].concat(), "", "nothing that changes");
    }
}

#[test]
fn a_signature_is_that_of_the_published_key() {
    let key = SigningKey::read(RSA_KEY).expect("a key");
    let signature = key.sign(b"text").expect("a signature");
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.bare());
    assert!(public.verify(b"text", &signature).is_ok() && public.verify(b"texts", &signature).is_err());
    let signer = signer(key);
    assert_eq!(signer.record(), include_str!("samples/rsa.txt").trim(), "as openssl tells it");
    let published = base64(signer.record().split("p=").nth(1).expect("a key"));
    assert!(signer.has_key("rsa", &published) && signer.has_key("rsa", &published[24..]));
    assert!(!signer.has_key("ed25519", &published) && !signer.has_key("rsa", &published[1..]));
    let key = brisbane();
    let signature = key.sign(b"text").expect("a signature");
    let hash = ring::digest::digest(&ring::digest::SHA256, b"text");
    assert!(UnparsedPublicKey::new(&ED25519, base64(PUBLIC)).verify(hash.as_ref(), &signature).is_ok());
}

#[test]
fn keys_that_can_t_sign_are_refused_in_words() {
    let fault = |pem: &[u8]| SigningKey::read(pem).err().expect("no key").to_string();
    assert!(fault(b"").contains("no private key without a password"));
    assert!(
        fault(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n").contains("PEM")
    );
    assert!(fault(RSA_1024).contains("2048 to 4096 bits"), "{}", fault(RSA_1024));
    let broken = String::from_utf8_lossy(RSA_KEY).replace("MII", "MIK");
    assert!(fault(broken.as_bytes()).contains("can't be used"));
}

#[test]
fn new_keys_differ_and_can_sign() {
    let [one, two] = [(); 2].map(|()| SigningKey::read(SigningKey::fresh().expect("a key").as_bytes()).expect("a key"));
    assert_eq!(one.algorithm(), "ed25519");
    assert_ne!(one.bare(), two.bare());
}

proptest! {
    #[test]
    fn a_letter_that_is_changed_has_another_signature(at in 0_usize..FOOTBALL.len()) {
        let signer = signer(brisbane());
        let mut other = FOOTBALL.as_bytes().to_vec();
        prop_assume!(other[at].is_ascii_alphanumeric());
        other[at] ^= 3;
        let signed = |letter: &[u8]| signer.sign(letter).ok().map(|header| tag(&header, "b"));
        prop_assert_ne!(signed(&other), signed(FOOTBALL.as_bytes()));
    }
}
