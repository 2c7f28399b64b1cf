//! `polsslag check` and `polsslag mail test`: what they say about good and bad installations. Knows no rule of mail itself.

use serde_json::Value;

use crate::house::{Said, TestHouse};
use crate::mail_server::{Does, Step, Stub};
use crate::names::{self, Line};

const SMTP: &str = "#= smtp = \"smtp://user:password@mail.example.org:587?tls=required\"";
const FROM: &str = "from = \"Polsslag <polsslag@localhost>\"";
const URL: &str = "base_url = \"http://127.0.0.1:8000\"";
/// A key of 2048 bits has 294 bytes, which are 392 letters.
const KEY: &str = concat!(
    "v=DKIM1; k=rsa; p=",
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIDAQAB",
);

/// An installation that sends through a relay on this machine, in the name of `example.org`.
fn house(port: u16) -> TestHouse {
    let house = TestHouse::new();
    house.configure(SMTP, &format!("smtp = \"smtp://127.0.0.1:{port}\"\nreply_to = \"hr@example.org\""));
    house.configure(FROM, "from = \"Polsslag <pulse@example.org>\"");
    house.configure(URL, "base_url = \"https://pulse.example.org\"");
    house.import("person,email,unit,language\n1,a@x.nl,Care/A,nl\n2,b@x.nl,Care/A,en\n");
    house
}

/// Looks at an installation with these names in the DNS.
fn check(house: &TestHouse, zone: Vec<Line>, more: &[&str]) -> Said {
    let resolver = names::server(zone).to_string();
    house.run(&[&["check", "--resolver", &resolver], more].concat())
}

/// The marks of everything that was said about something.
fn marks(said: &Said, about: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(&said.out).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    let ours = findings.iter().filter(|finding| finding["about"] == about);
    ours.map(|finding| finding["mark"].as_str().expect("a mark").to_owned()).collect()
}

fn says(said: &Said, words: &str) {
    assert!(said.out.contains(words), "{words} in\n{}{}", said.out, said.err);
}

#[test]
fn a_fresh_installation_has_no_faults_and_says_where_its_letters_go() {
    let house = TestHouse::new();
    let said = house.run(&["check"]);
    assert!(said.ok, "{}{}", said.out, said.err);
    for words in [
        "good   configuration",
        "note   letters        no mail server is configured, so letters become files in ",
        "good   database",
        "note   roster         nobody is on it",
        "note   adviser        nobody can read results",
        "good   surveys        there are: ",
        "good   templates      the built-in ones are used",
        "good   keys           ",
        "note   keys           they are on the same disk as the database",
        "note   links          base_url is http://127.0.0.1:8000, so nobody else",
        "note   adviser        letters name no way to reach Ada Bos; set adviser.phone or adviser.email",
        "note   sender         letters come from an address at localhost",
        "good   clock          it is ",
        " in Europe/Amsterdam",
    ] {
        says(&said, words);
    }
    assert!(!said.out.contains("FAULT"), "{}", said.out);
}

#[test]
fn a_domain_in_order_is_found_in_order_and_no_letter_is_sent() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    let zone = vec![
        ("example.org", "MX", "mail.example.org."),
        ("example.org", "TXT", "some other text"),
        ("example.org", "TXT", "v=spf1 include:_spf.provider.test -all"),
        ("_spf.provider.test", "TXT", "v=spf1 ip4:203.0.113.0/24 ~all"),
        ("_dmarc.example.org", "TXT", "v=DMARC1; p=reject; rua=mailto:dmarc@example.org"),
        ("2026._domainkey.example.org", "TXT", KEY),
    ];
    let more = ["--json", "--sends-from", "203.0.113.5", "--selector", "2026"];
    let said = check(&house, zone, &more);
    assert!(said.ok, "{}{}", said.out, said.err);
    for about in ["links", "sender", "mail server", "domain", "SPF", "DKIM", "DMARC"] {
        let marks = marks(&said, about);
        assert!(!marks.is_empty() && marks.iter().all(|mark| mark == "good"), "{about}: {marks:?} in {}", said.out);
    }
    says(&said, "mail for example.org goes to mail.example.org");
    says(&said, "which needs 1 of 10 questions to the DNS");
    says(&said, "it lets 203.0.113.5 send: \\\"include:_spf.provider.test\\\" of example.org");
    says(&said, "2026._domainkey.example.org holds a key (rsa, 2048 bits)");
    says(&said, "2 people are on it");
    assert!(!said.out.contains("@x.nl"), "{}", said.out);
    assert_eq!(stub.taken().len(), 0);
}

