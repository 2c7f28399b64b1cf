//! A mail server that does at each step what its script says (RFC 5321, without extensions). It ends with the test.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Lines, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A place in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    /// Before the client says anything.
    Greeting,
    /// `EHLO` or `HELO`.
    Hello,
    /// `STARTTLS`, which is not offered.
    StartTls,
    /// `MAIL FROM`.
    Mail,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`, before any of the letter.
    Data,
    /// In the middle of the letter.
    Body,
    /// After the final dot: whatever is not refused here was taken.
    Dot,
    /// Everything else.
    Other,
}

/// What the server does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Says what servers usually say.
    AsUsual,
    /// Says this; lines are told apart by a line feed.
    Says(&'static str),
    /// Says what servers usually say, a byte at a time.
    Dribbles,
    /// Says this and hangs up.
    SaysAndDrops(&'static str),
    /// Hangs up without a word.
    Drops,
    /// Says nothing until the client hangs up.
    Hangs,
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment<'a> {
    pub(crate) step: Step,
    /// Who was named last with `RCPT TO`.
    pub(crate) receiver: &'a str,
    /// How often this receiver has come to this step, now included; at steps without a receiver, how often anybody has.
    pub(crate) times: usize,
}

type Script = dyn Fn(Moment<'_>) -> Does + Send + Sync;

/// A running server.
pub(crate) struct Stub {
    port: u16,
    letters: Receiver<String>,
    conversations: Arc<AtomicUsize>,
}

impl Stub {
    /// Starts a server with this script.
    pub(crate) fn start(script: impl Fn(Moment<'_>) -> Does + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (taken, letters) = channel();
        let conversations = Arc::new(AtomicUsize::new(0));
        let (script, seen, counter) = (Arc::new(script) as Arc<Script>, Arc::default(), conversations.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counter.fetch_add(1, Ordering::SeqCst);
                let (script, seen, taken) = (Arc::clone(&script), Arc::clone(&seen), taken.clone());
                thread::spawn(move || Conversation::new(stream, script, seen, taken)?.hold());
            }
        });
        Self { port, letters, conversations }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The letters that were taken since this was last asked.
    pub(crate) fn taken(&self) -> Vec<String> {
        self.letters.try_iter().collect()
    }

    /// How many conversations there have been.
    pub(crate) fn conversations(&self) -> usize {
        self.conversations.load(Ordering::SeqCst)
    }
}

struct Conversation {
    out: TcpStream,
    lines: Lines<BufReader<TcpStream>>,
    script: Arc<Script>,
    seen: Arc<Mutex<HashMap<(Step, String), usize>>>,
    taken: Sender<String>,
    receiver: String,
}

impl Conversation {
    fn new(
        stream: TcpStream,
        script: Arc<Script>,
        seen: Arc<Mutex<HashMap<(Step, String), usize>>>,
        taken: Sender<String>,
    ) -> Option<Self> {
        let lines = BufReader::new(stream.try_clone().ok()?).lines();
        Some(Self { out: stream, lines, script, seen, taken, receiver: String::new() })
    }

    /// Goes on until one side hangs up, which is the `None`.
    fn hold(mut self) -> Option<()> {
        self.answer(Step::Greeting, "220 stub.example")?;
        loop {
            let line = self.lines.next()?.ok()?;
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            match verb.as_str() {
                "EHLO" | "HELO" => self.answer(Step::Hello, "250 stub.example")?,
                "STARTTLS" => self.answer(Step::StartTls, "502 5.5.1 not here")?,
                "MAIL" => {
                    self.receiver.clear();
                    self.answer(Step::Mail, "250 2.1.0 well")?
                }
                "RCPT" => {
                    line.split(['<', '>']).nth(1).unwrap_or_default().clone_into(&mut self.receiver);
                    self.answer(Step::Recipient, "250 2.1.5 well")?
                }
                "DATA" => self.take()?,
                "QUIT" => {
                    self.answer(Step::Other, "221 2.0.0 bye")?;
                    return None;
                }
                _ => self.answer(Step::Other, "250 2.0.0 well")?,
            };
        }
    }

    /// Takes a letter.
    fn take(&mut self) -> Option<String> {
        let said = self.answer(Step::Data, "354 go on")?;
        if !said.starts_with("354") {
            return Some(said);
        }
        let mut letter = Vec::new();
        loop {
            match self.lines.next()?.ok()? {
                line if line == "." => break,
                line => letter.push(line),
            }
            if letter.len() == 5 {
                // The middle of a letter is no place to speak at.
                self.answer(Step::Body, "")?;
            }
        }
        let does = self.decide(Step::Dot);
        if !matches!(does, Does::Says(text) | Does::SaysAndDrops(text) if !text.starts_with('2')) {
            self.taken.send(letter.join("\n")).ok()?;
        }
        self.act(does, "250 2.0.0 taken")
    }

    fn decide(&self, step: Step) -> Does {
        let mut seen = self.seen.lock().expect("a count");
        let times = seen.entry((step, self.receiver.clone())).or_default();
        *times += 1;
        let moment = Moment { step, receiver: &self.receiver, times: *times };
        (self.script)(moment)
    }

    fn answer(&mut self, step: Step, usual: &str) -> Option<String> {
        self.act(self.decide(step), usual)
    }

    /// What was said; `None` when the conversation is over.
    fn act(&mut self, does: Does, usual: &str) -> Option<String> {
        let (text, over) = match does {
            Does::AsUsual | Does::Dribbles => (usual, false),
            Does::Says(text) => (text, false),
            Does::SaysAndDrops(text) => (text, true),
            Does::Drops => return None,
            Does::Hangs => {
                while self.lines.next()?.is_ok() {}
                return None;
            }
        };
        let lines = text.lines().map(|line| format!("{line}\r\n")).collect::<Vec<_>>().concat();
        let piece = if does == Does::Dribbles { 1 } else { lines.len().max(1) };
        for bytes in lines.as_bytes().chunks(piece) {
            self.out.write_all(bytes).ok()?;
            if does == Does::Dribbles {
                thread::sleep(Duration::from_millis(20));
            }
        }
        (!over).then(|| text.to_owned())
    }
}
