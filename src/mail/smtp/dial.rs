//! A TCP connection to a host by whichever of its addresses answers first. Does not know what is said over it.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;

/// How long an address is tried alone before the next one is tried beside it (RFC 8305, section 5).
const HEAD_START: Duration = Duration::from_millis(250);

/// The addresses of a host, in the system's order of preference.
pub(crate) async fn look_up(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    let addresses: Vec<_> = lookup_host((host, port)).await?.collect();
    if addresses.is_empty() { Err(io::Error::other("it has no address")) } else { Ok(addresses) }
}

/// A connection to the first of these addresses that answers. What is written leaves at once: a letter's last packet must not
/// wait until the packets before it are acknowledged, which takes a relay 40 ms.
pub(crate) async fn connect(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut waiting = addresses.iter().copied();
    let mut attempts = JoinSet::new();
    let mut last = io::Error::other("it has no address");
    loop {
        if let Some(address) = waiting.next() {
            attempts.spawn(TcpStream::connect(address));
        }
        tokio::select! {
            done = attempts.join_next() => match done {
                Some(Ok(Ok(stream))) => {
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Some(Ok(Err(error))) => last = error,
                Some(Err(panic)) => last = io::Error::other(panic),
                None => return Err(last),
            },
            () = tokio::time::sleep(HEAD_START), if waiting.len() > 0 => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn an_address_where_nothing_listens_does_not_keep_us_from_the_next() {
        let dead = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address");
        let alive = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = alive.local_addr().expect("an address");
        let begun = Instant::now();
        let stream = connect(&[dead, address]).await.expect("a connection");
        assert_eq!(stream.peer_addr().expect("an address"), address);
        assert!(stream.nodelay().expect("a setting") && begun.elapsed() < Duration::from_secs(5));
        connect(&[dead]).await.expect_err("nothing listens");
        connect(&[]).await.expect_err("no address");
    }
}