#[test]
fn what_is_wrong_with_a_domain_is_told_with_what_to_do() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    // Nothing at all.
    let said = check(&house, Vec::new(), &[]);
    assert!(!said.ok && said.err.contains("1 thing must be mended"), "{}", said.err);
    says(&said, "FAULT  domain         example.org takes no mail: it has neither an MX record nor an address");
    says(&said, "note   SPF            example.org has no SPF record");
    says(&said, "note   DKIM           whether your mail server signs letters can't be asked");
    says(&said, "note   DMARC          example.org has no DMARC record");
    // Everything wrong.
    let zone = vec![
        ("example.org", "MX", "."),
        ("example.org", "TXT", "v=spf1 a:nowhere.test ip5:10.0.0.1 -all"),
        ("_dmarc.example.org", "TXT", "v=DMARC1; p=refuse"),
        ("old._domainkey.example.org", "TXT", "v=DKIM1; p="),
    ];
    let said = check(&house, zone, &["--selector", "old", "--selector", "none"]);
    assert!(!said.ok && said.err.contains("5 things must be mended"), "{}{}", said.out, said.err);
    says(&said, "example.org says that it takes no mail (a null MX)");
    says(&said, "\"ip5:10.0.0.1\" in the record of example.org makes no sense");
    says(&said, "the key at old._domainkey.example.org is withdrawn");
    says(&said, "there is no key at none._domainkey.example.org");
    says(&said, "_dmarc.example.org makes no sense at \"p=refuse\"");
    // A relay that may not send, and one about which nobody can tell.
    let zone = vec![("example.org", "A", "203.0.113.1"), ("example.org", "TXT", "v=spf1 ip4:203.0.113.1 ~all")];
    let said = check(&house, zone.clone(), &["--sends-from", "203.0.113.9"]);
    assert!(!said.ok, "{}", said.out);
    says(&said, "FAULT  SPF            it does not let 203.0.113.9 send (softfail: \"~all\" of example.org); add ip4:");
    let said = check(&house, zone, &[]);
    assert!(said.ok, "{}{}", said.out, said.err);
    says(&said, "note   SPF            from which address your mail server sends can't be told from here");
}

#[test]
fn what_is_wrong_with_an_installation_is_told_without_its_password() {
    let house = TestHouse::new();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    house.configure(SMTP, &format!("smtp = \"smtp://someone:geheim@127.0.0.1:{closed}\""));
    let keys = house.dir().join("keys");
    #[cfg(unix)]
    std::fs::set_permissions(&keys, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("other rights");
    std::fs::write(house.dir().join("surveys/team-safety.toml"), "nonsense").expect("a written file");
    let said = house.run(&["check"]);
    assert!(!said.ok, "{}", said.out);
    for words in [
        "FAULT  links          base_url is http://127.0.0.1:8000, so nobody else can open the links",
        "FAULT  sender         letters come from an address at localhost, which others refuse",
        "FAULT  keys           others may read ",
        "FAULT  surveys        ",
        "FAULT  mail server    nothing answers at 127.0.0.1 port ",
    ] {
        says(&said, words);
    }
    assert!(!said.out.contains("geheim") && !said.err.contains("geheim"), "{}{}", said.out, said.err);
    // A configuration that can't be read is one fault, in the words of every command.
    house.configure("[serve]", "[serve");
    let said = house.run(&["check", "--json"]);
    assert!(!said.ok && marks(&said, "configuration") == ["fault"], "{}{}", said.out, said.err);
}

#[test]
fn where_no_name_server_answers_the_rest_is_looked_at_all_the_same() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    let silent = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
    let resolver = silent.local_addr().expect("an address").to_string();
    let said = house.run(&["check", "--resolver", &resolver]);
    assert!(said.ok, "{}{}", said.out, said.err);
    says(&said, "good   mail server    connected to 127.0.0.1 port ");
    says(&said, "SPF, DKIM and DMARC were not looked at");
}

