//! Reads a roster from CSV as spreadsheets write it. Does not know the roster that is kept already.

use std::collections::HashMap;

use super::Roster;
use crate::{Language, Person};

/// The columns a roster file must have, in any order.
const COLUMNS: [&str; 4] = ["person", "email", "unit", "language"];
const PERSON: usize = 0;
const EMAIL: usize = 1;
const UNIT: usize = 2;
const LANGUAGE: usize = 3;

/// A roster as it was read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The people.
    pub roster: Roster,
    /// Names of columns that were passed over.
    pub ignored: Vec<String>,
}

/// One thing wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}{}: {complaint}", column.as_ref().map(|name| format!(", column {name}")).unwrap_or_default())]
pub struct Problem {
    /// The line in the file, the header being line 1.
    pub line: u64,
    /// The column's name, where one cell is at fault.
    pub column: Option<String>,
    /// What is wrong and what was expected.
    pub complaint: String,
}

/// A file from which nothing is taken over: all that is wrong with it, in file order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::first_lines(problems))]
pub struct Unreadable {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl Problem {
    fn line(line: u64, complaint: impl Into<String>) -> Self {
        Self { line, column: None, complaint: complaint.into() }
    }

    fn cell(line: u64, column: usize, complaint: impl Into<String>) -> Self {
        Self { line, column: Some(COLUMNS[column].to_owned()), complaint: complaint.into() }
    }
}

impl From<Problem> for Unreadable {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl Reading {
    /// Reads a whole file: UTF-8 with or without a byte order mark, commas or semicolons, any line ending.
    ///
    /// # Errors
    /// When anything at all is wrong, with every problem found: either the whole file counts or nothing of it.
    pub fn of(bytes: &[u8]) -> Result<Self, Unreadable> {
        let (text, delimiter) = delimited(decode(bytes)?);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| Problem::line(1, error.to_string()))?.clone();
        let (places, ignored) = columns(&header)?;
        let mut problems = Vec::new();
        let mut people = Vec::new();
        let mut seen = Seen::default();
        for record in reader.records() {
            let record = record.map_err(|error| Problem::line(0, error.to_string()))?;
            let line = line_of(&record, &text);
            if record.iter().all(str::is_empty) {
                continue;
            }
            if record.len() != header.len() {
                problems.push(Problem::line(
                    line,
                    format!(
                        "has {} cells, the header has {}; is a quote or a delimiter missing?",
                        record.len(),
                        header.len()
                    ),
                ));
                continue;
            }
            let cells = places.map(|place| record.get(place).unwrap_or_default());
            match row(line, cells, &mut seen) {
                Ok(person) => people.push(person),
                Err(mut found) => problems.append(&mut found),
            }
        }
        if people.is_empty() && problems.is_empty() {
            problems.push(Problem::line(1, "has a header and nobody under it"));
        }
        if !problems.is_empty() {
            return Err(Unreadable { problems });
        }
        let roster = Roster::of(people).map_err(|double| Problem::line(1, double.to_string()))?;
        Ok(Self { roster, ignored })
    }
}

/// The text of the file, without its byte order mark and with `\n` at each line's end, so that lines count alike.
fn decode(bytes: &[u8]) -> Result<String, Problem> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Problem::line(1, "the file is UTF-16; save it as \"CSV UTF-8\""));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = lines(&before).matches('\n').count() as u64 + 1;
        Problem::line(line, "is not UTF-8 (often an accent from an old encoding); save the file as \"CSV UTF-8\"")
    })?;
    if text.contains('\0') {
        return Err(Problem::line(1, "the file holds zero bytes; it is no CSV text"));
    }
    Ok(lines(text))
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The text and the delimiter of its header; a spreadsheet in a Dutch locale writes semicolons. A first line `sep=;`, as
/// some spreadsheets want it, is emptied, so that lines keep their numbers.
fn delimited(text: String) -> (String, u8) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[delimiter @ (b',' | b';')]) = first.trim().strip_prefix("sep=").map(str::as_bytes) {
        let rest = text[first.len()..].to_owned();
        return (rest, delimiter);
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if header.matches(';').count() > header.matches(',').count() { b';' } else { b',' };
    (text, delimiter)
}

