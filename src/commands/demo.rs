//! `demo`: a made-up organisation with its history. Every wave runs through the real roster, letters, pages and gate.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ::mail::{Letter, Post};
use chrono::{Datelike, Days, Months, NaiveDate};
use clap::Args;
use domain::roster::Reading;
use domain::{Language, Questionnaire, SurveyKey};
use indicatif::ProgressBar;
use jobs::Opening;
use rocket::http::{ContentType, Status};
use rocket::local::asynchronous::Client;
use web::Clock;

use super::{Installation, init, report, serve, survey};
use crate::config::SAMPLE;
use crate::demo::{Model, Organisation, Story};
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
const ACCOUNT: &str = "adviser";
const PASSWORD: &str = "four quiet green frogs";

/// The teams with a story.
const STORIES: [(&str, Story); 3] = [
    ("Care/Home Care/District East", Story::Falls),
    ("Office/Technology/Applications", Story::Recovers),
    ("Care/Home Care/District West", Story::FallsSilent),
];

/// Makes the demo in `dir`, by default in a new folder polsslag-demo, and serves it.
pub(crate) async fn run(dir: Option<PathBuf>, arguments: &Arguments) -> Result<(), Failure> {
    let dir = folder(dir)?;
    let today = chrono::Local::now().date_naive();
    init::create(&dir, &configuration(arguments.port)).await?;
    let installation = Installation::open(&dir).await?;
    let size = usize::try_from(arguments.people).unwrap_or(usize::MAX);
    let organisation = Organisation::of(size);
    let roster_file = dir.join("roster.csv");
    fs::write(&roster_file, &organisation.roster).map_err(Failure::file(&roster_file))?;
    let reading = Reading::of(organisation.roster.as_bytes());
    let reading = reading.map_err(|source| Failure::Roster { path: roster_file, source })?;
    installation.store.replace_roster(&reading.roster).await?;
    let hash = web::password::hash(PASSWORD)?;
    let name = ACCOUNT.parse().map_err(|error| Failure::Refused(format!("{error}")))?;
    installation.store.add_account(&name, &hash).await?;

    let key: SurveyKey = SURVEY.parse().map_err(|error| Failure::Refused(format!("{error}")))?;
    let questionnaire = survey::find(&installation.config.surveys, &key)?;
    let mut history = History::new(&installation, &questionnaire, &organisation, arguments).await?;
    let last = history.live_through(today).await?;
    drop(history);

    let link = open_present(&installation, questionnaire, today).await?;
    for (unit, language, file) in papers(&organisation) {
        report::write(&installation, &unit, &last, language, &dir.join(file)).await?;
    }
    let dir = dir.canonicalize().map_err(Failure::file(&dir))?;
    if arguments.no_serve {
        terminal::say(format!("made {}; serve it with: polsslag serve --dir {}", dir.display(), dir.display()));
        return Ok(());
    }
    let told = move |address: &str| welcome(address, &dir, &link);
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

/// The waves of the past, lived through one by one.
struct History<'a> {
    installation: &'a Installation,
    questionnaire: &'a Questionnaire,
    organisation: &'a Organisation,
    model: Model,
    client: Client,
    today: Arc<Mutex<NaiveDate>>,
    waves: u32,
    bar: ProgressBar,
}

impl<'a> History<'a> {
    async fn new(
        installation: &'a Installation,
        questionnaire: &'a Questionnaire,
        organisation: &'a Organisation,
        arguments: &Arguments,
    ) -> Result<Self, Failure> {
        let mut stories = vec![Story::Steady; organisation.teams.len()];
        for (path, story) in STORIES {
            if let Some(team) = organisation.team(path) {
                stories[team] = story;
            }
        }
        let waves = usize::try_from(arguments.waves).unwrap_or(usize::MAX);
        let people = organisation.people.len();
        let today = Arc::new(Mutex::new(NaiveDate::default()));
        let seen = Arc::clone(&today);
        // The server of the past runs on the calendar of the past.
        let clock = Clock::new(move || seen.lock().map(|day| *day).unwrap_or_default());
        let server = web::server(serve::house(installation, clock), installation.config.listen);
        let client = Client::untracked(server).await.map_err(|error| Failure::Server(error.kind().to_string()))?;
        Ok(Self {
            installation,
            questionnaire,
            organisation,
            model: Model::new(arguments.seed, stories, people, questionnaire, waves),
            client,
            today,
            waves: arguments.waves,
            bar: terminal::bar(waves * people, "living through the past"),
        })
    }

    /// Lives through all waves before this month; gives the name of the last one.
    async fn live_through(&mut self, today: NaiveDate) -> Result<domain::WaveLabel, Failure> {
        let this_month = today.with_day(3).unwrap_or(today);
        let mut last = None;
        for wave in 0..self.waves {
            let opens = this_month - Months::new(self.waves - wave);
            last = Some(self.live(usize::try_from(wave).unwrap_or_default(), opens).await?);
            self.model.next_wave();
        }
        self.bar.finish_and_clear();
        last.ok_or_else(|| Failure::Refused("a demo needs a past of at least one wave".to_owned()))
    }

