//! Letters about accounts, from the command that causes them to the file: each names who can help. Knows no page.

use crate::delivery::{letters, receiver};
use crate::house::TestHouse;

#[test]
fn a_letter_about_an_account_names_the_administrators_who_can_help() {
    const SERVER: &str = "whoever runs the Polsslag server at";
    let house = TestHouse::new();
    // Each letter goes at once, so nobody else is administrator when the first goes.
    for (name, role, whom, answers) in [
        ("zoe", "administrator", SERVER, None),
        ("amy", "administrator", "(zoe@x.nl).", Some("zoe@x.nl")),
        ("ada", "adviser", SERVER, None),
        ("bob", "management --unit Care", "(amy@x.nl, zoe@x.nl).", Some("amy@x.nl")),
    ] {
        let email = format!("{name}@x.nl");
        let words = format!("account add {name} --email {email} --language en --invite --role {role}");
        house.must(&words.split(' ').collect::<Vec<_>>());
        let all = letters(&house, "accounts");
        let letter = all.iter().find(|letter| receiver(letter) == email).expect("a letter");
        let text = letter.body_text(0).expect("a text");
        assert!(text.contains(whom), "{whom} in {text}");
        assert_eq!(letter.reply_to().and_then(|to| to.first()?.address()), answers, "{name}");
    }
}
