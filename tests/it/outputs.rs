//! Attacks on what was published: every export, page and report of a wave. Works with what is shown, and with twins.

use std::collections::BTreeMap;
use std::fs;

use crate::attack::smallest_isolated;
use crate::house::{PASSWORD, TestHouse, on_both_engines};
use crate::visitor::{Server, form};

/// Direct members of a department, teams of 12, 7, 4 and 1, a lone chain, and siblings that are too small together.
const TEAMS: [(&str, usize); 8] = [
    ("Care", 3),
    ("Care/North", 12),
    ("Care/South", 7),
    ("Care/East", 4),
    ("Care/One", 1),
    ("Office/Chain/Deep/Team", 9),
    ("Office/Small A", 2),
    ("Office/Small B", 2),
];

fn roster() -> (String, Vec<&'static str>) {
    let units: Vec<_> = TEAMS.iter().flat_map(|&(unit, size)| vec![unit; size]).collect();
    let rows = units.iter().enumerate().map(|(n, unit)| format!("p{n:02},p{n:02}@x.nl,{unit},nl\n"));
    (std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect(), units)
}

/// Which people stand together, by carry-up with a threshold of 5 and a coverage of 75 %, worked out by hand.
fn class_of(unit: &str) -> &'static str {
    match unit {
        "Care/North" => "Care/North",
        "Care/South" => "Care/South",
        "Office/Chain/Deep/Team" => "Office/Chain/Deep/Team",
        // 3 + 4 + 1 of Care.
        unit if unit.starts_with("Care") => "Care",
        // 2 + 2 of Office are too few, and are used nowhere.
        _ => "nowhere",
    }
}

/// Person `n`'s seven answers, all different enough to be told apart if anything could.
fn sheet(n: usize) -> [Option<u8>; 7] {
    std::array::from_fn(|item| {
        let point = (n * 7 + item * 3 + n * item) % 11;
        (point < 10).then(|| u8::try_from(1 + point % 5).expect("a point"))
    })
}

/// Opens a wave in which person `n` gives the answers of person `of(n)`, and closes it.
fn live(house: &TestHouse, of: impl Fn(usize) -> usize) -> Server {
    let (csv, _) = roster();
    house.import(&csv);
    house.add_adviser();
    house.open_wave();
    let server = house.serve();
    for (n, (_, link)) in house.letters().iter().enumerate() {
        let mut fields = form(&sheet(of(n)));
        fields.push(("comment".to_owned(), format!("Opmerking {}", of(n))));
        assert_eq!(server.post(link, &fields).status, 200);
    }
    house.must(&["wave", "close", "--early"]);
    server
}

/// Everything that anybody can get to see of a wave, in every role.
fn everything_shown(house: &TestHouse, server: &Server) -> BTreeMap<String, Vec<u8>> {
    let mut shown = BTreeMap::new();
    for format in ["json", "csv"] {
        shown.insert(format.to_owned(), house.must(&["export", "--format", format]).into_bytes());
    }
    shown.insert("audit".to_owned(), house.must(&["audit", "self-attack"]).into_bytes());
    let label = house.rows("SELECT label FROM wave").concat();
    let units = ["/", "Care", "Care/North", "Care/South", "Care/East", "Care/One", "Office", "Office/Chain"];
    let out = house.beside("unit.pdf");
    for unit in units {
        let file = out.to_str().expect("a UTF-8 path");
        house.must(&["report", "--unit", unit, "--wave", &label, "--language", "en", "--out", file]);
        shown.insert(format!("report {unit}"), fs::read(&out).expect("a report"));
    }
    let cookie = server.sign_in("ada", PASSWORD);
    let mut paths = vec!["/overview".to_owned(), format!("/waves/{label}/comments")];
    paths.extend(units.map(|unit| format!("/units/{}", unit.trim_start_matches('/')).replace(' ', "%20")));
    for path in paths {
        let page = server.get_with(&path, ("Cookie", &cookie));
        assert_eq!(page.status, 200, "{path}");
        shown.insert(path, page.body.into_bytes());
    }
    shown
}

fn attack_1_twins_whose_sheets_changed_places_inside_classes_show_the_same(house: &TestHouse) {
    let (_, units) = roster();
    let original = everything_shown(house, &live(house, |n| n));
    // Everybody gives the answers of the next person of their class.
    let next = |n: usize| {
        let members: Vec<_> = (0..units.len()).filter(|&m| class_of(units[m]) == class_of(units[n])).collect();
        let place = members.iter().position(|&m| m == n).expect("a member");
        members[(place + 1) % members.len()]
    };
    let twin = TestHouse::on(house.engine());
    let copied = everything_shown(&twin, &live(&twin, next));
    for (what, bytes) in &original {
        assert!(copied[what] == *bytes, "{what} tells twins apart");
    }
    // The twins do differ: somebody of one class in the place of somebody of another shows.
    let stranger = TestHouse::on(house.engine());
    let strange = everything_shown(
        &stranger,
        &live(&stranger, |n| {
            if n == 4 {
                20
            } else if n == 20 {
                4
            } else {
                n
            }
        }),
    );
    assert!(strange["json"] != original["json"], "the comparison can fail");
}

