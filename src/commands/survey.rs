//! `survey`: checks questionnaires and their conversation guides, and finds them in a folder. Changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::survey::{BadKey, Guide};
use domain::{Language, Questionnaire, SurveyKey};

use crate::{Failure, terminal};

/// How the file of a guide ends; what stands before it names the questionnaire.
const GUIDE: &str = ".guide.toml";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check a questionnaire, or a conversation guide (NAME.guide.toml beside NAME.toml); says line, key and what was
    /// expected of everything that is wrong
    Check {
        /// The file
        file: PathBuf,
    },
}

pub(crate) fn run(command: &Command) -> Result<(), Failure> {
    let Command::Check { file } = command;
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match name.strip_suffix(GUIDE) {
        Some(survey) => describe_guide(file, &read_guide(file, survey)?),
        None => describe(file, &read(file)?),
    }
    Ok(())
}

fn describe(file: &Path, survey: &Questionnaire) {
    terminal::say(format!("{}: a good questionnaire", file.display()));
    terminal::say(format!("  key         {}", survey.key()));
    for language in Language::ALL {
        terminal::say(format!("  title ({language})  {}", survey.title().get(language)));
    }
    let turned = survey.items().iter().filter(|item| item.reversed).count();
    terminal::say(format!("  statements  {}, of which {turned} are turned round", survey.items().len()));
    for index in survey.indices() {
        let items: Vec<_> = index.items.iter().map(|&item| survey.items()[item].key.as_str()).collect();
        terminal::say(format!("  {:<11} {}: {}", index.key, index.name.get(Language::English), items.join(", ")));
    }
}

fn describe_guide(file: &Path, guide: &Guide) {
    terminal::say(format!("{}: a good conversation guide", file.display()));
    terminal::say(format!("  to          {}", guide.survey()));
    for part in guide.parts() {
        let questions = part.questions().get(Language::English).len();
        terminal::say(format!("  {:<11} {}: {questions} questions", part.key(), part.name().get(Language::English)));
    }
}

/// Reads a questionnaire file.
pub(crate) fn read(file: &Path) -> Result<Questionnaire, Failure> {
    let text = fs::read_to_string(file).map_err(Failure::file(file))?;
    Questionnaire::parse(&text).map_err(|source| Failure::Survey { path: file.to_owned(), source })
}

/// Reads the guide in `file`, whose name says to which questionnaire beside it it belongs.
fn read_guide(file: &Path, survey: &str) -> Result<Guide, Failure> {
    let refused = |why: &dyn std::fmt::Display| Failure::Refused(format!("{}: {why}", file.display()));
    let text = fs::read_to_string(file).map_err(Failure::file(file))?;
    let key: SurveyKey = survey.parse().map_err(|error: BadKey| refused(&error))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    if !folder.join(format!("{key}.toml")).is_file() {
        return Err(refused(&format!("this is a conversation guide to {key}.toml, which is not beside it")));
    }
    Guide::parse(&text, &find(folder, &key)?).map_err(|source| Failure::Guide { path: file.to_owned(), source })
}

/// Every conversation guide of an installation, by its questionnaire.
pub(crate) fn guides(folder: &Path) -> Result<BTreeMap<SurveyKey, Guide>, Failure> {
    let mut guides = BTreeMap::new();
    for name in names(folder) {
        let Some(survey) = name.strip_suffix(GUIDE) else { continue };
        let guide = read_guide(&folder.join(&name), survey)?;
        guides.insert(guide.survey().clone(), guide);
    }
    Ok(guides)
}

/// The keys of the questionnaires in a folder, sorted, whether they are good ones or not. A guide has a point in its name,
/// which no key has.
pub(crate) fn keys(folder: &Path) -> Vec<SurveyKey> {
    names(folder).iter().filter_map(|name| name.strip_suffix(".toml")?.parse().ok()).collect()
}

/// The names of the files in a folder, sorted; none where there is no such folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

/// Finds the questionnaire with this key among the files of an installation.
pub(crate) fn find(folder: &Path, key: &SurveyKey) -> Result<Questionnaire, Failure> {
    let file = folder.join(format!("{key}.toml"));
    if !file.is_file() {
        let known: Vec<_> = keys(folder).iter().map(ToString::to_string).collect();
        let (folder, known) = (folder.display(), known.join(", "));
        return Err(Failure::Refused(format!("there is no questionnaire {key} in {folder}; there are: {known}")));
    }
    let survey = read(&file)?;
    if survey.key() != key {
        let (file, inside) = (file.display(), survey.key());
        return Err(Failure::Refused(format!("{file} holds the questionnaire {inside}; name the file {inside}.toml")));
    }
    Ok(survey)
}
