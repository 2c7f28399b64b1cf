//! What `polsslag check` says about the way back of letters and about what will happen by itself, and the samples that
//! `polsslag mail test` sends. Knows no rule of mail itself.

use crate::house::{Said, TestHouse};
use crate::mail_server::{Does, Dovecot, Stub};
use crate::names::{self, Line};

const USER: &str = "bounces@polsslag.example";

/// An installation that sends in the name of `example.org`.
fn house(port: u16) -> TestHouse {
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{port}"));
    house.configure("from = \"Polsslag <polsslag@localhost>\"", "from = \"Polsslag <pulse@example.org>\"");
    house.configure("base_url = \"http://127.0.0.1:8000\"", "base_url = \"https://pulse.example.org\"");
    house
}

fn check(house: &TestHouse, zone: Vec<Line>) -> Said {
    house.run(&["check", "--resolver", &names::server(zone).to_string(), "--sends-from", "203.0.113.5"])
}

fn says(said: &Said, words: &str) {
    assert!(said.out.contains(words), "{words} in\n{}{}", said.out, said.err);
}

#[test]
fn a_mailbox_for_reports_is_opened_and_what_keeps_us_out_is_told_in_plain_words() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    let zone = || vec![("example.org", "MX", "mail.example.org.")];
    says(&check(&house, zone()), "note   returns        no mailbox for reports is configured");
    let dovecot = Dovecot::start(&[(USER, "secret")]);
    dovecot.furnish([USER]);
    dovecot.put(USER, b"Subject: untouched\r\n\r\nHello\r\n");
    let (user, port) = (USER.replace('@', "%40"), dovecot.imap());
    let section = format!("\n[mail.bounces]\nimap = \"imap://{user}:geheim@127.0.0.1:{port}/INBOX\"\n\n[adviser]\n");
    house.configure("\n[adviser]\n", &section);
    let said = check(&house, zone());
    says(&said, "FAULT  returns        127.0.0.1 does not let bounces@polsslag.example in (it said: ");
    says(&said, "check user and password in mail.bounces");
    for of_a_library in ["code:", "Some(", "None", "geheim"] {
        assert!(!said.out.contains(of_a_library), "{of_a_library} in {}", said.out);
    }
    house.configure("geheim", "secret");
    let said = check(&house, zone());
    says(
        &said,
        "good   returns        the mailbox for reports can be read: INBOX of bounces@polsslag.example at 127.0.0.1:",
    );
    assert_eq!(dovecot.mailbox(USER).len(), 1);
    let told = house.must(&["mail", "bounces"]);
    assert!(told.contains("left unseen: 1"), "a look marks nothing: {told}");
    house.configure(&format!(":{port}/INBOX"), &format!(":{port}/Nowhere"));
    let said = check(&house, zone());
    says(&said, "FAULT  returns        there is no folder Nowhere that can be opened (it said: ");
    assert!(!said.out.contains("Some("), "{}", said.out);
    drop(dovecot);
    says(&check(&house, zone()), "FAULT  returns        the mail server 127.0.0.1 can't be reached at port ");
}

#[test]
fn a_return_path_elsewhere_is_asked_for_its_own_spf_and_held_against_the_sender() {
    let stub = Stub::start(|_| Does::AsUsual);
    let house = house(stub.port());
    house.configure("[mail]\n", "[mail]\nreturn_path = \"back@bounce.example.org\"\n");
    let zone = |dmarc| {
        vec![
            ("example.org", "MX", "mail.example.org."),
            ("bounce.example.org", "MX", "mail.example.org."),
            ("bounce.example.org", "TXT", "v=spf1 ip4:203.0.113.5 -all"),
            ("_dmarc.example.org", "TXT", dmarc),
        ]
    };
    let said = check(&house, zone("v=DMARC1; p=reject; rua=mailto:d@example.org"));
    assert!(said.ok, "{}{}", said.out, said.err);
    says(&said, "good   returns        reports go to an address at bounce.example.org, which takes mail");
    says(&said, "good   SPF            bounce.example.org has a record");
    says(&said, "good   SPF            it lets 203.0.113.5 send");
    says(
        &said,
        "good   DMARC          example.org asks for refusal for letters that nobody vouches for; SPF can vouch for",
    );
    // Strict: only the very same domain counts.
    let said = check(&house, zone("v=DMARC1; p=reject; aspf=s; rua=mailto:d@example.org"));
    says(
        &said,
        "note   SPF            reports go to an address at bounce.example.org, so SPF is asked about that domain",
    );
    says(
        &said,
        "note   DMARC          example.org asks for refusal for letters that nobody vouches for, and nothing seen",
    );
    house.configure("back@bounce.example.org", "back@elsewhere.test");
    let said = check(&house, zone("v=DMARC1; p=none; rua=mailto:d@example.org"));
    says(&said, "FAULT  returns        elsewhere.test takes no mail");
    says(&said, "only a signature by example.org does (DKIM)");
}

