//! Reads a roster from CSV as spreadsheets write it. Does not know the roster that is kept already.

use std::collections::HashMap;

use super::Roster;
use crate::{Language, Person, TimeZone};

/// The columns of a roster file, in any order.
const COLUMNS: [&str; 5] = ["person", "email", "unit", "language", "time_zone"];
/// How many of them every file must have.
const NEEDED: usize = 4;
const PERSON: usize = 0;
const EMAIL: usize = 1;
const UNIT: usize = 2;
const LANGUAGE: usize = 3;
const ZONE: usize = 4;

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
            let cells = places.map(|place| place.and_then(|place| record.get(place)).unwrap_or_default());
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
fn columns(header: &csv::StringRecord) -> Result<([Option<usize>; COLUMNS.len()], Vec<String>), Unreadable> {
    let mut places = [None; COLUMNS.len()];
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
    for (column, place) in places.iter().enumerate().take(NEEDED) {
        if place.is_none() {
            let found = header.iter().collect::<Vec<_>>().join(", ");
            problems.push(Problem::cell(1, column, format!("is missing; the header has: {found}")));
        }
    }
    if problems.is_empty() { Ok((places, ignored)) } else { Err(Unreadable { problems }) }
}

/// Keys and mailboxes met so far, each with the line it stood on.
#[derive(Default)]
struct Seen {
    keys: HashMap<String, u64>,
    mailboxes: HashMap<String, u64>,
}

fn row(line: u64, cells: [&str; COLUMNS.len()], seen: &mut Seen) -> Result<Person, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut keep = |column: usize, complaint: String| problems.push(Problem::cell(line, column, complaint));

    let key = cells[PERSON].parse::<crate::PersonKey>().map_err(|error| keep(PERSON, error.to_string())).ok();
    let email = cells[EMAIL]
        .parse::<crate::EmailAddress>()
        .map_err(|error| keep(EMAIL, format!("\"{}\" {error}", cells[EMAIL].chars().take(80).collect::<String>())))
        .ok();
    let unit = cells[UNIT].parse::<crate::UnitPath>().map_err(|error| keep(UNIT, error.to_string())).ok();
    let language = cells[LANGUAGE].parse::<Language>().map_err(|error| keep(LANGUAGE, error.to_string())).ok();
    let zone = Some(cells[ZONE]).filter(|cell| !cell.is_empty());
    let zone = zone.map(|cell| cell.parse::<TimeZone>().map_err(|error| keep(ZONE, error.to_string())).ok());

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
            Ok(Person { key, email, unit, language, zone: zone.flatten() })
        }
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests;
