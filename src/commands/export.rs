//! `export`: everything ever published, and nothing else. Reads publications only.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use report::export;

use super::Installation;
use crate::{Failure, terminal};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The format
    #[arg(long, value_enum)]
    format: Format,
    /// A file instead of standard output
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One document, with how the figures were made
    Json,
    /// One line a figure
    Csv,
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    Installation::within(dir, async |installation| write(installation, arguments).await).await
}

async fn write(installation: &Installation, arguments: &Arguments) -> Result<(), Failure> {
    let publications = installation.store.publications(None).await?;
    let text = match arguments.format {
        Format::Json => export::json(&publications)?,
        Format::Csv => export::csv(&publications)?,
    };
    match &arguments.out {
        Some(file) => {
            fs::write(file, text).map_err(Failure::file(file))?;
            terminal::note(format!("wrote {} waves to {}", publications.len(), file.display()));
            Ok(())
        }
        None => Ok(terminal::print(&text)?),
    }
}
