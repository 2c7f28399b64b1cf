//! `demo`: a made-up organisation with its history. Every wave runs through the real roster, letters, pages and gate.

mod cast;
mod history;
mod room;
mod year;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::roster::Reading;
use domain::{Language, Questionnaire, SurveyKey};
use jobs::{Departure, Opening};

use self::history::{History, opening};
use super::{Installation, delivery, init, outbox, report, serve, survey};
use crate::config::SAMPLE;
use crate::demo::{FALLS, Organisation};
use crate::{Failure, terminal};

#[derive(Args)]
pub(crate) struct Arguments {
    /// How many people
    #[arg(long, default_value_t = 240, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    people: u32,
    /// How many monthly waves before the present one
    #[arg(long, default_value_t = 18, value_parser = clap::value_parser!(u32).range(1..=120))]
    waves: u32,
    /// The seed of the made-up answers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The port of the server
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Make everything, and stop before serving
    #[arg(long)]
    no_serve: bool,
}

const SURVEY: &str = "team-safety";

/// Makes the demo in `dir`, by default in a new folder polsslag-demo, and serves it.
pub(crate) async fn run(dir: Option<PathBuf>, arguments: &Arguments) -> Result<(), Failure> {
    if !arguments.no_serve {
        // Better known now than after the past has been lived through.
        let free = std::net::TcpListener::bind(("127.0.0.1", arguments.port));
        free.map_err(|error| Failure::Server(format!("port {}: {error}; choose another with --port", arguments.port)))?;
    }
    let dir = folder(dir)?;
    init::create(&dir, &configuration(arguments.port)).await?;
    let installation = Installation::open(&dir).await?;
    let today = installation.today();
    let size = usize::try_from(arguments.people).unwrap_or(usize::MAX);
    let organisation = Organisation::of(size);
    let roster_file = dir.join("roster.csv");
    fs::write(&roster_file, &organisation.roster).map_err(Failure::file(&roster_file))?;
    let reading = Reading::of(organisation.roster.as_bytes());
    let reading = reading.map_err(|source| Failure::Roster { path: roster_file, source })?;
    installation.store.replace_roster(&reading.roster).await?;
    let team = organisation.team(FALLS).and_then(|team| organisation.teams.get(team));
    cast::add(&installation, &team.and_then(domain::UnitPath::parent).unwrap_or_default()).await?;

    let key: SurveyKey = SURVEY.parse().map_err(|error| Failure::Refused(format!("{error}")))?;
    let questionnaire = survey::find(&installation.config.surveys, &key)?;
    let mut history =
        History::new(&installation, &questionnaire, &organisation, arguments.waves, arguments.seed).await?;
    let last = history.live_through(today).await?;
    drop(history);
    room::furnish(&installation, &last, arguments.waves, today).await?;
    delivery::release(&installation, &last).await?;
    let printer = installation.printer()?;
    let year = year::write(&installation).await?;

    let link = open_present(&installation, questionnaire, today).await?;
    for (unit, language, file) in papers(&organisation) {
        report::write(&printer.unit(&last, &unit, language).await?, &dir.join(file))?;
    }
    report::write(
        &printer.unit(&last, &domain::UnitPath::organisation(), Language::Dutch).await?,
        &dir.join("rapport-organisatie.pdf"),
    )?;
    report::write(&printer.year(year, Language::Dutch).await?, &dir.join("jaarverslag.pdf"))?;
    let dir = dir.canonicalize().map_err(Failure::file(&dir))?;
    if arguments.no_serve {
        terminal::say(welcome(&installation.config.base_url, &dir, &link, false));
        return Ok(());
    }
    let told = move |address: &str| {
        terminal::say(welcome(address, &dir, &link, true));
        cast::keep_showing_codes();
    };
    serve::launch(installation, Some(Box::new(told))).await
}

