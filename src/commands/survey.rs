//! `survey`: checks questionnaire files. Changes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::{Language, Questionnaire, SurveyKey};

use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check a questionnaire file; says line, key and what was expected of everything that is wrong
    Check {
        /// The file
        file: PathBuf,
    },
}

pub(crate) fn run(command: &Command) -> Result<(), Failure> {
    let Command::Check { file } = command;
    let survey = read(file)?;
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
    Ok(())
}

/// Reads a questionnaire file.
pub(crate) fn read(file: &Path) -> Result<Questionnaire, Failure> {
    let text = fs::read_to_string(file).map_err(Failure::file(file))?;
    Questionnaire::parse(&text).map_err(|source| Failure::Survey { path: file.to_owned(), source })
}

/// Finds the questionnaire with this key among the files of an installation.
pub(crate) fn find(folder: &Path, key: &SurveyKey) -> Result<Questionnaire, Failure> {
    let file = folder.join(format!("{key}.toml"));
    if !file.is_file() {
        let known = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned()));
        let mut known: Vec<_> = known.collect();
        known.sort_unstable();
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