/// The line on which a record begins: blank lines before it belong to nobody.
fn line_of(record: &csv::StringRecord, text: &str) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let blank = text.as_bytes().get(start..).unwrap_or_default().iter().take_while(|&&byte| byte == b'\n').count();
    position.line() + blank as u64
}

/// Where each of [`COLUMNS`] stands, and the names of the others.
fn columns(header: &csv::StringRecord) -> Result<([usize; 4], Vec<String>), Unreadable> {
    let mut places = [None; 4];
    let mut ignored = Vec::new();
    let mut problems = Vec::new();
    for (place, name) in header.iter().enumerate() {
        match COLUMNS.iter().position(|column| name.eq_ignore_ascii_case(column)) {
            Some(column) if places[column].is_some() => {
                problems.push(Problem::cell(1, column, "stands in the header twice"));
            }
            Some(column) => places[column] = Some(place),
            None => ignored.push(name.to_owned()),
        }
    }
    for (column, place) in places.iter().enumerate() {
        if place.is_none() {
            let found = header.iter().collect::<Vec<_>>().join(", ");
            problems.push(Problem::cell(1, column, format!("is missing; the header has: {found}")));
        }
    }
    if problems.is_empty() {
        Ok((places.map(Option::unwrap_or_default), ignored))
    } else {
        Err(Unreadable { problems })
    }
}

/// Keys and mailboxes met so far, each with the line it stood on.
#[derive(Default)]
struct Seen {
    keys: HashMap<String, u64>,
    mailboxes: HashMap<String, u64>,
}

