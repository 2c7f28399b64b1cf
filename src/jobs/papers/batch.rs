//! Every report of a wave into a folder, on all processors. Reads a unit when its turn comes, so that a thousand reports need
//! no more memory than a few.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Language, UnitPath, WaveLabel};
use tokio::task::JoinSet;

use super::archive::write_whole;
use super::unit::UnitPaper;
use super::{PaperError, Printer, Round};

/// Units that are listed at once.
const LISTED: usize = 200;
/// Characters of a unit's path in the name of a file; file systems take 255 bytes.
const LONGEST: usize = 60;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The wave.
    pub wave: WaveLabel,
    /// In which languages.
    pub languages: Vec<Language>,
    /// The folder, which is there.
    pub folder: PathBuf,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Printed {
    /// Units that have a report now.
    pub units: usize,
    /// Files that were written.
    pub files: usize,
}

impl Printer {
    /// Prints the report of every unit of a wave, the organisation included, into `batch.folder`.
    ///
    /// `progress` is told how many reports are done, of how many. A file is whole or not there, and one of the same name is
    /// replaced.
    ///
    /// # Errors
    /// When nothing of the wave is published, or a report can't be made or written; those that were written stay.
    pub async fn all(&self, batch: &Batch, mut progress: impl FnMut(usize, usize)) -> Result<Printed, PaperError> {
        let round = Arc::new(Round::of(&batch.wave, &self.store).await?);
        let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let top = UnitPath::organisation();
        let listed = self.store.published_unit(&round.edition, &top).await?;
        let root = listed.ok_or_else(|| PaperError::UnknownUnit { unit: top, wave: batch.wave.clone() })?;
        let units = root.inside.end;
        let total = units * batch.languages.len();
        let (mut running, mut printed) = (JoinSet::new(), Printed { units, files: 0 });
        for first in (0..units).step_by(LISTED) {
            let some = self.store.published_inside(&round.edition, &root, first, LISTED).await?;
            for unit in some.units {
                let paper = Arc::new(UnitPaper::of(Arc::clone(&round), unit.unit.path(), &self.store).await?);
                for &language in &batch.languages {
                    if running.len() >= at_once {
                        finish(running.join_next().await, &mut printed, total, &mut progress)?;
                    }
                    let file = batch.folder.join(self.file_name(unit.position, unit.unit.path(), language));
                    let (own, paper) = (self.clone(), Arc::clone(&paper));
                    running.spawn_blocking(move || own.print_into(&paper, language, &file));
                }
            }
        }
        while let Some(done) = running.join_next().await {
            finish(Some(done), &mut printed, total, &mut progress)?;
        }
        Ok(printed)
    }

    fn print_into(&self, paper: &UnitPaper, language: Language, file: &Path) -> Result<(), PaperError> {
        let manuscript = paper.write(&self.organisation, &self.adviser, language)?;
        write_whole(file, &self.at_press(|press| Ok(press.print(&manuscript)?))?)
    }

    /// The place in the tree, which no other unit has, then the names: files stand in the order of the tree.
    fn file_name(&self, position: usize, unit: &UnitPath, language: Language) -> String {
        let names = if unit.depth() == 0 { self.organisation.clone() } else { unit.parts().join(" - ") };
        // What some file system has another meaning for.
        let harmless = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
        let names: String = names.chars().map(harmless).take(LONGEST).collect();
        format!("{position:05} {}.{language}.pdf", names.trim())
    }
}

type Done = Result<Result<(), PaperError>, tokio::task::JoinError>;

fn finish(
    done: Option<Done>,
    printed: &mut Printed,
    total: usize,
    progress: &mut impl FnMut(usize, usize),
) -> Result<(), PaperError> {
    let Some(done) = done else { return Ok(()) };
    done.map_err(|error| PaperError::Interrupted { reason: error.to_string() })??;
    printed.files += 1;
    progress(printed.files, total);
    Ok(())
}
