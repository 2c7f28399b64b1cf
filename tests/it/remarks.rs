//! Words of comments are released, read by employees, replaced and withdrawn; nothing else of a comment is kept. And what an
//! employee is told of the last wave. On both databases.

use crate::house::{Engine, PASSWORD, TestHouse, in_days, on_both_engines};
use crate::visitor::{Page, Server, form};

/// A comment that nobody ever sees but the adviser.
const CANARY: &str = "kanarie-41c";

/// Twelve people in one team, four in another: these write too few comments, and are too few to be shown.
fn roster() -> String {
    let rows = (0..16).map(|n| format!("p{n},p{n:02}@x.nl,Care/Team {},en\n", if n < 12 { "A" } else { "B" }));
    std::iter::once("person,email,unit,language\n".to_owned()).chain(rows).collect()
}

/// A wave in which everybody answered and wrote, closed and long ago; the next one is open.
fn second_wave(house: &TestHouse) -> (Server, String, String) {
    house.import(&roster());
    house.open_wave();
    house.add_adviser();
    let server = house.serve();
    for (n, (_, link)) in house.letters().into_iter().enumerate() {
        let mut fields = form(&[Some(4); 7]);
        fields.push(("comment".to_owned(), format!("{}{n}\n\nwith <two> lines, {CANARY}", ["b", "A"][n % 2])));
        assert_eq!(server.post(&link, &fields).status, 200);
    }
    house.must(&["wave", "close", "--early"]);
    let label = house.rows("SELECT label FROM wave").concat();
    house.change("UPDATE wave SET opens = '2020-01-07', closes = '2020-01-21'");
    let next = format!("{label}-next");
    house.must(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(14), "--label", &next]);
    let cookie = format!("{}; language=en", server.sign_in("ada", PASSWORD));
    (server, cookie, label)
}

fn released(house: &TestHouse) -> Vec<String> {
    house.rows("SELECT unit || ' ' || kind || ': ' || words FROM remark_release ORDER BY unit")
}

fn words_are_looked_at_released_read_replaced_and_withdrawn(house: &TestHouse) {
    let (server, cookie, wave) = second_wave(house);
    let cookie = ("Cookie", cookie.as_str());
    let place = format!("/waves/{wave}/remarks");
    let draft = format!("{place}/draft");
    let post = |address: &str, kind: &str, more: &[(&str, &str)]| -> Page {
        server.post_with(address, cookie, &[&[("unit", "Care/Team A"), ("kind", kind)][..], more].concat())
    };
    // What the people of a team read on the page of released words, to which the thank-you page only links.
    let words = |team: usize| {
        let (_, link) = &house.letters()[team];
        let thanks = server.post(link, &form(&[Some(3); 7])).body;
        let page = server.get(&format!("{link}/words")).body;
        let there = !page.contains("Nothing has been released");
        assert!(thanks.contains("/words?lang=") == there && !thanks.contains("class=\"re"), "{thanks}");
        page
    };
    let comments = server.get_with(&format!("/waves/{wave}/comments"), cookie).body;
    assert_eq!(comments.matches("name=\"picked\"").count(), 12);

    // Ticked texts are first edited: one paragraph each, by the alphabet, and not yet shown as released.
    let ticked = post(&draft, "texts", &[("picked", "b0\r\n\r\nmore"), ("picked", "A1 <x>")]);
    assert_eq!(ticked.status, 200);
    assert!(ticked.body.contains("A1 &#60;x&#62;\n\nb0\nmore</textarea>"), "{}", ticked.body);
    assert!(!ticked.body.contains("id=\"preview\"") && !ticked.body.contains(&format!("action=\"{place}\"")));
    let looked = post(&draft, "texts", &[("words", "zebra\r\n\r\nApple <x>")]).body;
    assert!(
        looked.contains("id=\"preview\"") && looked.contains("<li>Apple &#60;x&#62;</li>\n<li>zebra</li>"),
        "{looked}"
    );
    assert_eq!(released(house), Vec::<String>::new(), "looking keeps nothing");
    for (kind, words) in [("texts", String::new()), ("summary", "x".repeat(2_001)), ("texts", "x\n\n".repeat(21))] {
        let page = post(&place, kind, &[("words", &words)]);
        assert!(
            page.status == 422 && page.body.contains("role=\"alert\"") && page.body.contains(words.trim()),
            "{kind}"
        );
    }
    assert_eq!(released(house), Vec::<String>::new());

    let done = post(&place, "texts", &[("words", "zebra\r\n\r\nApple <x>")]);
    assert_eq!((done.status, done.header("location")), (303, Some("/remarks/Care/Team%20A")));
    assert_eq!(released(house), ["Care/Team A texts: Apple <x>\n\nzebra"]);
    let page = server.get_with("/remarks/Care/Team%20A", cookie).body;
    assert!(page.contains("January 2020") && page.contains("<li>Apple &#60;x&#62;</li>"), "{page}");
    assert!(!page.contains(CANARY) && !page.contains("<svg"), "no comment and no figure");
    assert!(server.get_with("/remarks", cookie).body.contains("/remarks/Care/Team%20A"));
    let (a, b) = (words(0), words(15));
    assert!(a.contains("Apple &#60;x&#62;") && a.contains("Team A, January 2020"), "{a}");
    assert!(!b.contains("Apple"), "words are for the unit whose comments they are: {b}");

    assert_eq!(post(&place, "summary", &[("words", "In short: one.\r\n\r\nTwo.")]).status, 303);
    assert_eq!(released(house), ["Care/Team A summary: In short: one.\n\nTwo."]);
    assert!(words(0).contains("<p>In short: one.</p>"));
    assert_eq!(post(&format!("{place}/withdrawal"), "", &[]).status, 303);
    assert!(released(house).is_empty() && !words(0).contains("In short"));
    assert_eq!(post(&format!("{place}/withdrawal"), "", &[]).status, 404, "there is nothing left");
    // Words are withdrawn because they give somebody away; a server keeps old rows until it cleans up.
    if house.engine() == Engine::Sqlite {
        let files = house.files();
        for gone in ["zebra", "In short: one"] {
            let held = files.iter().find(|(_, bytes)| bytes.windows(gone.len()).any(|bytes| bytes == gone.as_bytes()));
            assert_eq!(held.map(|(path, _)| path), None, "{gone}");
        }
    }
    let kept =
        house.files().into_iter().filter(|(_, bytes)| bytes.windows(CANARY.len()).any(|b| b == CANARY.as_bytes()));
    assert_eq!(kept.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<std::path::PathBuf>::new());
}

