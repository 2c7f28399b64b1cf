//! Messages that come back: whatever they hold, a reason has no address in it. Knows no mailbox.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mail::bounce::Incoming;

fuzz_target!(|message: &[u8]| {
    if let Incoming::Report(report) = Incoming::read(message) {
        for recipient in report.recipients {
            assert!(!recipient.refusal.reason().contains('@'));
            assert!(recipient.refusal.reason().chars().count() <= domain::Refusal::LONGEST);
        }
    }
});
