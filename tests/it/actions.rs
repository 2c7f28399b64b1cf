//! You said, we did: an action is written down, changed and withdrawn, and employees are told. On both databases.

use crate::house::{PASSWORD, TestHouse, on_both_engines};
use crate::visitor::{Server, form};

/// Names with the signs that patterns and addresses are made of.
const ROSTER: &str =
    "person,email,unit,language\n1,a@x.nl,Zorg 100%/Team_A,en\n2,b@x.nl,Zorg 100%/TeamXA,en\n3,c@x.nl,Kantoor,en\n";
const TEAM: &str = "/actions/Zorg%20100%25/Team_A";

/// A running house with an account, and the cookie of whoever signed in.
fn room(house: &TestHouse) -> (Server, String) {
    house.add_adviser();
    let server = house.serve();
    let cookie = format!("{}; language=en", server.sign_in("ada", PASSWORD));
    (server, cookie)
}

fn action<'a>(unit: &'a str, what: &'a str, by: &'a str, since: &'a str, until: &'a str) -> [(&'a str, &'a str); 5] {
    [("unit", unit), ("what", what), ("by", by), ("since", since), ("until", until)]
}

/// The names of the actions that stand on a page with their forms.
fn names(page: &str) -> Vec<String> {
    let forms = page.split("action=\"/actions/").skip(1);
    let names = forms.filter_map(|rest| rest.split(['#', '"']).next()).filter(|name| !name.contains('/'));
    names.map(str::to_owned).collect()
}

fn an_action_is_written_down_changed_and_withdrawn_and_employees_are_told(house: &TestHouse) {
    house.import(ROSTER);
    house.open_wave();
    let (server, cookie) = room(house);
    let cookie = ("Cookie", cookie.as_str());
    let links: Vec<_> = house.letters().into_iter().map(|(_, link)| link).collect();
    let told = |what: &str| links.iter().map(|link| server.get(link).body.contains(what)).collect::<Vec<_>>();

    let empty = server.get_with(TEAM, cookie);
    assert_eq!(empty.status, 200);
    assert!(empty.body.contains("No action is written down here yet"), "{}", empty.body);
    let wide = action("Zorg 100%", "Doors are open", "department head", "3-2024", "");
    assert_eq!(server.post_with("/actions", cookie, &wide).status, 303);
    let own = action("Zorg 100%/Team_A", "Ten <minutes> & \"Monday\"", "team leader", "12-3-2025", "2025-05");
    let kept = server.post_with("/actions", cookie, &own);
    assert_eq!((kept.status, kept.header("location")), (303, Some(TEAM)));
    // A unit's action is told to its people, and to nobody beside; one around them to all inside it.
    assert_eq!(told("Ten &#60;minutes&#62;"), [true, false, false]);
    assert_eq!(told("Doors are open"), [true, true, false]);
    let page = server.get(&links[0]).body;
    assert!(page.find("Ten &#60;") < page.find("Doors are"), "the newest first");
    assert!(page.contains("department head, since March 2024 · in Zorg 100%"), "{page}");
    assert!(page.contains("team leader, 12 March 2025 to May 2025"), "{page}");

    let all = server.get_with("/actions", cookie).body;
    assert!(all.find("Doors are open") < all.find("Ten &#60;"), "in the order of the tree");
    let [name] = &names(&server.get_with(TEAM, cookie).body)[..] else { panic!("one action of its own") };
    let address = format!("/actions/{name}");
    let changed = action("Kantoor", "Twenty minutes", "team leader", "3-2025", "");
    assert_eq!(server.post_with(&address, cookie, &changed).header("location"), Some(TEAM), "a unit stays");
    assert_eq!((told("Twenty minutes"), told("Ten &#60;")), (vec![true, false, false], vec![false; 3]));
    assert_eq!(server.post_with(&format!("{address}/withdrawal"), cookie, &[]).status, 303);
    assert_eq!(told("Twenty minutes"), [false; 3]);
    for (gone, status) in [(&address, 404), (&format!("{address}/withdrawal"), 404), (&"/actions/x".to_owned(), 422)] {
        assert_eq!(server.post_with(gone, cookie, &changed).status, status, "{gone}");
    }
    assert_eq!(house.rows("SELECT unit FROM action"), ["Zorg 100%"]);
}

