//! Letters that come back: real mailboxes of Dovecot, real reports of Postfix, and a mail server that pipes one to us. Knows
//! no page.

use std::fs;

use serde_json::Value;

use crate::house::TestHouse;
use crate::mail_server::{Dovecot, Postfix};

const USER: &str = "bounces@polsslag.example";
const ROSTER: &str = "person,email,unit,language\n\
    1,jan@x.nl,Care/A,nl\n2,missing@x.nl,Care/A,nl\n3,full@x.nl,Care/A,nl\n4,refused@x.nl,Care/A,nl\n5,piet@x.nl,Care/A,en\n";

const UNKNOWN: &str = include_str!("../../src/mail/bounce/samples/postfix-unknown.eml");
const DELAYED: &str = include_str!("../../src/mail/bounce/samples/postfix-delayed.eml");
const CUT: &str = include_str!("../../src/mail/bounce/samples/gateway.eml");
const ANOTHER: &str = include_str!("../../src/mail/bounce/samples/another.eml");
const ABSENCE: &str = include_str!("../../src/mail/bounce/samples/absence.eml");
const COMPLAINT: &str = include_str!("../../src/mail/bounce/samples/complaint.eml");

/// The addresses at which letters are known not to arrive, each with its code.
fn listed(house: &TestHouse) -> Vec<(String, String)> {
    let list: Value = serde_json::from_str(&house.must(&["mail", "undelivered", "--json"])).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list.as_array().expect("a list").iter().map(|one| (text(&one["address"]), text(&one["status"]))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(address, status)| ((*address).to_owned(), (*status).to_owned())).collect()
}

/// Names the mailbox for reports in the configuration.
fn watch(house: &TestHouse, port: u16, password: &str, folder: &str) {
    let section = format!(
        "\n[mail.bounces]\nimap = \"imap://{}:{password}@127.0.0.1:{port}/{folder}\"\n\n[adviser]\n",
        USER.replace('@', "%40")
    );
    house.configure("\n[adviser]\n", &section);
}

/// The name of the letter of the open wave to this address.
fn name_of(house: &TestHouse, address: &str) -> String {
    house.rows(&format!("SELECT name FROM outbox WHERE email = '{address}'")).concat()
}

/// A report on the letter of this name.
fn about(sample: &str, name: &str) -> Vec<u8> {
    assert!(sample.contains("0123456789abcdef0123456789abcdef"));
    sample.replace("0123456789abcdef0123456789abcdef", name).into_bytes()
}

#[test]
fn reports_in_a_mailbox_are_noted_and_everything_else_is_left_as_it_is() {
    let house = TestHouse::new();
    house.import(ROSTER);
    house.open_wave();
    let dovecot = Dovecot::start(&[(USER, "secret")]);
    dovecot.furnish([USER]);
    watch(&house, dovecot.imap(), "secret", "");
    let (jan, full) = (name_of(&house, "jan@x.nl"), name_of(&house, "full@x.nl"));
    // The report names somebody else's address: the letter's own one counts.
    dovecot.put(USER, &about(UNKNOWN, &jan));
    dovecot.put(USER, &about(DELAYED, &full));
    dovecot.put(USER, CUT.replace("jan@example.net", "PIET@x.nl").as_bytes());
    // Nobody has this address, and this letter is nobody's.
    dovecot.put(USER, CUT.as_bytes());
    dovecot.put(USER, ANOTHER.replace("jan@example.net", "full@x.nl").as_bytes());
    dovecot.put(USER, &about(ABSENCE, &jan));
    dovecot.put(USER, &about(COMPLAINT, &jan));
    let huge = [&about(UNKNOWN, &jan)[..], &b"x\n".repeat(3_000_000)].concat();
    dovecot.put(USER, &huge);

    let said = house.must(&["mail", "bounces"]);
    assert_eq!(
        said.trim(),
        "letters that don't arrive: 3; other reports: 1; left unseen: 3; readers who called a letter spam, also left \
         unseen: 1"
    );
    assert_eq!(listed(&house), pairs(&[("jan@x.nl", "5.1.1"), ("piet@x.nl", "5.7.1")]));
    assert_eq!(house.rows("SELECT since FROM undeliverable WHERE mailbox = 'jan@x.nl'").len(), 1);
    // What was left is still there, unseen, and what was handled is not handled twice.
    assert_eq!(dovecot.mailbox(USER).len(), 8, "nothing is taken away");
    let again = house.must(&["mail", "bounces"]);
    assert!(again.starts_with("letters that don't arrive: 0; other reports: 0; left unseen: 3;"), "{again}");
    // No link came in by the back door.
    let files = house.files();
    let token = b"abcdefghijklmnopqrstuvwx23";
    assert!(files.iter().all(|(_, bytes)| !bytes.windows(token.len()).any(|window| window == token)));
    // A corrected roster settles it.
    house.import(&ROSTER.replace("jan@x.nl", "jan.bos@x.nl"));
    assert_eq!(listed(&house), pairs(&[("piet@x.nl", "5.7.1")]));
}

