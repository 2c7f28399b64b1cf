//! The address of a visitor, behind the proxies that are configured. Believes nobody else. Keeps nothing.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use rocket::Request;

use crate::House;

/// The address of whoever made this request.
pub(super) fn address(request: &Request<'_>) -> IpAddr {
    let peer = request.remote().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |remote| remote.ip());
    let proxies = request.rocket().state::<House>().map_or(&[][..], |house| &house.proxies);
    let hops: Vec<_> = request.headers().get("X-Forwarded-For").flat_map(|header| header.split(',')).collect();
    behind(peer, proxies, &hops)
}

/// Every proxy adds the address of its peer on the right, so the visitor is the first from the right that is no proxy.
/// What stands further to the left was written by that visitor.
fn behind(peer: IpAddr, proxies: &[IpAddr], hops: &[&str]) -> IpAddr {
    let mut address = peer.to_canonical();
    for hop in hops.iter().rev() {
        if !proxies.contains(&address) {
            break;
        }
        let Some(next) = read(hop.trim()) else { break };
        address = next;
    }
    address
}

/// An address, with a port or without.
fn read(hop: &str) -> Option<IpAddr> {
    let bare = || hop.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    hop.parse::<SocketAddr>().map(|socket| socket.ip()).or_else(|_| bare()).ok().map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, proxies: &[&str], header: &str) -> String {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let proxies: Vec<_> = proxies.iter().map(|text| ip(text)).collect();
        let hops: Vec<_> = header.split(',').filter(|hop| !hop.is_empty()).collect();
        behind(ip(peer), &proxies, &hops).to_string()
    }

    #[test]
    fn only_a_proxy_is_believed() {
        assert_eq!(found("198.51.100.7", &["127.0.0.1"], "192.0.2.1"), "198.51.100.7");
        assert_eq!(found("127.0.0.1", &[], "192.0.2.1"), "127.0.0.1");
        assert_eq!(found("127.0.0.1", &["127.0.0.1"], ""), "127.0.0.1");
        assert_eq!(found("127.0.0.1", &["127.0.0.1"], "192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn what_the_visitor_wrote_on_the_left_counts_for_nothing() {
        let proxies = ["127.0.0.1", "10.0.0.2"];
        assert_eq!(found("127.0.0.1", &proxies, "1.1.1.1, 192.0.2.1"), "192.0.2.1");
        assert_eq!(found("127.0.0.1", &proxies, "1.1.1.1, 192.0.2.1, 10.0.0.2"), "192.0.2.1");
        assert_eq!(found("127.0.0.1", &proxies, "1.1.1.1, nonsense"), "127.0.0.1");
    }

    #[test]
    fn an_address_may_come_with_a_port_and_in_the_long_form() {
        assert_eq!(found("::ffff:127.0.0.1", &["127.0.0.1"], "192.0.2.1:4711"), "192.0.2.1");
        assert_eq!(found("127.0.0.1", &["127.0.0.1"], "[2001:db8::1]:4711"), "2001:db8::1");
        assert_eq!(found("127.0.0.1", &["127.0.0.1"], "2001:db8::1"), "2001:db8::1");
    }
}
