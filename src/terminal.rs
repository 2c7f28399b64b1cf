//! The command line's own writer: text for people, and a bar for long work. Does not know what it writes.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use zeroize::Zeroizing;

use crate::Failure;

/// Writes a line. A reader that went away (`| head`) is no fault.
pub(crate) fn say(line: impl AsRef<str>) {
    let _ = writeln!(io::stdout().lock(), "{}", line.as_ref());
}

/// Writes a line for people beside the output.
pub(crate) fn note(line: impl AsRef<str>) {
    let _ = writeln!(io::stderr().lock(), "{}", line.as_ref());
}

/// Returns when whoever runs the program wants it to end.
pub(crate) async fn interrupted() {
    #[cfg(unix)]
    if let Ok(mut ended) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = ended.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// A number with its noun: one of them, or many.
pub(crate) fn count<N: std::fmt::Display + PartialEq + From<u8> + Copy>(number: N, one: &str, many: &str) -> String {
    let noun = if number == N::from(1) { one } else { many };
    format!("{number} {noun}")
}

/// Writes text as it is. A reader that went away is no fault here either.
///
/// # Errors
/// When the output can't be written, such as to a full disk.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// A bar that shows on a terminal only.
pub(crate) fn bar(total: usize, what: &str) -> ProgressBar {
    let bar = ProgressBar::new(total as u64);
    if let Ok(style) = ProgressStyle::with_template("{msg:28} {bar:30} {pos:>6} of {len}  {eta} left") {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Asks for a secret without showing it; where nobody sits at a terminal, the next line of the input is taken.
///
/// # Errors
/// When the input can't be read.
pub(crate) fn secret(question: &str) -> Result<Zeroizing<String>, Failure> {
    if io::stdin().is_terminal() {
        return Ok(Zeroizing::new(rpassword::prompt_password(question)?));
    }
    let mut line = Zeroizing::new(String::new());
    io::stdin().lock().read_line(&mut line)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Asks for a new secret, on a terminal twice.
///
/// # Errors
/// When the input can't be read, or the two differ.
pub(crate) fn new_secret(question: &str) -> Result<Zeroizing<String>, Failure> {
    let first = secret(question)?;
    if io::stdin().is_terminal() && *secret("The same again: ")? != *first {
        return Err(Failure::Refused("the two differ; nothing was changed".to_owned()));
    }
    Ok(first)
}
