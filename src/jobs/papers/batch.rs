//! Every report of a wave into a folder, on all processors. Reads a unit when its turn comes, so that a thousand reports need
//! no more memory than a few.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Language, UnitPath, WaveLabel};
use tokio::task::JoinSet;

use super::archive::write_whole;
use super::{Paper, PaperError, Printer, Round};

/// Units that are listed at once.
const LISTED: usize = 200;
/// Bytes of a unit's path in the name of a file; file systems take 255.
const LONGEST: usize = 180;

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
    /// Reports on them that were written.
    pub files: usize,
}

impl Printer {
    /// Prints the report on every unit of a wave, the organisation included, into `batch.folder`.
    ///
    /// `progress` is told how many reports are done, of how many. A file is whole or not there, and one of the same name is
    /// replaced.
    ///
    /// # Errors
    /// When nothing of the wave is published, or a report can't be made or written; those that were written stay.
    pub async fn all(&self, batch: &Batch, progress: impl FnMut(usize, usize)) -> Result<Printed, PaperError> {
        let round = Arc::new(Round::of(&batch.wave, &self.store).await?);
        let top = UnitPath::organisation();
        let listed = self.store.published_unit(&round.edition, &top).await?;
        let root = listed.ok_or_else(|| PaperError::UnknownUnit { unit: top, wave: batch.wave.clone() })?;
        let (units, languages) = (root.inside.end, batch.languages.len());
        let mut line = Line { running: JoinSet::new(), done: 0, total: units * languages, progress };
        for first in (0..units).step_by(LISTED) {
            let some = self.store.published_inside(&round.edition, &root, first, LISTED).await?;
            for listed in some.units {
                let path = listed.unit.path();
                let paper = self.paper(Arc::clone(&round), path).await?;
                line.print(self, paper, batch, |language| self.file_of(listed.position, path, language)).await?;
            }
        }
        line.finish().await?;
        Ok(Printed { units, files: units * languages })
    }

    fn write_file(&self, paper: &dyn Paper, language: Language, file: &Path) -> Result<(), PaperError> {
        let manuscript = paper.write(&self.organisation, &self.adviser, language)?;
        write_whole(file, &self.at_press(|press| Ok(press.print(&manuscript)?))?)
    }

    /// The place in the tree, which no other unit has, then the names: files stand in the order of the tree.
    fn file_of(&self, position: usize, unit: &UnitPath, language: Language) -> String {
        let names = if unit.depth() == 0 { self.organisation.clone() } else { unit.parts().join(" - ") };
        format!("{position:05} {}.{language}.pdf", harmless(&names))
    }
}

/// As much of `names` as goes into the name of a file, without what some file system or reader has another meaning for.
fn harmless(names: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let harmless = |c: char| if c.is_control() || turns(c) || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let mut name: String = names.chars().map(harmless).collect();
    name.truncate(name.floor_char_boundary(LONGEST));
    name.trim().to_owned()
}

type Done = Result<Result<(), PaperError>, tokio::task::JoinError>;

/// Reports that are being printed, no more at once than there are processors.
struct Line<P> {
    running: JoinSet<Result<(), PaperError>>,
    done: usize,
    total: usize,
    progress: P,
}

impl<P: FnMut(usize, usize)> Line<P> {
    /// Prints `paper` in each language, into the file that `name` gives.
    async fn print(
        &mut self,
        printer: &Printer,
        paper: Box<dyn Paper>,
        batch: &Batch,
        name: impl Fn(Language) -> String,
    ) -> Result<(), PaperError> {
        let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let paper: Arc<dyn Paper> = paper.into();
        for &language in &batch.languages {
            if self.running.len() >= at_once {
                let done = self.running.join_next().await;
                self.count(done)?;
            }
            let (printer, paper, file) = (printer.clone(), Arc::clone(&paper), batch.folder.join(name(language)));
            self.running.spawn_blocking(move || printer.write_file(&*paper, language, &file));
        }
        Ok(())
    }

    /// Waits for those that are still printed.
    async fn finish(mut self) -> Result<(), PaperError> {
        while let Some(done) = self.running.join_next().await {
            self.count(Some(done))?;
        }
        Ok(())
    }

    fn count(&mut self, done: Option<Done>) -> Result<(), PaperError> {
        let Some(done) = done else { return Ok(()) };
        done.map_err(|error| PaperError::Interrupted { reason: error.to_string() })??;
        self.done += 1;
        (self.progress)(self.done, self.total);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_every_file_system_and_reads_as_it_is() {
        assert_eq!(harmless(" Zorg/Noord: \u{202E}gnp.exe "), "Zorg_Noord_ _gnp.exe");
        let long = harmless(&"🚀".repeat(60));
        assert!(long.len() <= LONGEST && long.chars().all(|c| c == '🚀'), "no character is cut in two: {long}");
    }
}
