//! Signatures of our own on letters (DKIM), from the making of a key to a real mailbox: read and checked by code that shares
//! nothing with the program. Knows no rule of mail beside RFC 6376; `tests/papers` has another program check every letter.

use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

use crate::house::{Said, TestHouse, in_days};
use crate::mail_server::{Does, Dovecot, Postfix, Step, Stub};
use crate::names;

const FROM: &str = "from = \"Polsslag <polsslag@localhost>\"";
const SECTION: &str = "\n[mail.dkim]\nselector = \"polsslag\"\nkey_file = \"keys/dkim.pem\"\n\n[adviser]\n";
const RSA: &str = include_str!("../../src/mail/dkim/samples/rsa.pem");
const RSA_RECORD: &str = include_str!("../../src/mail/dkim/samples/rsa.txt");

/// An installation in the name of `example.org` that signs.
fn house(port: u16) -> TestHouse {
    let house = TestHouse::new();
    house.configure(FROM, "from = \"Polsslag <pulse@example.org>\"");
    house.use_relay(&format!("smtp://127.0.0.1:{port}"));
    house.must(&["mail", "dkim", "new"]);
    house.configure("\n[adviser]\n", SECTION);
    house
}

/// The record that an installation wants to have published.
fn record(house: &TestHouse) -> String {
    let told = house.must(&["mail", "dkim", "record"]);
    assert!(told.contains("polsslag._domainkey.example.org\n"), "{told}");
    told.lines().find(|line| line.starts_with("v=DKIM1; ")).expect("a record").to_owned()
}

/// Puts another key in the place of the one that was made.
fn use_rsa(house: &TestHouse) {
    std::fs::write(house.dir().join("keys/dkim.pem"), RSA).expect("a written key");
}

fn base64(text: &str) -> Vec<u8> {
    let bare: String = text.split_whitespace().collect();
    data_encoding::BASE64.decode(bare.as_bytes()).expect("base64")
}

/// Headers with their folds, and the body.
fn parts(letter: &str) -> (Vec<String>, String) {
    let (head, body) = letter.split_once("\n\n").expect("a letter");
    let mut headers: Vec<String> = Vec::new();
    for line in head.lines() {
        match headers.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => *last += line,
            _ => headers.push(line.to_owned()),
        }
    }
    (headers, body.to_owned())
}