fn row(line: u64, cells: [&str; 4], seen: &mut Seen) -> Result<Person, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut keep = |column: usize, complaint: String| problems.push(Problem::cell(line, column, complaint));

    let key = cells[PERSON].parse::<crate::PersonKey>().map_err(|error| keep(PERSON, error.to_string())).ok();
    let email = cells[EMAIL]
        .parse::<crate::EmailAddress>()
        .map_err(|error| keep(EMAIL, format!("\"{}\" {error}", cells[EMAIL].chars().take(80).collect::<String>())))
        .ok();
    let unit = cells[UNIT].parse::<crate::UnitPath>().map_err(|error| keep(UNIT, error.to_string())).ok();
    let language = cells[LANGUAGE].parse::<Language>().map_err(|error| keep(LANGUAGE, error.to_string())).ok();

    if let Some(key) = &key
        && let Some(first) = seen.keys.insert(key.as_str().to_owned(), line)
    {
        keep(PERSON, format!("\"{}\" stands on line {first} already", key.as_str()));
    }
    if let Some(email) = &email
        && let Some(first) = seen.mailboxes.insert(email.mailbox(), line)
    {
        keep(EMAIL, format!("\"{email}\" stands on line {first} already"));
    }
    match (key, email, unit, language) {
        (Some(key), Some(email), Some(unit), Some(language)) if problems.is_empty() => {
            Ok(Person { key, email, unit, language })
        }
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn complaints(text: &str) -> Vec<String> {
        Reading::of(text.as_bytes()).expect_err("a bad file").problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_spreadsheet_s_file_is_read_whatever_its_habits() {
        let plain = "person,email,unit,language\n1,a@x.nl,Care/Équipe,nl\n2,b@x.nl,Care,en\n";
        let expected = Reading::of(plain.as_bytes()).expect("a good file").roster;
        assert_eq!(expected.people().len(), 2);
        for other in [
            "\u{feff}person;email;unit;language\r\n1;a@x.nl;Care/Équipe;nl\r\n2;b@x.nl;Care;en\r\n",
            "person,email,unit,language\r1,a@x.nl,Care/Équipe,nl\r2,b@x.nl,Care,en",
            "Language;UNIT; email ;person\nnl-NL;\"Care / Équipe\";a@x.nl;1\n\n;;;\nen;Care;b@x.nl;2",
        ] {
            assert_eq!(Reading::of(other.as_bytes()).expect("a good file").roster, expected, "{other}");
        }
    }

    #[test]
    fn a_column_nobody_asked_for_is_named_and_passed_over() {
        let reading = Reading::of(b"person,salary,email,unit,language\n1,high,a@x.nl,Care,nl\n").expect("a good file");
        assert_eq!(reading.ignored, ["salary"]);
    }

    #[test]
    fn every_bad_cell_is_named_by_line_and_column() {
        let found = complaints(
            "person,email,unit,language\n1,ax.nl,,nl\n1,b@x.nl,Care,xx\n,B@x.nl,Care//A,nl\n4,d@x.nl,Care\n",
        );
        assert_eq!(
            found,
            [
                "line 2, column email: \"ax.nl\" needs exactly one @",
                "line 2, column unit: is empty; write a path such as Care/Ward North/Team A",
                "line 3, column language: \"xx\" is not a language of Polsslag; use nl or en",
                "line 3, column person: \"1\" stands on line 2 already",
                "line 4, column person: is empty; every person needs a key of their own, such as a personnel number",
                "line 4, column unit: has a part without a name; write a path such as Care/Ward North/Team A",
                "line 4, column email: \"B@x.nl\" stands on line 3 already",
                "line 5: has 3 cells, the header has 4; is a quote or a delimiter missing?",
            ]
        );
    }

    #[test]
    fn lines_are_counted_alike_for_every_line_ending() {
        for ending in ["\n", "\r\n", "\r"] {
            let text = ["person,email,unit,language", "1,a@x.nl,Care,nl", "2,bx.nl,Care,nl"].join(ending);
            assert_eq!(complaints(&text), ["line 3, column email: \"bx.nl\" needs exactly one @"]);
        }
    }

    #[test]
    fn blank_lines_and_a_line_for_the_spreadsheet_keep_the_count() {
        let blank = "\n\nperson,email,unit,language\n\n\n1,a@x.nl,Care,nl\n\n2,bx.nl,Care,nl\n";
        assert_eq!(complaints(blank), ["line 8, column email: \"bx.nl\" needs exactly one @"]);
        let sep = "sep=;\nperson;email;unit;language\n1;a@x.nl;Care;nl\n2;bx.nl;Care;nl\n";
        assert_eq!(complaints(sep), ["line 4, column email: \"bx.nl\" needs exactly one @"]);
    }

    #[test]
    fn a_file_that_is_no_roster_says_so() {
        assert_eq!(complaints("name;mail\n1;2\n").len(), 4);
        assert_eq!(complaints("person,email,unit,language\n"), ["line 1: has a header and nobody under it"]);
        assert!(complaints("").first().is_some_and(|first| first.contains("is missing")));
        let latin1 = Reading::of(b"person,email,unit,language\n1,a@x.nl,Caf\xe9,nl\n").expect_err("not UTF-8");
        assert_eq!(latin1.problems[0].line, 2);
        let utf16 = Reading::of(&[0xff, 0xfe, b'p', 0]).expect_err("not UTF-8");
        assert!(utf16.to_string().contains("UTF-16"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_but_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Reading::of(&bytes);
        }

        #[test]
        fn any_rows_are_read_or_refused_with_a_line(rows in "([a-z0-9@./;,\"\n ]{0,40}\n){0,8}") {
            if let Err(unreadable) = Reading::of(format!("person,email,unit,language\n{rows}").as_bytes()) {
                prop_assert!(unreadable.problems.iter().all(|problem| problem.line >= 1));
            }
        }
    }
}