    /// One wave: letters go out, people follow their links and answer, the wave is closed.
    async fn live(&mut self, wave: usize, opens: NaiveDate) -> Result<domain::WaveLabel, Failure> {
        if let Ok(mut today) = self.today.lock() {
            *today = opens;
        }
        let (store, keys) = (&self.installation.store, &self.installation.keys);
        let opened = jobs::open(store, keys, opening(self.installation, self.questionnaire, opens)).await?;
        let post = Post::memory();
        let links = send(self.installation, &post, &opened.label).await?;
        for (person, (key, team)) in self.organisation.people.iter().enumerate() {
            if let Some(answers) = self.model.answers(wave, person, *team, self.questionnaire.items())
                && let Some(link) = links.iter().find(|link| link.person == *key)
            {
                self.answer(&link.path, &answers).await?;
            }
            self.bar.inc(1);
        }
        jobs::close(store, keys, &opened.label).await?;
        Ok(opened.label)
    }

    /// Fills in the form behind a link, as a browser would send it.
    async fn answer(&self, path: &str, answers: &[String]) -> Result<(), Failure> {
        let fields = self.questionnaire.items().iter().zip(answers);
        let body: Vec<_> = fields.map(|(item, answer)| format!("a.{}={answer}", item.key)).collect();
        let request = self.client.post(path.to_owned()).header(ContentType::Form).body(body.join("&"));
        let status = request.dispatch().await.status();
        // Somebody who skipped everything is told so, and gives no answer.
        if status == Status::Ok || status == Status::UnprocessableEntity {
            Ok(())
        } else {
            Err(Failure::Server(format!("an answer of the past was met with {status}")))
        }
    }
}

fn opening(installation: &Installation, questionnaire: &Questionnaire, today: NaiveDate) -> Opening {
    Opening {
        questionnaire: questionnaire.clone(),
        label: None,
        today,
        closes: today + Days::new(14),
        threshold: installation.config.threshold,
        coverage: installation.config.coverage,
    }
}

/// A personal link, as its person finds it in the letter.
struct Link {
    person: String,
    path: String,
}

/// Sends a wave's letters and reads the links in those that stay in memory.
async fn send(installation: &Installation, post: &Post, label: &domain::WaveLabel) -> Result<Vec<Link>, Failure> {
    let (store, keys) = (&installation.store, &installation.keys);
    let open = store.find_open_wave(label).await?;
    let open = open.ok_or_else(|| Failure::Refused(format!("wave {label} is not open")))?;
    jobs::send_letters(store, keys, post, &installation.letter_terms(), &open, |_, _| ()).await?;
    Ok(post.collect().iter().filter_map(read_link).collect())
}

/// The demo's mailboxes end in the number that is in the person's key.
fn read_link(letter: &Letter) -> Option<Link> {
    let text = String::from_utf8(letter.bytes()).ok()?;
    let receiver = text.lines().find_map(|line| line.strip_prefix("To: "))?;
    let number: usize = receiver.split('@').next()?.rsplit('.').next()?.parse().ok()?;
    let token: String = text.split("/a/").nth(1)?.chars().take_while(char::is_ascii_alphanumeric).collect();
    Some(Link { person: format!("P{number:05}"), path: format!("/a/{token}") })
}

/// Opens the present wave, puts its letters in the folder, and gives one personal link out of them.
async fn open_present(
    installation: &Installation,
    questionnaire: Questionnaire,
    today: NaiveDate,
) -> Result<String, Failure> {
    let opened =
        jobs::open(&installation.store, &installation.keys, opening(installation, &questionnaire, today)).await?;
    send(installation, &installation.post(&opened.label)?, &opened.label).await?;
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
    let team = organisation.team(STORIES[0].0).and_then(|team| organisation.teams.get(team));
    let department = team.and_then(domain::UnitPath::parent);
    let mut papers = Vec::new();
    papers.extend(department.map(|unit| (unit, Language::Dutch, "rapport-afdeling.pdf")));
    papers.extend(team.map(|unit| (unit.clone(), Language::English, "report-team.pdf")));
    papers
}

fn welcome(address: &str, dir: &Path, link: &str) {
    let dir = dir.display();
    terminal::say(format!(
        "
Polsslag is running. Everything in it is made up.

  An employee's answer page   {address}{link}
  The adviser's room          {address}/sign-in   name: {ACCOUNT}   password: {PASSWORD}
  The letters of this month   {dir}/letters
  A report in Dutch           {dir}/rapport-afdeling.pdf
  A report in English         {dir}/report-team.pdf

Stop with Ctrl-C. Later again: polsslag serve --dir {dir}"
    ));
}