fn what_is_wrong_with_an_action_stands_beside_its_field_and_what_was_typed_is_kept(house: &TestHouse) {
    house.import(ROSTER);
    let (server, cookie) = room(house);
    let cookie = ("Cookie", cookie.as_str());
    let long = "é".repeat(161);
    let bad = action("Zorg 100%/Team_A", &long, "  ", "soon", "1-1-2025");
    let page = server.post_with("/actions", cookie, &bad);
    assert_eq!(page.status, 422);
    for expected in [
        "role=\"alert\"",
        &long,
        "value=\"soon\"",
        "value=\"1-1-2025\"",
        "161 characters",
        "which role sees to it",
        "This is no month and no day",
        "add-what-complaint",
    ] {
        assert!(page.body.contains(expected), "{expected} in {}", page.body);
    }
    let ahead = action("/", "x", "y", "1-1-2099", "");
    assert!(server.post_with("/actions", cookie, &ahead).body.contains("lies in the future"));
    let backwards = action("/", "x", "y", "5-2025", "4-2025");
    assert!(server.post_with("/actions", cookie, &backwards).body.contains("lies before the beginning"));
    for unit in ["Zorg 100%/Team%", "Nowhere", "a//b", ""] {
        let page = server.post_with("/actions", cookie, &action(unit, "x", "y", "5-2025", ""));
        assert_eq!(page.status, 404, "{unit}");
    }
    assert_eq!(server.get_with("/actions/Nowhere", cookie).status, 404);
    // Only the adviser, and only from this server's own pages.
    let nobody = server.post_with("/actions", ("Accept-Language", "en"), &action("/", "x", "y", "5-2025", ""));
    assert_eq!(nobody.header("location"), Some("/sign-in"));
    let elsewhere = ("Origin", "https://example.org");
    assert_eq!(server.post_with("/actions", elsewhere, &action("/", "x", "y", "5-2025", "")).status, 403);
    assert_eq!(house.rows("SELECT unit FROM action"), Vec::<String>::new());
}

fn a_long_list_of_actions_has_pages(house: &TestHouse) {
    house.import(ROSTER);
    let (server, cookie) = room(house);
    let cookie = ("Cookie", cookie.as_str());
    for n in 0..52 {
        let what = format!("Action {n:02}.");
        assert_eq!(server.post_with("/actions", cookie, &action("Kantoor", &what, "y", "5-2025", "")).status, 303);
    }
    let page = |address: &str| server.get_with(address, cookie).body;
    let count = |body: &str| body.matches("<p class=\"did\">").count();
    assert_eq!((count(&page("/actions")), count(&page("/actions?page=2"))), (50, 2));
    assert!(page("/actions").contains("/actions?page=2\"") && page("/actions?page=99").contains("51–52 of 52"));
    // An employee's page is for answering.
    house.open_wave();
    let letters = house.letters();
    let link = letters.iter().find(|(to, _)| to.contains("c@x.nl")).map(|(_, link)| link).expect("a letter");
    assert_eq!(count(&server.get(link).body), 5);
    let thanks = server.post(link, &form(&[Some(4); 7])).body;
    assert_eq!(count(&thanks), 5);
    assert!(!thanks.contains("id=\"last\""), "nothing was published yet");
}

on_both_engines!(
    an_action_is_written_down_changed_and_withdrawn_and_employees_are_told,
    what_is_wrong_with_an_action_stands_beside_its_field_and_what_was_typed_is_kept,
    a_long_list_of_actions_has_pages,
);
