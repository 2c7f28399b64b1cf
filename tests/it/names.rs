//! A name server on this machine with records of a test's choosing. Knows no name beside them.

use std::net::{SocketAddr, UdpSocket};
use std::thread;

use hickory_resolver::proto::op::{Message, MessageType};
use hickory_resolver::proto::rr::rdata::{A, MX, TXT};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};

/// A record: its name, its type, its value.
pub(crate) type Line = (&'static str, &'static str, &'static str);

/// Starts a name server; it ends with the test.
pub(crate) fn server(zone: Vec<Line>) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let address = socket.local_addr().expect("an address");
    thread::spawn(move || {
        let mut packet = [0; 4096];
        while let Ok((length, asker)) = socket.recv_from(&mut packet) {
            let Some(answer) = answer(&packet[..length], &zone) else { continue };
            if socket.send_to(&answer, asker).is_err() {
                break;
            }
        }
    });
    address
}

fn answer(packet: &[u8], zone: &[Line]) -> Option<Vec<u8>> {
    let mut message = Message::from_vec(packet).ok()?;
    message.metadata.message_type = MessageType::Response;
    message.metadata.recursion_available = true;
    let question = message.queries.first()?.clone();
    for (name, kind, value) in zone {
        let name = Name::from_ascii(format!("{name}.")).expect("a name");
        if name == *question.name() && kind.parse().is_ok_and(|kind: RecordType| kind == question.query_type()) {
            message.add_answer(Record::from_rdata(name, 60, data(question.query_type(), value)));
        }
    }
    message.to_vec().ok()
}

fn data(kind: RecordType, value: &str) -> RData {
    match kind {
        RecordType::A => RData::A(A(value.parse().expect("an address"))),
        RecordType::MX => RData::MX(MX::new(10, Name::from_ascii(value).expect("a name"))),
        // A long text comes in parts.
        _ => RData::TXT(TXT::new(
            value.as_bytes().chunks(200).map(|part| String::from_utf8_lossy(part).into()).collect(),
        )),
    }
}