fn attacks_2_3_and_4_no_group_under_five_comes_out_of_any_sum_or_difference(house: &TestHouse) {
    let (_, units) = roster();
    drop(live(house, |n| n));
    let export = house.export();
    let shown: Vec<&str> = export["waves"][0]["units"]
        .as_array()
        .expect("units")
        .iter()
        .filter(|unit| unit["shown"] == true)
        .map(|unit| unit["unit"].as_str().expect("a path"))
        .collect();
    // Complete: whoever has five answers, and three quarters of them in classes, is shown.
    assert_eq!(
        shown,
        ["/", "Care", "Care/North", "Care/South", "Office/Chain", "Office/Chain/Deep", "Office/Chain/Deep/Team"],
        "Office has 9 of 13 in classes, which is less than three quarters"
    );
    let totals = shown.iter().map(|unit| {
        let inside = |n: &usize| *unit == "/" || units[*n] == *unit || units[*n].starts_with(&format!("{unit}/"));
        (0..units.len()).filter(|n| class_of(units[*n]) != "nowhere").filter(inside).collect()
    });
    let totals: Vec<Vec<usize>> = totals.collect();
    assert_eq!(smallest_isolated(&totals), Some(7), "Care/South; what is left of Care without its teams is 8");

    // The product says the same of itself, and says no when it is not so.
    let printed = house.must(&["audit", "self-attack"]);
    assert!(printed.contains("The promise holds"), "{printed}");
    assert!(printed.contains("groups of people that can be worked out"), "{printed}");
    let smallest = printed.lines().find(|line| line.contains("in the smallest such group")).expect("a line");
    assert!(smallest.ends_with(" 5 to 9"), "a range, like every number of answers: {printed}");
    house.change("UPDATE class SET record = replace(record, '\"sheets\":7', '\"sheets\":4')");
    let broken = house.run(&["audit", "self-attack"]);
    assert!(!broken.ok && broken.out.contains("DOES NOT HOLD"), "{}\n{}", broken.out, broken.err);
}

/// Everything about one team of seven that gives these answers, and nothing else.
fn lone_team(answers: impl Fn(usize) -> [Option<u8>; 7]) -> BTreeMap<String, String> {
    let house = TestHouse::new();
    let rows = (0..7).map(|n| format!("p{n},p{n}@x.nl,Care,nl\n"));
    house.import(&std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect::<String>());
    house.add_adviser();
    house.open_wave();
    let server = house.serve();
    for (n, (_, link)) in house.letters().iter().enumerate() {
        assert_eq!(server.post(link, &form(&answers(n))).status, 200);
    }
    house.must(&["wave", "close", "--early"]);
    let cookie = server.sign_in("ada", PASSWORD);
    let page = |path: &str| server.get_with(path, ("Cookie", &cookie)).body;
    [
        ("csv", house.must(&["export", "--format", "csv"])),
        ("json", house.must(&["export", "--format", "json"])),
        ("overview", page("/overview")),
        ("unit with its chart", page("/units/Care")),
    ]
    .map(|(what, text)| (what.to_owned(), text))
    .into()
}

/// The most favourable answer to each item, one step less at the items in `less`.
fn praise(less: &[usize]) -> [Option<u8>; 7] {
    let favourable = |reversed: bool| if reversed { 1 } else { 5 };
    std::array::from_fn(|item| {
        let reversed = crate::visitor::ITEMS[item].1;
        let step = u8::from(less.contains(&item));
        Some(if reversed { favourable(true) + step } else { favourable(false) - step })
    })
}

/// The least favourable answer to each item, one step more at the items in `more`.
fn blame(more: &[usize]) -> [Option<u8>; 7] {
    praise(more).map(|point| point.map(|point| 6 - point))
}

#[test]
fn attack_13_a_unanimous_team_looks_like_one_that_nearly_is_in_the_chart_s_coordinates_too() {
    for unanimous in [praise as fn(&[usize]) -> [Option<u8>; 7], blame] {
        let all = lone_team(|_| unanimous(&[]));
        // Two of seven say one step less at two items each: every mean stays beyond the cut.
        let nearly = lone_team(|n| if n < 2 { unanimous(&[n, n + 3]) } else { unanimous(&[]) });
        assert_eq!(all, nearly);
        assert!(all["unit with its chart"].contains("<svg"), "there is a chart");
        assert!(!all["csv"].contains(",5.00,") && !all["csv"].contains(",1.00,"), "{}", all["csv"]);
    }
}

on_both_engines!(
    attack_1_twins_whose_sheets_changed_places_inside_classes_show_the_same,
    attacks_2_3_and_4_no_group_under_five_comes_out_of_any_sum_or_difference,
);