/// A folder that is not there yet, or is empty.
fn folder(asked: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let free = |dir: &Path| fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none());
    match asked {
        Some(dir) if free(&dir) => Ok(dir),
        Some(dir) => Err(Failure::Refused(format!(
            "{} is not empty; choose another folder, or serve what is in it with: polsslag serve --dir {}",
            dir.display(),
            dir.display()
        ))),
        None => {
            let names = (2..).map(|number| PathBuf::from(format!("polsslag-demo-{number}")));
            let mut names = std::iter::once(PathBuf::from("polsslag-demo")).chain(names);
            names.find(|dir| !dir.exists()).ok_or_else(|| Failure::Refused("no free folder".to_owned()))
        }
    }
}

fn configuration(port: u16) -> String {
    let told = [
        ("organisation = \"Our organisation\"", "organisation = \"Meander Care\"".to_owned()),
        ("base_url = \"http://127.0.0.1:8000\"", format!("base_url = \"http://127.0.0.1:{port}\"")),
        ("port = 8000", format!("port = {port}")),
        ("from = \"Polsslag <polsslag@localhost>\"", "from = \"Meander Care <pulse@example.org>\"".to_owned()),
        ("name = \"The confidential adviser\"", "name = \"Ada Bos\"".to_owned()),
        ("#= phone = ", "phone = ".to_owned()),
        ("#= email = ", "email = ".to_owned()),
        ("#= hours = ", "hours = ".to_owned()),
    ];
    told.iter().fold(SAMPLE.to_owned(), |text, (sample, demo)| text.replacen(sample, demo, 1))
}

/// Opens the present wave, puts its letters in the folder, and gives one personal link out of them.
async fn open_present(
    installation: &Installation,
    questionnaire: Questionnaire,
    today: chrono::NaiveDate,
) -> Result<String, Failure> {
    let opening =
        Opening { departure: Departure::AtOnce(outbox::now()), ..opening(installation, &questionnaire, today) };
    let opened = jobs::open(&installation.store, &installation.traces.keys, opening).await?;
    outbox::send_all(installation).await?;
    let folder = installation.letters(&opened.label);
    let letters = fs::read_dir(&folder).map_err(Failure::file(&folder))?;
    let texts = letters.filter_map(Result::ok).filter_map(|entry| fs::read_to_string(entry.path()).ok());
    let mut links: Vec<_> = texts
        .filter_map(|text| {
            let token: String = text.split("/a/").nth(1)?.chars().take_while(char::is_ascii_alphanumeric).collect();
            Some(format!("/a/{token}"))
        })
        .collect();
    links.pop().ok_or_else(|| Failure::Refused("no letter was written".to_owned()))
}

/// The two sample reports: a department in Dutch, the team that falls in English.
fn papers(organisation: &Organisation) -> Vec<(domain::UnitPath, Language, &'static str)> {
    let team = organisation.team(FALLS).and_then(|team| organisation.teams.get(team));
    let department = team.and_then(domain::UnitPath::parent);
    let mut papers = Vec::new();
    papers.extend(department.map(|unit| (unit, Language::Dutch, "rapport-afdeling.pdf")));
    papers.extend(team.map(|unit| (unit.clone(), Language::English, "report-team.pdf")));
    papers
}

/// What whoever made a demo needs to look around in it.
fn welcome(address: &str, dir: &Path, link: &str, runs: bool) -> String {
    let (dir, cast) = (dir.display(), cast::welcome(address, runs));
    let (first, last) = if runs {
        ("Polsslag is running.".to_owned(), format!("Stop with Ctrl-C. Later again: polsslag serve --dir {dir}"))
    } else {
        (format!("The demo is made in {dir}."), format!("Serve it with: polsslag serve --dir {dir}"))
    };
    format!(
        "
{first} Everything in it is made up.

  An employee's answer page   {address}{link}
{cast}  The letters of this month   {dir}/letters
  The manager's last report   {dir}/letters/report
  Last month's results letter {dir}/letters/results
  A report in Dutch           {dir}/rapport-afdeling.pdf
  A report in English         {dir}/report-team.pdf
  On the whole organisation   {dir}/rapport-organisatie.pdf
  The year report, in Dutch   {dir}/jaarverslag.pdf

{last}"
    )
}
