//! What holds of any record, good or bad. Knows no rule of SPF but its limits.

use std::net::IpAddr;

use proptest::prelude::*;

use super::{MOST_LOOKUPS, Question, Verdict, evaluate};
use crate::standing::zone::Zone;

/// A term as people write it, or something like it.
fn term() -> impl Strategy<Value = String> {
    let known = prop_oneof![
        Just("a"),
        Just("mx/24"),
        Just("ptr"),
        Just("include:x.nl"),
        Just("include:%{d}"),
        Just("redirect=x.nl"),
        Just("exists:%{ir}.%{p}.x.nl"),
        Just("ip4:10.0.0.0/8"),
        Just("?ip6:2001:db8::/32"),
        Just("~all"),
    ];
    prop_oneof![known.prop_map(str::to_owned), "\\PC{0,12}"]
}

fn asked(record: &str, address: IpAddr) -> super::Answer {
    let zone = Zone::of(&[("x.nl", record)]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(evaluate(&zone, Question { address, sender: "a@x.nl", hello: "x.nl" }, "x.nl"))
}

proptest! {
    #[test]
    fn any_record_comes_to_an_end_within_its_limits(terms in proptest::collection::vec(term(), 0..14), v4: u32) {
        let record = format!("v=spf1 {}", terms.join(" "));
        let answer = asked(&record, IpAddr::V4(v4.into()));
        prop_assert!(answer.lookups <= MOST_LOOKUPS + 1);
        prop_assert!(answer.lookups <= MOST_LOOKUPS || answer.verdict == Verdict::PermError);
        prop_assert_eq!(answer, asked(&record, IpAddr::V4(v4.into())));
    }

    #[test]
    fn a_network_matches_those_addresses_whose_first_bits_are_its_own(network: u32, flipped in 0_u32..32, length in 0_u32..=32) {
        let (home, other) = (std::net::Ipv4Addr::from(network), std::net::Ipv4Addr::from(network ^ (1 << (31 - flipped))));
        let record = format!("v=spf1 ip4:{home}/{length} -all");
        prop_assert_eq!(asked(&record, home.into()).verdict, Verdict::Pass);
        let expected = if flipped < length { Verdict::Fail } else { Verdict::Pass };
        prop_assert_eq!(asked(&record, other.into()).verdict, expected);
    }
}