fn relaxed(header: &str) -> String {
    let (name, value) = header.split_once(':').expect("a header");
    format!("{}:{}", name.trim().to_lowercase(), value.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn line(line: &str) -> String {
    let words: Vec<_> = line.split_ascii_whitespace().collect();
    let before = if line.starts_with([' ', '\t']) && !words.is_empty() { " " } else { "" };
    before.to_owned() + &words.join(" ") + "\r\n"
}

/// Whether the first signature on a letter (with one sign at the end of each line) is that of a published record.
fn verifies(letter: &str, record: &str) -> bool {
    let (headers, body) = parts(letter);
    let ours = headers.iter().find(|header| header.starts_with("DKIM-Signature:")).expect("a signature");
    let tags: Vec<_> =
        ours.split_once(':').expect("a header").1.split(';').filter_map(|tag| tag.split_once('=')).collect();
    let tag = |name: &str| tags.iter().find(|(known, _)| known.trim() == name).map(|(_, value)| value.trim());
    let tag = |name: &str| tag(name).unwrap_or_else(|| panic!("no {name}= in {ours}"));
    let body: String = body.lines().map(line).collect();
    let body = body.trim_end_matches("\r\n").to_owned() + "\r\n";
    if base64(tag("bh")) != digest(&SHA256, body.as_bytes()).as_ref() {
        return false;
    }
    let (mut left, mut text) = (headers.clone(), String::new());
    for name in tag("h").split(':').map(|name| name.trim().to_lowercase() + ":") {
        if let Some(at) = left.iter().rposition(|header| header.to_lowercase().starts_with(&name)) {
            text += &(relaxed(&left.remove(at)) + "\r\n");
        }
    }
    let signature = tag("b");
    let form = relaxed(ours);
    text += &form[..form.rfind("; b=").expect("a place") + 4];
    let key = base64(record.split("p=").nth(1).expect("a key"));
    if tag("a") == "rsa-sha256" {
        // What stands before the key says that it is one.
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &key[24..]);
        return key.verify(text.as_bytes(), &base64(signature)).is_ok();
    }
    let hash = digest(&SHA256, text.as_bytes());
    UnparsedPublicKey::new(&ED25519, key).verify(hash.as_ref(), &base64(signature)).is_ok()
}

fn says(said: &Said, words: &str) {
    assert!(said.out.contains(words), "{words} in\n{}{}", said.out, said.err);
}

#[test]
fn a_signature_survives_a_real_mail_server() {
    if !Postfix::can_run() {
        return;
    }
    let dovecot = Dovecot::start(&[]);
    dovecot.furnish(["a@x.nl", "b@x.nl"]);
    let postfix = Postfix::start(&dovecot);
    let house = house(postfix.port());
    house.import("person,email,unit,language\n1,a@x.nl,Care/A,nl\n2,b@x.nl,Care/A,en\n");
    let ed25519 = record(&house);
    house.open_wave();
    house.must(&["mail", "send"]);
    use_rsa(&house);
    house.must(&["mail", "test", "--to", "a@x.nl", "--letter", "reminder", "--resolver", "127.0.0.1:9"]);
    postfix.wait_until_delivered();
    let arrived = |address: &str| -> Vec<String> {
        let letters = dovecot.mailbox(address).into_iter();
        letters.map(|letter| String::from_utf8(letter).expect("UTF-8").replace("\r\n", "\n")).collect()
    };
    let [mut a, b] = ["a@x.nl", "b@x.nl"].map(arrived);
    a.sort_by_key(|letter| letter.contains("a=rsa-sha256"));
    assert_eq!((a.len(), b.len()), (2, 1), "{}", postfix.log());
    for (letter, record) in [(&a[0], ed25519.as_str()), (&b[0], &ed25519), (&a[1], RSA_RECORD)] {
        assert!(
            letter.starts_with("Return-Path:") || letter.contains("Received:"),
            "it went through a server: {letter}"
        );
        assert!(verifies(letter, record), "{letter}");
        for (was, becomes) in
            [("Subject: ", "Subject: x"), ("\n\n", "\n\nx"), ("List-Unsubscribe: <", "List-Unsubscribe: <x")]
        {
            assert!(!verifies(&letter.replacen(was, becomes, 1), record), "{was} can be changed");
        }
        let second = letter.replacen("From: ", "From: Somebody <else@example.org>\nFrom: ", 1);
        assert!(!verifies(&second, record), "a second sender is not covered");
    }
}

#[test]
fn a_letter_that_is_tried_again_is_the_same_to_the_last_byte() {
    let first = Stub::start(|at| if at.step == Step::Dot { Does::Drops } else { Does::AsUsual });
    let again = Stub::start(|_| Does::AsUsual);
    let house = house(first.port());
    house.import("person,email,unit,language\n1,a@x.nl,Care/A,nl\n");
    house.run(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(14)]);
    house.configure(&format!(":{}\"", first.port()), &format!(":{}\"", again.port()));
    house.must(&["mail", "send"]);
    let (lost, taken) = (first.taken(), again.taken());
    assert!(taken[0].starts_with("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;"), "{}", taken[0]);
    assert!(lost == taken, "{lost:?}");
    // A line that begins with a dot has one more on its way.
    let letter = taken[0].replace("\n..", "\n.");
    assert!(verifies(&letter, &record(&house)), "{letter}");
}

