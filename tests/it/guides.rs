//! Conversation guides as an administrator meets them: copied, changed, broken, checked. Knows no page.

use std::fs;
use std::path::PathBuf;

use crate::house::TestHouse;

fn surveys(house: &TestHouse) -> PathBuf {
    house.dir().join("surveys")
}

/// Changes a file of the surveys folder; gives its path.
fn change(house: &TestHouse, name: &str, from: &str, to: &str) -> String {
    let file = surveys(house).join(name);
    let text = fs::read_to_string(&file).expect("a file");
    assert!(text.contains(from), "{from} in {name}");
    fs::write(&file, text.replacen(from, to, 1)).expect("a written file");
    file.to_str().expect("a UTF-8 path").to_owned()
}

#[test]
fn an_installation_comes_with_a_guide_to_each_questionnaire_and_both_pass_the_check() {
    let house = TestHouse::new();
    for name in ["team-safety", "social-safety"] {
        let file = surveys(&house).join(format!("{name}.guide.toml"));
        let said = house.must(&["survey", "check", file.to_str().expect("a UTF-8 path")]);
        assert!(said.contains("a good conversation guide") && said.contains(name), "{said}");
        let file = surveys(&house).join(format!("{name}.toml"));
        let said = house.must(&["survey", "check", file.to_str().expect("a UTF-8 path")]);
        assert!(said.contains("a good questionnaire"), "{said}");
    }
    // A guide is no questionnaire: it is not offered as one.
    let said = house.run(&["wave", "open", "--survey", "nothing", "--closes", &crate::house::in_days(14)]);
    assert!(said.err.trim_end().ends_with("there are: social-safety, team-safety"), "{}", said.err);
}

#[test]
fn a_broken_guide_is_named_with_its_line_by_the_check_and_keeps_the_server_from_starting() {
    let house = TestHouse::new();
    let file = change(&house, "team-safety.guide.toml", "hand_over.nl", "handover.nl");
    let text = fs::read_to_string(&file).expect("a file");
    let line = text.lines().position(|line| line.starts_with("handover.nl")).expect("there") + 1;
    let fault = format!("line {line}, key score.handover: is not known here; expected one of about, opening");
    for said in [house.run(&["survey", "check", &file]), house.run(&["serve"])] {
        assert!(!said.ok && said.err.contains(&format!("{file}: this is no conversation guide yet")), "{}", said.err);
        assert!(said.err.contains(&fault) && said.err.contains("did you mean \"hand_over\"?"), "{}", said.err);
        assert!(said.err.contains("key score.hand_over.nl: is missing"), "{}", said.err);
    }
    fs::remove_file(&file).expect("a removed file");
    drop(house.serve());
}

#[test]
fn a_guide_follows_its_questionnaire_and_needs_it_beside_it() {
    let house = TestHouse::new();
    let survey = "team-safety.toml";
    change(&house, survey, "key = \"belonging\"", "key = \"at-home\"");
    change(&house, survey, "dimension = \"belonging\"", "dimension = \"at-home\"");
    change(&house, survey, "dimension = \"belonging\"", "dimension = \"at-home\"");
    let said = house.run(&["serve"]);
    assert!(!said.ok && said.err.contains("is \"belonging\"; expected one of speaking-up, mistakes, at-home"));
    assert!(said.err.contains("says nothing about at-home"), "{}", said.err);

    fs::remove_file(surveys(&house).join(survey)).expect("a removed file");
    let said = house.run(&["serve"]);
    assert!(!said.ok && said.err.contains("a conversation guide to team-safety.toml, which is not beside it"));
    let bad = surveys(&house).join("Our Team.guide.toml");
    fs::write(&bad, "").expect("a written file");
    let said = house.run(&["serve"]);
    assert!(!said.ok && said.err.contains("\"Our Team\" is no short name"), "{}", said.err);
}