#[test]
fn a_pulse_that_could_not_open_is_told_before_its_day() {
    let house = TestHouse::new();
    let pulse = "\n[[pulse]]\nsurvey = \"team-safety\"\nwhen = \"first Tuesday of the month\"\nat = \"09:00\"\n\
                 for_days = 10\nremind_after = [5]\n\n[paths]\n";
    house.configure("\n[paths]\n", pulse);
    let said = house.run(&["check"]);
    assert!(!said.ok, "{}", said.out);
    says(&said, "FAULT  schedule       a pulse opens on 20");
    says(&said, ", and nobody is on the roster: polsslag people import roster.csv");
    house.import("person,email,unit,language\n1,a@x.nl,Care/A,nl\n");
    let said = house.run(&["check"]);
    assert!(said.ok, "{}{}", said.out, said.err);
    says(&said, "good   schedule       every pulse has its questionnaire; the next one opens on 20");
    house.must(&["schedule", "pause"]);
    says(&house.run(&["check"]), "note   schedule       it is paused");
    house.configure("survey = \"team-safety\"\nwhen", "survey = \"nowhere\"\nwhen");
    says(
        &house.run(&["check"]),
        "FAULT  schedule       the pulse nowhere can't open: there is no questionnaire nowhere in ",
    );
    house.configure("survey = \"nowhere\"", "survey = \"team-safety\"");
    std::fs::write(house.dir().join("surveys/team-safety.toml"), "nonsense").expect("a written file");
    says(&house.run(&["check"]), "FAULT  schedule       the pulse team-safety can't open: ");
}

/// The links of a letter to this installation, as paths.
fn paths(letter: &str) -> Vec<String> {
    let plain = letter.split("Content-Type: text/html").next().expect("a part").replace("=\r\n", "");
    let links = plain.lines().filter_map(|line| line.trim_end().strip_prefix("http://127.0.0.1:8000"));
    links.map(str::to_owned).collect()
}

#[test]
fn a_sample_is_marked_and_its_links_lead_to_nobody() {
    let house = TestHouse::new();
    house.import("person,email,unit,language\n1,a@x.nl,Care/A,nl\n");
    house.open_wave();
    let sample = |kind: &str, language: &str| {
        let words = ["mail", "test", "--to", "me@example.org", "--letter", kind, "--language", language];
        let told = house.must(&words);
        let place = told.trim_end().rsplit(' ').next().expect("a path").to_owned();
        std::fs::read_to_string(place).expect("a letter")
    };
    let server = house.serve();
    for (kind, language, mark) in [
        ("invitation", "nl", "Subject: (Voorbeeld) "),
        ("reminder", "en", "Subject: (Sample) "),
        ("results", "en", "Subject: (Sample) "),
        ("reports", "en", "Subject: (Sample) "),
        ("closing", "en", "Subject: (Sample) "),
        ("welcome", "en", "Subject: (Sample) "),
        ("reset", "en", "Subject: (Sample) "),
    ] {
        let letter = sample(kind, language);
        assert!(letter.contains(mark), "{kind}: {letter}");
        let paths = paths(&letter);
        assert!(!paths.is_empty(), "{kind}: {letter}");
        for path in paths {
            let answer = server.get(&path);
            assert!(answer.status != 200 || path.starts_with("/letters/"), "{kind}: {path} opens something");
        }
    }
    assert!(!sample("trial", "nl").contains("(Voorbeeld)"));
    let words = ["mail", "test", "--to", "me@example.org", "--letter", "postcard"];
    assert!(house.run(&words).err.contains("possible values: trial, invitation, reminder"));
}
