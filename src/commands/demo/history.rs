//! The demo's past: wave by wave, letters go out, people follow their links and answer, the wave is closed. Does not know
//! how anybody feels: the model tells.

use std::sync::{Arc, Mutex};

use ::mail::{Letter, Post};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use domain::{Questionnaire, WaveLabel};
use indicatif::ProgressBar;
use jobs::{Departure, Opening};
use rocket::http::{ContentType, RawStr, Status};
use rocket::local::asynchronous::Client;
use store::{Audience, Which};
use web::Clock;

use crate::commands::{Installation, serve};
use crate::demo::{self, Organisation, Voices};
use crate::simulation::{Model, ticked};
use crate::{Failure, terminal};

/// The waves of the past, lived through one by one.
pub(super) struct History<'a> {
    installation: &'a Installation,
    questionnaire: &'a Questionnaire,
    organisation: &'a Organisation,
    model: Model,
    voices: Voices,
    client: Client,
    today: Arc<Mutex<NaiveDate>>,
    waves: u32,
    bar: ProgressBar,
}

impl<'a> History<'a> {
    pub(super) async fn new(
        installation: &'a Installation,
        questionnaire: &'a Questionnaire,
        organisation: &'a Organisation,
        waves: u32,
        seed: u64,
    ) -> Result<Self, Failure> {
        let count = usize::try_from(waves).unwrap_or(usize::MAX);
        let people = organisation.people.len();
        let statements = questionnaire.items().len();
        let model = Model::new(seed, &demo::teams(organisation, count), demo::conditions(), statements);
        let today = Arc::new(Mutex::new(NaiveDate::default()));
        let calendar = Arc::clone(&today);
        // The server of the past runs on the calendar of the past.
        let clock = Clock::new(move || {
            let start = calendar.lock().map(|day| *day).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
            (start, start.and_utc().timestamp())
        });
        let server =
            web::server(serve::house(installation, clock, installation.printer()?)?, installation.config.listen);
        let client = Client::untracked(server).await.map_err(|error| Failure::Server(error.kind().to_string()))?;
        Ok(Self {
            installation,
            questionnaire,
            organisation,
            model,
            voices: Voices::new(seed),
            client,
            today,
            waves,
            bar: terminal::bar(count * people, "living through the past"),
        })
    }

    /// Lives through all waves before this month; gives the name of the last one, which management does not read yet.
    pub(super) async fn live_through(&mut self, today: NaiveDate) -> Result<WaveLabel, Failure> {
        let this_month = today.with_day(3).unwrap_or(today);
        let mut last = None;
        for wave in 0..self.waves {
            let opens = this_month - Months::new(self.waves - wave);
            if let Some(earlier) = &last {
                self.installation.store.release_reports(earlier, Audience::Nobody, &|_| 0).await?;
            }
            last = Some(self.live(opens).await?);
            self.model.next_month();
        }
        self.bar.finish_and_clear();
        last.ok_or_else(|| Failure::Refused("a demo needs a past of at least one wave".to_owned()))
    }

    /// One wave: letters go out, people follow their links and answer, the wave is closed.
    async fn live(&mut self, opens: NaiveDate) -> Result<WaveLabel, Failure> {
        if let Ok(mut today) = self.today.lock() {
            *today = opens;
        }
        let (store, traces) = (&self.installation.store, &self.installation.traces);
        let opened = jobs::open(store, &traces.keys, opening(self.installation, self.questionnaire, opens)).await?;
        let post = Post::memory();
        send(self.installation, &post, moment_of(opens)).await?;
        let links: Vec<_> = post.collect().iter().filter_map(read_link).collect();
        for person in &self.organisation.people {
            if let Some(answers) = self.model.answers(person.team, person.place)
                && let Some(link) = links.iter().find(|link| link.person == person.key)
            {
                let comment = self.voices.comment(person.language);
                self.answer(&link.path, &answers, comment.as_deref()).await?;
            }
            self.bar.inc(1);
        }
        jobs::close(store, traces, &opened.label, None, opens + Days::new(14), |_, _| ()).await?;
        Ok(opened.label)
    }

    /// Fills in the form behind a link, as a browser would send it.
    async fn answer(&self, path: &str, answers: &[Option<u8>], comment: Option<&str>) -> Result<(), Failure> {
        let fields = self.questionnaire.items().iter().zip(answers);
        let mut body: Vec<_> = fields.map(|(item, &point)| format!("a.{}={}", item.key, ticked(item, point))).collect();
        body.extend(comment.map(|comment| format!("comment={}", RawStr::new(comment).percent_encode())));
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

pub(super) fn opening(installation: &Installation, questionnaire: &Questionnaire, today: NaiveDate) -> Opening {
    Opening {
        questionnaire: questionnaire.clone(),
        label: None,
        today,
        closes: today + Days::new(14),
        threshold: installation.config.threshold,
        coverage: installation.config.coverage,
        custody: installation.config.custody,
        schedule: installation.config.schedule.clone(),
        departure: Departure::AtOnce(moment_of(today)),
    }
}

/// A personal link, as its person finds it in the letter.
struct Link {
    person: String,
    path: String,
}

/// Noon, in seconds since 1970.
fn moment_of(day: NaiveDate) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp() + 12 * 60 * 60
}

/// Sends the letters that wait at a moment of the past.
async fn send(installation: &Installation, post: &Post, moment: i64) -> Result<(), Failure> {
    let outbox = installation.outbox_to(post.clone(), installation.printer()?, Arc::new(move || moment))?;
    let which = Which { due: moment, retry: false, pulses: true };
    outbox.send(which, jobs::never(), |_, _| ()).await?;
    Ok(())
}

/// The demo's mailboxes end in the number that is in the person's key.
fn read_link(letter: &Letter) -> Option<Link> {
    let text = String::from_utf8(letter.bytes()).ok()?;
    let receiver = text.lines().find_map(|line| line.strip_prefix("To: "))?;
    let number: usize = receiver.split('@').next()?.rsplit('.').next()?.parse().ok()?;
    let token: String = text.split("/a/").nth(1)?.chars().take_while(char::is_ascii_alphanumeric).collect();
    Some(Link { person: format!("P{number:05}"), path: format!("/a/{token}") })
}