#[test]
fn a_key_that_is_not_the_published_one_is_told_with_what_to_do() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    let name = "polsslag._domainkey.example.org";
    let check = |value: Option<String>| {
        let zone = value.map(|value| (name, "TXT", &*Box::leak(value.into_boxed_str())));
        let resolver = names::server(zone.into_iter().collect()).to_string();
        (house.run(&["check", "--resolver", &resolver]), resolver)
    };
    let (said, _) = check(None);
    says(
        &said,
        "FAULT  DKIM           letters are signed with a key that nobody can look up: nothing is at polsslag._domain",
    );
    let (said, resolver) = check(Some(RSA_RECORD.trim().to_owned()));
    says(
        &said,
        "FAULT  DKIM           the key at polsslag._domainkey.example.org (rsa) is not the one in mail.dkim.key_file",
    );
    let tried = house.run(&["mail", "test", "--to", "me@x.nl", "--resolver", &resolver]);
    says(&tried, "so our signatures count as forged; publish what is told by: polsslag mail dkim record");
    says(&tried, "dkim=pass comes only when the receiver finds our key: see above");
    let (said, _) = check(Some("v=DKIM1; k=ed25519; p=".to_owned()));
    says(&said, "FAULT  DKIM           letters are signed with a key that is withdrawn");
    let (said, _) = check(Some(record(&house)));
    says(
        &said,
        "good   DKIM           letters are signed, and polsslag._domainkey.example.org holds our key (ed25519, 256 bits)",
    );
    use_rsa(&house);
    let (said, resolver) = check(Some(RSA_RECORD.trim().to_owned()));
    says(&said, "holds our key (rsa, 2048 bits)");
    assert_eq!(record(&house), RSA_RECORD.trim());
    let tried = house.must(&["mail", "test", "--to", "me@x.nl", "--resolver", &resolver]);
    assert!(tried.contains("holds our key (rsa, 2048 bits)"), "{tried}");
}

#[test]
fn a_key_that_others_may_read_signs_nothing_and_no_letter_goes_unsigned() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    house.import("person,email,unit,language\n1,a@x.nl,Care/A,nl\n");
    let key = house.dir().join("keys/dkim.pem");
    let again = house.run(&["mail", "dkim", "new"]);
    assert!(
        !again.ok && again.err.contains("dkim.pem is there already") && again.err.contains("--out"),
        "a key is never written over: {}",
        again.err
    );
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).expect("other rights");
    let closes = in_days(14);
    let open = ["wave", "open", "--survey", "team-safety", "--closes", &closes];
    for words in [&open[..], &["mail", "send"], &["mail", "test", "--to", "me@x.nl"], &["serve"]] {
        let said = house.run(words);
        assert!(
            !said.ok && said.err.contains("mail.dkim.key_file: ") && said.err.contains("chmod go= "),
            "{}",
            said.err
        );
    }
    says(&house.run(&["check", "--resolver", "127.0.0.1:9"]), "FAULT  DKIM           mail.dkim.key_file: ");
    assert_eq!(stub.taken().len(), 0);
}

#[test]
fn a_domain_above_the_sender_s_signs_for_it_unless_the_policy_is_strict() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    house.configure("Polsslag <pulse@example.org>", "Polsslag <pulse@mail.example.org>");
    house.configure("key_file = \"keys/dkim.pem\"\n\n", "key_file = \"keys/dkim.pem\"\ndomain = \"example.org\"\n\n");
    let key: &'static str = Box::leak(record(&house).into_boxed_str());
    let check = |dmarc| {
        let zone = vec![("polsslag._domainkey.example.org", "TXT", key), ("_dmarc.example.org", "TXT", dmarc)];
        house.run(&["check", "--resolver", &names::server(zone).to_string()])
    };
    let said = check("v=DMARC1; p=reject");
    says(
        &said,
        "good   DMARC          example.org asks for refusal for letters that nobody vouches for; DKIM can vouch for",
    );
    let said = check("v=DMARC1; p=reject; adkim=s");
    says(
        &said,
        "FAULT  DKIM           example.org signs, and its policy (adkim=s) counts signatures by mail.example.org alone",
    );
    says(&said, "and nothing seen here vouches for ours");
    house.configure("domain = \"example.org\"\n\n", "domain = \"elsewhere.test\"\n\n");
    let said = house.run(&["mail", "test", "--to", "me@x.nl"]);
    assert!(!said.ok && said.err.contains("does not vouch for letters from mail.example.org"), "{}", said.err);
}
