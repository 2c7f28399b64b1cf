//! The test suite of those who wrote SPF, against our walk through a record. Knows no other source of truth.

use std::net::IpAddr;

use serde_json::Value;

use super::{MOST_LOOKUPS, Question, evaluate};
use crate::standing::records::{Kind, Record};
use crate::standing::zone::Zone;

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn zone(names: &Value) -> Zone {
    const KINDS: [(&str, Kind); 5] =
        [("TXT", Kind::Text), ("A", Kind::V4), ("AAAA", Kind::V6), ("MX", Kind::Exchange), ("PTR", Kind::Pointer)];
    let mut zone = Zone::default();
    for (name, records) in names.as_object().expect("names") {
        let records: Vec<_> = list(records).iter().map(|record| (text(&record[0]), text(&record[1]))).collect();
        let silent = records.iter().any(|(kind, _)| *kind == "TIMEOUT");
        for (word, kind) in KINDS {
            let of_kind = records.iter().filter(|(known, _)| *known == word);
            if silent && of_kind.clone().next().is_none() {
                zone.hide(name, kind);
            }
            for (_, value) in of_kind {
                let record = match kind {
                    Kind::Text => Record::Text((*value).to_owned()),
                    Kind::V4 | Kind::V6 => Record::Address(value.parse().expect("an address")),
                    Kind::Pointer => Record::Pointer((*value).to_owned()),
                    Kind::Exchange => {
                        let (preference, host) = value.split_once(' ').expect("two parts");
                        Record::Exchange { preference: preference.parse().expect("a number"), host: host.to_owned() }
                    }
                };
                zone.add(name, kind, record);
            }
        }
    }
    zone
}

#[tokio::test]
async fn every_case_of_the_suite_comes_out_as_it_says() {
    let suite: Value = serde_json::from_str(include_str!("../../../../tests/oracles/rfc7208_spf.json")).expect("JSON");
    let (mut cases, mut wrong) = (0, Vec::new());
    for scenario in list(&suite["scenarios"]) {
        let zone = zone(&scenario["zone"]);
        for case in list(&scenario["tests"]) {
            let (sender, hello) = (text(&case["sender"]), text(&case["hello"]));
            // Without a sender the server's own name is checked (section 2.4).
            let sender = if sender.is_empty() { format!("postmaster@{hello}") } else { sender.to_owned() };
            let address: IpAddr = text(&case["address"]).parse().expect("an address");
            let domain = sender.rsplit_once('@').expect("an address").1;
            let answer = evaluate(&zone, Question { address, sender: &sender, hello }, domain).await;
            let expected: Vec<_> = list(&case["results"]).iter().map(text).collect();
            cases += 1;
            if !expected.contains(&answer.verdict.to_string().as_str()) || answer.lookups > MOST_LOOKUPS + 1 {
                wrong.push(format!("{}: {expected:?}, but {answer:?}", text(&case["name"])));
            }
        }
    }
    assert!(wrong.is_empty() && cases == 203, "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
}
