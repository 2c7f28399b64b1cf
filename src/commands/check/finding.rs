//! What a look at an installation finds, told as it is found or as JSON at the end. Does not look at anything.

use serde::Serialize;

use crate::terminal;

/// How good or bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mark {
    /// As it should be.
    Good,
    /// Worth knowing.
    Note,
    /// Something that must be mended.
    Fault,
}

/// One thing that was found.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    pub(crate) mark: Mark,
    /// What it is about: a word.
    pub(crate) about: &'static str,
    /// What was found and, unless it is good, what to do.
    pub(crate) says: String,
}

/// All that was found so far.
pub(crate) struct Sheet {
    findings: Vec<Finding>,
    speaks: bool,
}

impl Sheet {
    /// An empty one; one that speaks tells each finding at once.
    pub(crate) const fn new(speaks: bool) -> Self {
        Self { findings: Vec::new(), speaks }
    }

    /// Something is as it should be.
    pub(crate) fn good(&mut self, about: &'static str, says: impl Into<String>) {
        self.add(Mark::Good, about, says.into());
    }

    /// Something is worth knowing.
    pub(crate) fn note(&mut self, about: &'static str, says: impl Into<String>) {
        self.add(Mark::Note, about, says.into());
    }

    /// Something must be mended.
    pub(crate) fn fault(&mut self, about: &'static str, says: impl Into<String>) {
        self.add(Mark::Fault, about, says.into());
    }

    /// A good thing, or a fault in the words of whoever met it.
    pub(crate) fn judge<T, E: std::fmt::Display>(
        &mut self,
        about: &'static str,
        found: Result<T, E>,
        good: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        match found {
            Ok(found) => {
                self.good(about, good(&found));
                Some(found)
            }
            Err(error) => {
                self.fault(about, error.to_string());
                None
            }
        }
    }

    /// Something, as good or bad as it is.
    pub(crate) fn add(&mut self, mark: Mark, about: &'static str, says: String) {
        if self.speaks {
            let word = match mark {
                Mark::Good => "good ",
                Mark::Note => "note ",
                Mark::Fault => "FAULT",
            };
            terminal::say(format!("{word}  {about:<13}  {says}"));
        }
        self.findings.push(Finding { mark, about, says });
    }

    /// Everything, in the order in which it was found.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many there are of a kind.
    pub(crate) fn count(&self, mark: Mark) -> usize {
        self.findings.iter().filter(|finding| finding.mark == mark).count()
    }
}
