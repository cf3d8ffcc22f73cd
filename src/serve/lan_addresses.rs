//! The addresses at which other computers reach this one. Nothing is sent to find them.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

/// The most addresses that are printed.
const MOST: usize = 3;

/// An address of this computer, and the name of the network card that has it.
type Interface = (String, IpAddr);

/// How the names of cards begin that lead to other programs of this computer and to nothing else.
const VIRTUAL: [&str; 16] = [
    "br-",
    "bridge",
    "cni",
    "docker",
    "flannel",
    "hyper-v",
    "lxc",
    "lxd",
    "podman",
    "vbox",
    "vethernet",
    "veth",
    "virbr",
    "virtualbox",
    "vmnet",
    "vmware",
];

/// How the names of cards begin that lead through a tunnel: a telephone beside this computer is not in it.
const TUNNEL: [&str; 9] = ["nordlynx", "openvpn", "ppp", "tailscale", "tap", "tun", "utun", "wg", "wireguard"];

/// Returns the addresses of this computer for a server that listens at `listening`, the likeliest first.
pub(super) fn find(listening: IpAddr) -> Vec<IpAddr> {
    if listening.is_loopback() {
        return Vec::new();
    }
    if !listening.is_unspecified() {
        return vec![listening];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let interfaces = interfaces.into_iter().map(|interface| (interface.name.clone(), interface.ip()));
    let interfaces = interfaces.filter(|(_, address)| listening.is_ipv6() || address.is_ipv4());
    choose(interfaces.collect(), route())
}

/// Returns the address from which this computer would ask another one: a socket without a connection only looks that up.
fn route() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address that belongs to nobody (RFC 5737).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Sorts addresses by how likely a telephone in the same room reaches them, and leaves out those that it cannot reach.
fn choose(interfaces: Vec<Interface>, route: Option<IpAddr>) -> Vec<IpAddr> {
    let reachable = interfaces.into_iter().filter(|(_, address)| is_reachable(*address));
    let mut ranked: Vec<_> = reachable
        .map(|(name, address)| {
            let name = name.to_ascii_lowercase();
            let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
            let card = if begins(&VIRTUAL) { 2 } else { u8::from(begins(&TUNNEL)) };
            (card, kind(address), Some(address) != route, address)
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    let has_others = ranked.iter().any(|(card, ..)| *card < 2);
    let ranked = ranked.into_iter().filter(|(card, ..)| !has_others || *card < 2);
    ranked.map(|(.., address)| address).take(MOST).collect()
}

fn is_reachable(address: IpAddr) -> bool {
    let is_link_local = match address {
        IpAddr::V4(address) => address.is_link_local(),
        // It needs the name of the card, which no browser takes.
        IpAddr::V6(address) => address.is_unicast_link_local(),
    };
    !is_link_local && !address.is_loopback() && !address.is_unspecified() && !address.is_multicast()
}

/// Returns a lower number for what is likelier a network at home.
fn kind(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(address) if address.is_private() => 0,
        IpAddr::V4(_) => 1,
        IpAddr::V6(address) if address.is_unique_local() => 2,
        IpAddr::V6(_) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(interfaces: &[(&str, &str)], route: Option<&str>) -> Vec<String> {
        let address = |text: &str| text.parse().expect("an address");
        let interfaces = interfaces.iter().map(|(name, text)| ((*name).to_owned(), address(text))).collect();
        choose(interfaces, route.map(address)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_network_at_home_comes_before_a_tunnel_and_bridges_to_containers_are_left_out() {
        let laptop = [
            ("lo", "127.0.0.1"),
            ("docker0", "172.17.0.1"),
            ("br-4f0c", "172.18.0.1"),
            ("tun0", "10.8.0.2"),
            ("wlan0", "192.168.1.5"),
            ("wlan0", "fe80::1"),
        ];
        assert_eq!(chosen(&laptop, Some("10.8.0.2")), ["192.168.1.5", "10.8.0.2"]);
        let windows =
            [("vEthernet (WSL)", "172.20.0.1"), ("VMware Network Adapter", "192.168.56.1"), ("Wi-Fi", "10.0.0.7")];
        assert_eq!(chosen(&windows, None), ["10.0.0.7"]);
        let mac =
            [("utun3", "100.64.0.1"), ("en0", "192.168.0.9"), ("bridge100", "192.168.64.1"), ("en1", "169.254.1.1")];
        assert_eq!(chosen(&mac, None), ["192.168.0.9", "100.64.0.1"]);
    }

    #[test]
    fn the_address_of_the_route_comes_first_and_three_are_enough() {
        let many = [("eth0", "10.0.0.1"), ("eth1", "10.0.0.2"), ("eth2", "10.0.0.3"), ("eth3", "10.0.0.4")];
        assert_eq!(chosen(&many, Some("10.0.0.4")), ["10.0.0.4", "10.0.0.1", "10.0.0.2"]);
        let server = [("eth0", "203.0.113.7"), ("eth0", "2001:db8::7"), ("eth1", "10.0.0.2"), ("eth1", "fd00::2")];
        assert_eq!(chosen(&server, Some("203.0.113.7")), ["10.0.0.2", "203.0.113.7", "fd00::2"]);
    }

    #[test]
    fn a_bridge_is_better_than_nothing_and_nothing_is_possible() {
        assert_eq!(chosen(&[("lo", "127.0.0.1"), ("docker0", "172.17.0.1")], None), ["172.17.0.1"]);
        assert_eq!(chosen(&[("lo", "127.0.0.1"), ("lo", "::1")], None), Vec::<String>::new());
        assert_eq!(find(IpAddr::from([127, 0, 0, 1])), Vec::<IpAddr>::new());
        assert_eq!(find(IpAddr::from([10, 0, 0, 1])), [IpAddr::from([10, 0, 0, 1])]);
    }
}
