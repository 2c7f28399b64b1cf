//! A made-up organisation of any size: divisions, departments, teams, people with Dutch and English names. Does not
//! know how anybody feels.

use std::fmt::Write;

use domain::{Language, UnitPath};

/// The teams, with how many people of each 240 they have. Several are below any threshold.
const TEAMS: [(&str, usize); 30] = [
    ("Care/Ward North/Day team", 12),
    ("Care/Ward North/Evening team", 9),
    ("Care/Ward North/Night team", 6),
    ("Care/Ward North/Kitchen", 3),
    ("Care/Ward South/Day team", 11),
    ("Care/Ward South/Evening team", 8),
    ("Care/Ward South/Night team", 5),
    ("Care/Ward South/Activities", 4),
    ("Care/Home Care/District East", 13),
    ("Care/Home Care/District West", 14),
    ("Care/Home Care/District Centre", 10),
    ("Care/Home Care/Night Watch", 2),
    ("Treatment/Rehabilitation/Physiotherapy", 9),
    ("Treatment/Rehabilitation/Occupational Therapy", 7),
    ("Treatment/Rehabilitation/Speech Therapy", 3),
    ("Treatment/Medical/Physicians", 8),
    ("Treatment/Medical/Nurse Practitioners", 6),
    ("Treatment/Medical/Pharmacy", 4),
    ("Treatment/Psychology/Diagnostics", 5),
    ("Treatment/Psychology/Coaching", 8),
    ("Office/People/HR", 7),
    ("Office/People/Planning", 9),
    ("Office/People/Learning", 4),
    ("Office/Finance/Control", 8),
    ("Office/Finance/Payroll", 5),
    ("Office/Technology/Applications", 12),
    ("Office/Technology/Helpdesk", 10),
    ("Office/Technology/Data", 6),
    ("Office/Facilities/Buildings", 16),
    ("Office/Facilities/Reception", 16),
];

const FIRST: [&str; 32] = [
    "Sanne", "Daan", "Emma", "Sem", "Lotte", "Bram", "Fleur", "Thijs", "Anouk", "Ruben", "Noor", "Jasper", "Mila",
    "Koen", "Eva", "Stijn", "Olivia", "Jack", "Amelia", "George", "Isla", "Harry", "Grace", "Oscar", "Freya", "Arthur",
    "Ivy", "Noah", "Poppy", "Leo", "Fatima", "Mehmet",
];
const LAST: [&str; 30] = [
    "de Vries",
    "Jansen",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "Mulder",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Dijkstra",
    "Smith",
    "Jones",
    "Taylor",
    "Brown",
    "Wilson",
    "Evans",
    "Walker",
    "Wright",
    "Green",
    "Hall",
    "Yilmaz",
    "El Amrani",
    "Pereira",
    "Nowak",
    "Okafor",
];

/// Somebody in it.
pub(crate) struct Member {
    /// The key in the roster.
    pub(crate) key: String,
    /// The position of the team.
    pub(crate) team: usize,
    /// Which of the places in the team, from 0.
    pub(crate) place: usize,
    /// The language of letters and comments.
    pub(crate) language: Language,
}

/// The organisation.
pub(crate) struct Organisation {
    /// The roster as a file, as an administrator would export it.
    pub(crate) roster: String,
    /// Everybody, team by team.
    pub(crate) people: Vec<Member>,
    /// The teams.
    pub(crate) teams: Vec<UnitPath>,
}

impl Organisation {
    /// An organisation of `size` people in 30 teams; small organisations have empty teams.
    pub(crate) fn of(size: usize) -> Self {
        let mut roster = "person;email;unit;language\n".to_owned();
        let mut people = Vec::with_capacity(size);
        let whole: usize = TEAMS.iter().map(|(_, share)| share).sum();
        let mut before = 0;
        for (team, (path, share)) in TEAMS.iter().enumerate() {
            // Rounds the running total, so that the teams add up to the whole.
            let until = (before + share) * size / whole;
            for (place, number) in (before * size / whole..until).enumerate() {
                let (first, last) =
                    (FIRST[number % FIRST.len()], LAST[(number * 7 + number / LAST.len()) % LAST.len()]);
                let key = format!("P{:05}", number + 1);
                let mailbox = format!("{first}.{last}.{}", number + 1).to_lowercase().replace(' ', "-");
                let language = if number % 4 == 0 { Language::English } else { Language::Dutch };
                // Writing to a String can't fail.
                let _ = writeln!(roster, "{key};{mailbox}@example.org;{path};{language}");
                people.push(Member { key, team, place, language });
            }
            before += share;
        }
        let teams = TEAMS.iter().filter_map(|(path, _)| path.parse().ok()).collect();
        Self { roster, people, teams }
    }

    /// The position of a team by its path.
    pub(crate) fn team(&self, path: &str) -> Option<usize> {
        self.teams.iter().position(|team| team.to_string() == path)
    }
}

#[cfg(test)]
mod tests {
    use domain::roster::Reading;

    use super::*;

    #[test]
    fn the_roster_is_a_good_file_of_the_size_asked_for() {
        for size in [1, 30, 240, 1000] {
            let organisation = Organisation::of(size);
            let roster = Reading::of(organisation.roster.as_bytes()).expect("a good file").roster;
            assert_eq!(roster.people().len(), size);
            assert_eq!(organisation.people.len(), size);
        }
        assert_eq!(Organisation::of(240).teams.len(), 30);
        assert_eq!(TEAMS.iter().map(|(_, share)| share).sum::<usize>(), 240);
    }
}
