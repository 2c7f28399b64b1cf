//! Configurations good and bad, read as files are. Opens nothing.

use super::*;

fn read(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new(FILE), Path::new("there")).map_err(|error| error.to_string())
}

#[test]
fn the_sample_is_a_good_configuration() {
    let config = read(SAMPLE).expect("a good file");
    assert_eq!(config.threshold, Threshold::DEFAULT);
    assert_eq!(config.coverage, Coverage::DEFAULT);
    assert!(config.database == Location::File("there/polsslag.db".into()));
    assert_eq!((config.reports.templates, config.reports.fall_back), (None, false));
    assert!(config.mail.relay.is_none());
}

#[test]
fn every_key_that_is_commented_out_is_known_too() {
    let uncommented: String =
        SAMPLE.lines().map(|line| line.strip_prefix("#= ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let config = read(&uncommented).expect("a good file");
    assert!(
        config.mail.bounces.is_some()
            && config.mail.dkim.is_some()
            && config.mail.relay.is_some()
            && config.adviser.phone.is_some()
            && config.openid.is_some()
    );
    assert_eq!(config.schedule.pulses().len(), 1);
    assert_eq!(config.reports.templates.as_deref(), Some(Path::new("there/reports")));
}

#[test]
fn a_fault_is_named_with_file_line_and_key() {
    let faults = [
        ("threshold = 5", "treshold = 5", "did you mean `threshold`?"),
        ("threshold = 5", "threshold = 3", "privacy.threshold: threshold 3 is not allowed; it must be from 4 to 100"),
        ("threshold = 5", "threshold = \"five\"", "privacy.threshold: invalid type: string \"five\", expected u32"),
        ("coverage = 75", "coverage = 101", "privacy.coverage: coverage 101"),
        ("custody = \"file\"", "custody = \"safe\"", "privacy.custody: \"safe\" is not known; write \"file\" or"),
        ("log = \"failures\"", "log = \"all\"", "serve.log: \"all\" is not known"),
        (
            "delivery = \"attached\"",
            "delivery = \"pigeon\"",
            "reports.delivery: \"pigeon\" is not known; write \"attached\"",
        ),
        ("delay_days = 3", "delay_days = 61", "reports.delay_days: 61 days are too many"),
        ("delay_days = 3", "delay_days = -1", "line "),
        ("share_back = true", "share_back = \"yes\"", "expected a boolean"),
        ("language = \"nl\"", "language = \"fr\"", "language: \"fr\" is not a language of Polsslag"),
        ("base_url = \"http://", "base_url = \"ftp://", "base_url: "),
        ("from = \"Polsslag <polsslag@localhost>\"", "from = \"Polsslag\"", "mail.from: \"Polsslag\" is no mailbox"),
        ("#= smtp = \"smtp://", "smtp = \"mail://", "mail.smtp"),
        ("Europe/Amsterdam\"", "Europe/Amsterdm\"", "schedule.time_zone: \"Europe/Amsterdm\" is no time zone"),
        ("#= [mail.dkim]", "[mail.dkim]\nselector = \"a b\"\nkey_file = \"k\"", "mail.dkim: \"a b\" can't be a name"),
        ("calendar = \"nl\"", "calendar = \"fr\"", "schedule.calendar: \"fr\" is not known; write \"nl\" or"),
        ("holidays = []", "holidays = [\"25-12\"]", "schedule.holidays: \"25-12\" is no date"),
        ("fall_back = false", "fallback = false", "did you mean `fall_back`?"),
        ("connections = 4", "connections = 0", "mail.connections: 0 is not possible"),
        ("#= per_minute = 600", "per_minute = 0", "mail.per_minute: 0 is not possible; write 1 or more"),
        ("#= per_minute_and_domain = 60", "per_minute_and_domain = 0", "mail.per_minute_and_domain: 0 is not possible"),
        ("#= per_minute = 600", "per_minute = \"many\"", "mail.per_minute: invalid type: string"),
        (
            "#= patience_seconds = 300",
            "patience_seconds = 0",
            "mail.patience_seconds: 0 is not possible; it must be from 1",
        ),
        ("#= patience_seconds = 300", "patience_seconds = 86400", "mail.patience_seconds: 86400 is not possible"),
        (
            "#= email = \"adviser@",
            "email = \"adviser at ",
            "adviser.email: \"adviser at example.org\" needs exactly one @",
        ),
        ("[serve]", "[serve", "line "),
    ];
    for (from, to, expected) in faults {
        assert!(SAMPLE.contains(from), "{from}");
        let error = read(&SAMPLE.replacen(from, to, 1)).expect_err(to);
        let line = 1 + SAMPLE[..SAMPLE.find(from).expect("a place")].matches('\n').count();
        let place = format!("polsslag.toml: line {line}: ");
        assert!(error.starts_with(&place) && error.contains(expected), "{error}");
    }
}

#[test]
fn a_fault_of_a_pulse_is_named_with_its_line() {
    let uncommented: String =
        SAMPLE.lines().map(|line| line.strip_prefix("#= ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
    for (from, to, expected) in [
        (
            "when = \"first Tuesday of the month\"",
            "when = \"first Teusday of the month\"",
            "pulse.when: \"first Teusday of the month\": ",
        ),
        (
            "when = \"first Tuesday of the month\"",
            "when = \"every 3 weeks from 2026-12-01\"",
            "pulse.when: team-safety would open on 20",
        ),
        (
            "when = \"first Tuesday of the month\"",
            "when = \"every 4 weeks from 9999-01-05\"",
            "pulse.when: the first day would be 9999-01-05, more than two years from now",
        ),
        (
            "when = \"first Tuesday of the month\"",
            "when = \"every 4 weeks from +262142-12-30\"",
            "pulse.when: the first day would be +262142-12-30",
        ),
        ("survey = \"team-safety\"", "survey = \"Team\"", "pulse.survey: \"Team\" is no short name"),
        ("at = \"09:00\"", "at = \"9\"", "pulse.at: \"9\" is no time of day"),
        ("at = \"09:00\"", "at = \"04:00\"", "pulse.at: 04:00 is not allowed"),
        ("for_days = 10", "for_days = 1", "pulse.for_days: 1 working days are not allowed"),
        ("remind_after = [5]", "remind_after = [9]", "pulse.remind_after: a reminder after 9 working days"),
        ("remind_after = [5]", "remind = [5]", "did you mean `remind_after`?"),
    ] {
        assert!(uncommented.contains(from), "{from}");
        let line = 1 + uncommented[..uncommented.find(from).expect("a place")].matches('\n').count();
        let error = read(&uncommented.replacen(from, to, 1)).expect_err(to);
        assert!(error.starts_with(&format!("polsslag.toml: line {line}: ")) && error.contains(expected), "{error}");
    }
}
