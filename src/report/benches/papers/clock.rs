//! Processor time on one core: what others do on the machine disturbs it least. Does not know what is measured.

use std::fs;
use std::process::{Command, id};
use std::time::{Duration, Instant};

/// Keeps this process, and those it will start, on the last core it may run on; tells whether that went well.
///
/// Comes before anything starts a thread: the typesetter makes one for each core it sees.
pub(crate) fn on_one_core() -> String {
    let cores = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let cores = cores.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).unwrap_or_default();
    let core = cores.trim().rsplit([',', '-']).next().unwrap_or_default().to_owned();
    let pinned = Command::new("taskset").args(["-cp", &core, &id().to_string()]).output();
    if pinned.is_ok_and(|output| output.status.success()) {
        format!("on core {core} alone")
    } else {
        "on any core, because there is no taskset: threads may add their times up".to_owned()
    }
}

/// What is measured, and of which build.
pub(crate) fn what() -> String {
    let time = if processor().is_some() { "processor time" } else { "time on the clock" };
    let build = if cfg!(debug_assertions) { "an unoptimised build" } else { "an optimised build" };
    format!("{time}, {build}")
}

/// What `work` gives, and how long it takes.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (begun, before) = (Instant::now(), processor());
    let done = work();
    let taken = before.and_then(|before| processor()?.checked_sub(before));
    (done, taken.unwrap_or_else(|| begun.elapsed()))
}

/// The time that all threads of this process spent on a processor, where the system tells.
fn processor() -> Option<Duration> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir("/proc/self/task").ok()? {
        let told = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        nanoseconds += told.split(' ').next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(nanoseconds))
}