#[test]
fn a_mailbox_that_can_t_be_read_is_told_without_its_password() {
    let house = TestHouse::new();
    let said = house.run(&["mail", "bounces"]);
    assert!(!said.ok && said.err.contains("[mail.bounces]"), "{}", said.err);
    let dovecot = Dovecot::start(&[(USER, "secret")]);
    dovecot.furnish([USER]);
    watch(&house, dovecot.imap(), "geheim", "");
    let said = house.run(&["mail", "bounces"]);
    assert!(!said.ok && said.err.contains("does not let bounces@polsslag.example in"), "{}", said.err);
    assert!(!said.err.contains("geheim"), "{}", said.err);
    house.configure("geheim", "secret");
    house.configure(&format!(":{}/\"", dovecot.imap()), &format!(":{}/Nowhere\"", dovecot.imap()));
    let said = house.run(&["mail", "bounces"]);
    assert!(!said.ok && said.err.contains("there is no folder Nowhere"), "{}", said.err);
    drop(dovecot);
    let said = house.run(&["mail", "bounces"]);
    assert!(!said.ok && said.err.contains("can't be reached"), "{}", said.err);
}

#[test]
fn a_mail_server_can_hand_reports_over_itself() {
    let house = TestHouse::new();
    house.import(ROSTER);
    house.open_wave();
    let name = name_of(&house, "missing@x.nl");
    let report = String::from_utf8(about(UNKNOWN, &name)).expect("UTF-8");
    let said = house.run_with(&["mail", "bounces", "--file", "-"], &report);
    assert!(said.ok && said.out.contains("a letter does not arrive"), "{}", said.err);
    let file = house.beside("absence.eml");
    fs::write(&file, about(ABSENCE, &name)).expect("a written file");
    let said = house.must(&["mail", "bounces", "--file", file.to_str().expect("UTF-8")]);
    assert!(said.contains("no report on a letter of ours"), "{said}");
    assert_eq!(listed(&house), pairs(&[("missing@x.nl", "5.1.1")]));
    let told = house.must(&["mail", "undelivered"]);
    assert!(
        told.starts_with("missing@x.nl, since wave ") && told.contains("Usually this address doesn't exist"),
        "{told}"
    );
    // Nothing is lost while the database is away: the mail server tries again.
    fs::rename(house.dir().join("polsslag.db"), house.dir().join("away.db")).expect("a move");
    let said = house.run_with(&["mail", "bounces", "--file", "-"], &report);
    assert_eq!((said.ok, said.code), (false, Some(75)), "{}", said.err);
}

#[test]
fn real_reports_and_real_refusals_end_in_the_list() {
    if !Postfix::can_run() {
        return;
    }
    let house = TestHouse::new();
    house.import(ROSTER);
    let dovecot = Dovecot::start(&[(USER, "secret")]);
    dovecot.furnish([USER, "jan@x.nl", "piet@x.nl"]);
    let postfix = Postfix::start(&dovecot);
    watch(&house, dovecot.imap(), "secret", "INBOX");
    house.configure(
        "[mail]\n",
        &format!("[mail]\nreturn_path = \"{USER}\"\nsmtp = \"smtp://127.0.0.1:{}\"\n", postfix.port()),
    );
    house.open_wave();
    house.run(&["mail", "send"]);
    postfix.wait_until_delivered();
    let said = house.must(&["mail", "bounces"]);
    assert!(said.starts_with("letters that don't arrive: 2; other reports: 0; left unseen: 0"), "{said}");
    let all = pairs(&[("full@x.nl", "5.2.2"), ("missing@x.nl", "5.1.1"), ("refused@x.nl", "5.1.1")]);
    assert_eq!(listed(&house), all);
    assert_eq!(dovecot.mailbox("jan@x.nl").len(), 1);
}
