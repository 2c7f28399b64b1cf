//! A sample of each letter that people get: with the configuration's own words, marked as a sample in its subject, and with
//! links that lead to nobody. Sends nothing and opens no database.

use chrono::{Days, NaiveDate};
use clap::ValueEnum;
use domain::{AccountName, EmailAddress, Questionnaire, WaveLabel};
use mail::{
    Access, Closing, Invitation, Letter, Occasion, OnUnit, Postmark, Reminder, Reports, Results, Sender, Trial,
};
use texts::Texts;

use super::survey;
use crate::Failure;
use crate::config::Config;

/// A letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Whether letters arrive, and what to look at
    Trial,
    /// To everybody on the roster, when a wave opens
    Invitation,
    /// To everybody on the roster, while it is open
    Reminder,
    /// To everybody on the roster, when results are released
    Results,
    /// To management, when results are released
    Reports,
    /// To the adviser, when a wave waits for a passphrase
    Closing,
    /// To whoever gets an account
    Welcome,
    /// To whoever forgot a password
    Reset,
}

/// In place of the secret part of a link: as long as that of an answer and of a password, of letters that no key is made of
/// by chance.
const NOBODY: &str = "samplesamplesamplesamplesa";
/// The same, as long as the one that stops letters.
const NO_OPT_OUT: &str = "samplesamplesamplesamplesamplesamplesample";
/// On how many days people can answer.
const OPEN: u64 = 13;

/// Everything that samples are made of.
struct Desk<'a> {
    config: &'a Config,
    sender: Sender,
    to: &'a EmailAddress,
    postmark: Postmark,
    texts: &'a Texts,
    today: NaiveDate,
}

/// Writes a letter of this kind.
///
/// # Errors
/// When the installation has no questionnaire to write about, or the letter can't be written.
pub(crate) fn write(
    config: &Config,
    kind: Kind,
    to: &EmailAddress,
    texts: &Texts,
    today: NaiveDate,
) -> Result<Letter, Failure> {
    let sender = config.mail.signing_sender().map_err(Failure::Refused)?;
    let sender = if kind == Kind::Trial { sender } else { sender.marking(texts.say("sample-mark")) };
    Desk { config, sender, to, postmark: Postmark::now()?, texts, today }.letter(kind)
}

impl Desk<'_> {
    fn letter(&self, kind: Kind) -> Result<Letter, Failure> {
        match kind {
            Kind::Trial => self.trial(),
            Kind::Welcome => self.access(Occasion::Invitation),
            Kind::Reset => self.access(Occasion::Reset),
            Kind::Invitation | Kind::Reminder => self.question(kind),
            Kind::Results => self.results(),
            Kind::Reports => self.reports(),
            Kind::Closing => self.closing(),
        }
    }

    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.config.base_url)
    }

    fn opt_out(&self) -> String {
        self.link(&format!("/letters/{NO_OPT_OUT}"))
    }

    /// The questionnaire of the first pulse, or else the first of all.
    fn survey(&self) -> Result<Questionnaire, Failure> {
        let folder = &self.config.surveys;
        let planned = self.config.schedule.pulses().first().map(|pulse| pulse.survey().clone());
        let key = planned.or_else(|| survey::keys(folder).into_iter().next());
        let missing = || Failure::Refused(format!("there are no questionnaires in {}", folder.display()));
        survey::find(folder, &key.ok_or_else(missing)?)
    }

    fn account() -> Result<AccountName, Failure> {
        "sample".parse().map_err(|error| Failure::Refused(format!("{error}")))
    }

    fn trial(&self) -> Result<Letter, Failure> {
        let Config { organisation, base_url, adviser, .. } = self.config;
        let trial = Trial { organisation, link: base_url, adviser };
        Ok(trial.write(&self.sender, self.to, &self.postmark, self.texts)?)
    }

    fn access(&self, occasion: Occasion) -> Result<Letter, Failure> {
        let link = self.link(&format!("/reset/{NOBODY}"));
        let organisation = &self.config.organisation;
        // Whoever tries it is the one to ask.
        let administrators = std::slice::from_ref(self.to);
        let access = Access { occasion, organisation, account: &Self::account()?, administrators, link: &link };
        Ok(access.write(&self.sender, self.to, &self.postmark, self.texts)?)
    }

    fn question(&self, kind: Kind) -> Result<Letter, Failure> {
        let survey = self.survey()?;
        let (link, opt_out) = (self.link(&format!("/a/{NOBODY}")), self.opt_out());
        let invitation = Invitation {
            organisation: &self.config.organisation,
            title: survey.title().get(self.texts.language()),
            items: survey.items().len(),
            closes: self.today + Days::new(OPEN),
            threshold: self.config.threshold.get(),
            adviser: &self.config.adviser,
            link: &link,
            opt_out: &opt_out,
        };
        if kind == Kind::Invitation {
            return Ok(invitation.write(&self.sender, self.to, &self.postmark, self.texts)?);
        }
        let Invitation { organisation, title, items, closes, threshold, adviser, link, opt_out } = invitation;
        let reminder = Reminder { organisation, title, items, closes, threshold, adviser, link, opt_out };
        Ok(reminder.write(&self.sender, self.to, &self.postmark, self.texts)?)
    }

    fn results(&self) -> Result<Letter, Failure> {
        let survey = self.survey()?;
        let (link, opt_out) = (self.link(&format!("/results/{}/0/{NOBODY}", self.wave())), self.opt_out());
        let results = Results {
            organisation: &self.config.organisation,
            title: survey.title().get(self.texts.language()),
            opens: self.today,
            unit: &self.texts.say("sample-unit"),
            adviser: &self.config.adviser,
            link: &link,
            opt_out: &opt_out,
        };
        Ok(results.write(&self.sender, self.to, &self.postmark, self.texts)?)
    }

    /// With a link: which report goes along is told by the installation's figures, and a sample has none.
    fn reports(&self) -> Result<Letter, Failure> {
        let survey = self.survey()?;
        let reports = Reports {
            organisation: &self.config.organisation,
            title: survey.title().get(self.texts.language()),
            opens: self.today,
            units: &[OnUnit { unit: self.texts.say("sample-unit"), noted: true }],
            files: Vec::new(),
            link: &self.link("/reports"),
            account: &Self::account()?,
            adviser: &self.config.adviser,
            administrators: std::slice::from_ref(self.to),
        };
        Ok(reports.write(&self.sender, self.to, &self.postmark, self.texts)?)
    }

    fn closing(&self) -> Result<Letter, Failure> {
        let survey = self.survey()?;
        let closing = Closing {
            organisation: &self.config.organisation,
            title: survey.title().get(self.texts.language()),
            closes: self.today,
            account: &Self::account()?,
            link: &self.link(&format!("/waves/{}/closure", self.wave())),
        };
        Ok(closing.write(&self.sender, self.to, &self.postmark, self.texts)?)
    }

    fn wave(&self) -> WaveLabel {
        WaveLabel::of_month(self.today)
    }
}
