//! How many letters a second leave the queue, each written for its receiver and recorded as sent, beside Postfix's own
//! `smtp-source` with as many connections to the same `smtp-sink`; and how much memory a hundred thousand take. Asserts
//! nothing: figures of a shared machine are for reading. Run with: cargo bench -p jobs
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops at the first fault")]
#![allow(missing_docs, reason = "a benchmark has no interface")]

mod house;
mod relay;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jobs::never;
use mail::Post;
use store::Which;

use self::house::{House, NOW};
use self::relay::Sink;

/// Letters of one measurement.
const LETTERS: usize = 4_000;
/// Measurements of each kind; they take turns, and the middle one counts.
const TURNS: usize = 5;
/// Letters for which memory is looked at.
const MANY: usize = 100_000;
/// What an own process is told, to send what waits in a folder: the folder and a port come after it.
const SEND: &str = "send";

fn per_second(time: Duration) -> f64 {
    f64::from(u32::try_from(LETTERS).unwrap()) / time.as_secs_f64()
}

fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

async fn ours(sink: &Sink, connections: usize) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    House::found(folder.path(), LETTERS).await;
    let house = House::open(folder.path()).await;
    let outbox = house.outbox(sink.post(), connections);
    let begun = Instant::now();
    let sending = outbox.send(WHICH, never(), |_, _| ()).await.unwrap();
    let time = begun.elapsed();
    assert_eq!((sending.sent, sending.waiting), (LETTERS, 0));
    per_second(time)
}

const WHICH: Which = Which { due: NOW, retry: false, pulses: true };

/// A letter as everybody gets it.
async fn a_letter() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    House::found(folder.path(), 1).await;
    let (house, post) = (House::open(folder.path()).await, Post::memory());
    house.outbox(post.clone(), 1).send(WHICH, never(), |_, _| ()).await.unwrap();
    post.collect().pop().unwrap().bytes()
}

async fn rates() {
    let letter = a_letter().await;
    println!(
        "a letter has {} bytes; the machine makes {:.0} forced writes a second",
        letter.len(),
        relay::forced_writes()
    );
    println!("connections   smtp-source        anew each      polsslag   ratio (anew)");
    for connections in [1, 4, 16] {
        let sink = Sink::start();
        let (mut theirs, mut anew, mut own) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..TURNS {
            theirs.push(per_second(sink.source(&letter, LETTERS, connections, true)));
            own.push(ours(&sink, connections).await);
            anew.push(per_second(sink.source(&letter, LETTERS, connections, false)));
        }
        let (theirs, anew, own) = (middle(theirs), middle(anew), middle(own));
        let (ratio, other) = (own / theirs, own / anew);
        println!("{connections:>11} {theirs:>11.0}/s {anew:>14.0}/s {own:>11.0}/s   {ratio:.2} ({other:.2})");
    }
}

/// Memory of this process in MB, as the system sees it.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse::<u32>().ok());
    f64::from(kib.unwrap_or_default()) / 1024.0
}

/// Sends what waits in a folder, and tells the memory on the way.
async fn send_many(folder: &Path, port: u16) {
    let house = House::open(folder).await;
    let outbox = house.outbox(relay::post(port), 4);
    let (begun, next) = (Instant::now(), AtomicUsize::new(0));
    println!("before the first of {MANY} letters  {:>7.1} MB", resident());
    let marks = [10_000, 50_000, 90_000, MANY];
    outbox
        .send(WHICH, never(), |done, _| {
            let mark = marks.get(next.load(Ordering::Relaxed)).copied().unwrap_or(usize::MAX);
            if done >= mark {
                next.fetch_add(1, Ordering::Relaxed);
                println!("after {mark:>6} letters, {:>4} s         {:>7.1} MB", begun.elapsed().as_secs(), resident());
            }
        })
        .await
        .unwrap();
}

async fn memory() {
    let (folder, sink) = (tempfile::tempdir().unwrap(), Sink::start());
    House::found(folder.path(), MANY).await;
    // A process of its own has not held a roster of a hundred thousand.
    let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
    assert!(alone.arg(SEND).arg(folder.path()).arg(sink.port().to_string()).status().unwrap().success());
}

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().collect();
    if let [_, word, folder, port] = &words[..]
        && word == SEND
    {
        return send_many(Path::new(folder), port.parse().unwrap()).await;
    }
    if !relay::are_installed() {
        println!("smtp-sink and smtp-source were not found; they are part of Postfix: run tests/run, or install it");
        return;
    }
    rates().await;
    memory().await;
}