#[test]
fn a_trial_is_told_step_by_step_to_its_end_or_to_its_first_fault() {
    let stub = Stub::start(|at| match at.step {
        Step::Recipient if at.receiver.starts_with("refused@") => Does::Says("550 5.1.1 no such mailbox"),
        _ => Does::AsUsual,
    });
    let trial = house(stub.port());
    let said = trial.run(&["mail", "test", "--to", "me@example.org"]);
    assert!(said.ok, "{}{}", said.out, said.err);
    let steps = [
        "127.0.0.1 is at 127.0.0.1",
        "connected to 127.0.0.1 port ",
        "it greets us as: stub.example",
        "it offers no extensions",
    ];
    for step in steps.into_iter().chain([
        "the letter is handed over; waiting for its word on it, up to 10 minutes",
        "the letter was taken after ",
        "250 2.0.0 taken",
        "spf=pass, dkim=pass and dmarc=pass",
    ]) {
        says(&said, step);
    }
    assert_eq!(stub.taken().len(), 1);
    let said = trial.run(&["mail", "test", "--to", "refused@example.org", "--json"]);
    let journey: Value = serde_json::from_str(&said.out).expect("JSON");
    let fault = journey["fault"].as_str().expect("a fault");
    assert!(!said.ok && journey["taken"] == false && fault.contains("550 5.1.1 no such mailbox"), "{fault}");
    assert!(fault.contains("while the receiver was named (RCPT TO)") && fault.contains("refused for good"), "{fault}");
    assert!(!fault.contains('@'), "{fault}");
    let plain = TestHouse::new();
    let said = plain.run(&["mail", "test", "--to", "me@example.org"]);
    assert!(said.ok, "{}{}", said.out, said.err);
    let place = said.out.trim_end().rsplit(' ').next().expect("a path").to_owned();
    let letter = std::fs::read_to_string(place).expect("a letter");
    assert!(letter.contains("To: me@example.org"), "{letter}");
}

#[test]
fn letters_that_cant_leave_are_told_with_what_to_do() {
    let stub = Stub::start(|at| match at.step {
        Step::Recipient => Does::Says("554 5.7.1 relay access denied"),
        _ => Does::AsUsual,
    });
    let house = house(stub.port());
    let add = ["account", "add", "it", "--email", "it@x.nl", "--role", "management", "--unit", "/", "--invite"];
    let said = house.run(&add);
    assert!(said.ok && said.err.contains("the letter to it waits (the mail server said: 554 5.7.1"), "{}", said.err);
    assert!(!said.out.contains("on its way"), "{}", said.out);
    let said = check(&house, Vec::new(), &[]);
    says(&said, "note   letters        1 letter could not leave yet and is tried again; what was heard most often: ");
    says(&said, "554 5.7.1 relay access denied");
    let said = house.run(&["mail", "test", "--to", "me@x.nl"]);
    assert!(!said.ok && said.err.contains("; have the mail server accept letters from this machine"), "{}", said.err);
    let said = house.run(&["mail", "send", "--refused"]);
    assert!(said.out.contains("there is no refused letter that can be tried again"), "{}", said.out);
    assert_eq!(said.err.matches("554 5.7.1").count(), 1, "{}", said.err);
    house.must(&["account", "remove", "it"]);
    says(&house.run(&["mail", "send"]), "there was nothing to send");
}

#[test]
fn a_day_or_a_sender_that_is_none_is_told_by_the_word_that_was_written() {
    let house = TestHouse::new();
    let said = house.run(&["wave", "open", "--survey", "team-safety", "--closes", "15-12-2026"]);
    assert!(
        !said.ok && said.err.contains("--closes") && said.err.contains("write a day as 2026-12-15"),
        "{}",
        said.err
    );
    let place = house.beside("elsewhere").display().to_string();
    let said = house.run(&["init", "--dir", &place, "--from", "geen adres"]);
    assert!(!said.ok && said.err.contains("--from \"geen adres\": ") && !said.err.contains("line"), "{}", said.err);
}