fn nothing_is_released_of_a_unit_without_comments_and_by_nobody_else(house: &TestHouse) {
    let (server, cookie, wave) = second_wave(house);
    let place = format!("/waves/{wave}/remarks");
    let words = |unit, kind| [("unit", unit), ("kind", kind), ("words", "They said this.")];
    let cookie = ("Cookie", cookie.as_str());
    for address in [place.clone(), format!("{place}/draft")] {
        // Too few wrote in team B; the department's own comments are carried nowhere, and there is no such team.
        for unit in ["Care/Team B", "Care", "/", "Care/Team C", "a//b"] {
            assert_eq!(server.post_with(&address, cookie, &words(unit, "summary")).status, 404, "{unit}");
        }
        assert_eq!(server.post_with(&address, cookie, &words("Care/Team A", "scores")).status, 404);
        let nobody = server.post_with(&address, ("Accept-Language", "en"), &words("Care/Team A", "summary"));
        assert_eq!(nobody.header("location"), Some("/sign-in"));
    }
    for (other, status) in [(format!("{wave}-next"), 404), ("1999-01".to_owned(), 404), ("x".to_owned(), 422)] {
        let address = format!("/waves/{other}/remarks");
        assert_eq!(server.post_with(&address, cookie, &words("Care/Team A", "summary")).status, status, "{other}");
    }
    assert_eq!(server.get("/remarks/Care/Team%20A").header("location"), Some("/sign-in"));
    assert_eq!(server.get_with("/remarks/Care/Nowhere", cookie).status, 404);
    assert_eq!(released(house), Vec::<String>::new());
}

fn an_employee_is_told_how_the_unit_came_out_as_far_as_it_was_published(house: &TestHouse) {
    let (server, _, _) = second_wave(house);
    let letters = house.letters();
    let thanks = |n: usize| server.post(&letters[n].1, &form(&[Some(2); 7])).body;
    let last = |page: &str| {
        page.split("id=\"last\"").nth(1).and_then(|rest| rest.split("</section>").next()).map(str::to_owned)
    };
    let own = last(&thanks(3)).expect("the last wave");
    assert!(own.contains("Your unit in January 2020") && own.contains("Team A: <strong>"), "{own}");
    assert!(!own.contains("class=\"hidden\""), "{own}");
    let around = last(&thanks(14)).expect("the last wave");
    assert!(around.contains("class=\"hidden\"") && around.contains("Around it, Care had enough"), "{around}");
    assert!(!around.contains("Team B: <strong>") && around.contains("Care: <strong>"), "{around}");
    assert_eq!(last(&thanks(15)), Some(around), "the same for everybody of a unit");
}

on_both_engines!(
    words_are_looked_at_released_read_replaced_and_withdrawn,
    nothing_is_released_of_a_unit_without_comments_and_by_nobody_else,
    an_employee_is_told_how_the_unit_came_out_as_far_as_it_was_published,
);
