//! What is said of a session from the command line: what it needs, how phones find it, the files of sessions and who reaches
//! them, sessions that were interrupted, and what comes of one.

use std::fmt::Display;
use std::net::SocketAddr;

use super::count;
use crate::domain::questionnaire::MIN_PEOPLE_LEAST;

// What it needs.

pub const NO_TERMINAL: &str = "a session is run from a terminal, and standard input or output is none";
pub const NOT_HOSTED: &str = "the session cannot be hosted";
pub const NOT_SERVED: &str = "phones cannot be served";
pub const NOT_FILLED: &str = "the room cannot be filled";
pub const NO_SEAT: &str = "nobody can sit down at this laptop";
/// Where the picture of the code was to go where the session is shown.
pub const ON_SCREEN: &str =
    "--qr names a file for the picture of the code, and standard output is the screen of the session";
pub const NO_CODE: &str = "a session on one laptop has no code to scan: leave out --qr";

pub fn no_short_form(questionnaire: &str) -> String {
    format!("{questionnaire} has no short form: leave out --pulse")
}

pub fn least_out_of_range(asked: u32, most: u32) -> String {
    format!("--min-people {asked}: it goes from {MIN_PEOPLE_LEAST} to {most}")
}

pub fn least_too_large(least: u32, most: u32) -> String {
    format!(
        "the questionnaire shows figures of {least} people or more, and a session admits {most}: --min-people sets \
         another number"
    )
}

// How phones find it.

pub const NO_ADDRESSES: &str = "the system does not tell the addresses of this machine";
pub const NO_NETWORK: &str = "this machine has no address that phones could reach: join a Wi-Fi or open a hotspot; --kiosk passes this laptop \
     round instead, and --address 127.0.0.1 tries a session on this machine alone";

/// Of an address that is asked for; `there` says which ones the machine has.
pub fn no_address(typed: &str, there: &str) -> String {
    format!("'{typed}' is no IP address: {there}")
}

pub fn not_of_this_machine(ip: &impl Display, there: &str) -> String {
    format!("{ip} is no address that phones could reach this machine by: {there}")
}

pub fn it_has(addresses: &[String]) -> String {
    match addresses {
        [] => "it has none at the moment".to_owned(),
        all => format!("it has {}", all.join(", ")),
    }
}

/// What an address is good for that leads nowhere else.
pub const INSIDE: &str = "inside this machine";
/// What is to be minded about an address, after it.
pub const REACHES_ITSELF: &str = "reaches this machine alone: no phone gets here.";
pub const IS_PUBLIC: &str = "is open to the Internet: anybody who has the code can join.";
pub const IS_SELF_ASSIGNED: &str =
    "is an address that this machine gave itself: phones reach it only on the same cable.";
pub const LEADS_INSIDE: &str = "leads into this machine: phones may not reach it.";
pub const IS_OF_VPN: &str = "belongs to a VPN: phones in the room are not in it.";

/// Why a session cannot listen where it is to.
pub const PORT_TAKEN: &str = "another program has that port";
pub const TAKE_ANOTHER_PORT: &str = "another program has that port; give another with --port";
pub const PORT_RESERVED: &str = "the system keeps that port for itself; give one from 1024 on with --port";
pub const ADDRESS_GONE: &str = "this machine does not have that address at the moment";

pub fn not_bound(at: SocketAddr, why: &str) -> String {
    format!("{at} cannot be used: {why}")
}

pub fn not_bound_again(before: SocketAddr, why: &str) -> String {
    format!(
        "the session was at {before}, and {why}: mend that, so that phones come back by themselves; or give it another \
         place with --address or --port, and let everybody join anew"
    )
}

pub const NO_URL: &str = "give the address of a reverse proxy, such as https://pulse.example.com";
pub const URL_WITH_PATH: &str = "leave out what comes after the host: the pages stand at its root";

/// Behind a proxy, for those who are in the room.
pub fn in_this_network(url: &str) -> String {
    format!("In this network the session is at {url} too; 'undercurrent join' needs that address.")
}

pub fn port_moved(usual: u16, port: u16) -> String {
    format!("Port {usual} is taken by another program, so it is {port}.")
}

/// The other addresses of this machine, for phones in another network.
pub fn other_addresses(addresses: &[String]) -> Option<String> {
    (!addresses.is_empty())
        .then(|| format!("Phones in another network? --address takes another address: {}.", addresses.join(", ")))
}

pub fn few_connections(connections: usize, phones: usize) -> String {
    format!(
        "This system lets Undercurrent hold {connections} connections, enough for {phones} phones. Its hard limit on open \
         files would have to be higher for more."
    )
}

pub const NOT_THROUGH: &str = "No phone gets through? Guest Wi-Fi often keeps devices apart: use another network or a hotspot. Turn mobile data off \
     on the phones, and let a firewall that asks say yes.";

pub fn no_second_view(why: &impl Display) -> String {
    format!("No second terminal can open the facilitator's own view: {why}.")
}

pub const NONE_HOSTED: &str = "no session is being hosted on this machine: 'undercurrent host' begins one";
pub const SEVERAL_HOSTED: &str = "Several sessions are hosted on this machine; this is the one that was begun last.";

/// What becomes of those who joined where the address is another than before.
pub fn address_moved(before: SocketAddr, same_host: bool) -> String {
    let who = if same_host {
        "Whoever scans the new code goes on where they were."
    } else {
        "Whoever joins anew counts as another person, and what they had answered before counts too."
    };
    format!("The address is another than before, when it was {before}: phones do not come back by themselves. {who}")
}

// The files of sessions.

pub fn not_listed(folder: &str, why: &str) -> String {
    format!("the folder {folder} cannot be read: {why}")
}

pub fn takes_no_files(folder: &str, why: &str) -> String {
    format!("a session keeps its answers in {folder}, which takes no files: {why}; name another folder with --data-dir")
}

const OTHERS: &str = "others could read answers there or change them";

/// A folder that others reach, and how to mend that.
pub fn is_link(folder: &str) -> String {
    format!(
        "{folder} is a link to another place, and {OTHERS}: remove the link, or name another folder with --data-dir"
    )
}

pub fn is_foreign(folder: &str) -> String {
    format!("{folder} belongs to another user, and {OTHERS}: name a folder of your own with --data-dir")
}

pub fn is_writable(folder: &str) -> String {
    format!(
        "other users may write to {folder}, and {OTHERS}: look whether everything in it is yours, then close it with \
         'chmod 700', or name another folder with --data-dir"
    )
}

pub fn is_below_writable(above: &str) -> String {
    format!(
        "everybody on this machine may write to {above}, and {OTHERS}: close it with 'chmod 755', or name another folder \
         with --data-dir"
    )
}

pub fn not_written(file: &str, why: &impl Display) -> String {
    format!("{file} cannot be written: {why}")
}

pub fn holds_another(file: &str) -> String {
    format!("{file} holds another record; it was left as it is")
}

// Sessions that were interrupted.

/// No name: everybody in the room may read this.
pub fn interrupted(begun: &str, people: usize) -> String {
    let people = if people == 0 { String::new() } else { format!(", {},", count(people, "person", "people")) };
    format!("Session of {begun}{people} was interrupted")
}

pub fn go_on_or_begin(interrupted: &str) -> String {
    format!("{interrupted}: go on, or begin another?\n  1  go on with it\n  2  begin another")
}

pub const ONE_OR_TWO: &str = "1 or 2, q to leave: ";

pub fn resume_in_terminal(interrupted: &str, id: &str) -> String {
    format!("{interrupted}: 'undercurrent host --resume {id}' in a terminal goes on with it")
}

pub fn another_interrupted(begun: &str, id: &str) -> String {
    format!("Another session, begun {begun}, was interrupted: 'undercurrent host --resume {id}' goes on with it.")
}

pub fn not_resumed(file: &str, why: &impl Display) -> String {
    format!("{file} cannot be resumed: {why}")
}

pub const BAD_QUESTIONNAIRE: &str = "its questionnaire cannot be read";

pub fn bad_result(why: &str) -> String {
    format!("the result so far cannot be used: {why}")
}

pub fn no_such_session(wanted: &str, there: &[String]) -> String {
    format!("no interrupted session is called {wanted}; there is {}", there.join(", "))
}

pub fn hosted_elsewhere(file: &str) -> String {
    format!(
        "another undercurrent is hosting the session in {file}: 'undercurrent host --console' opens a second view of it"
    )
}

pub const NONE_INTERRUPTED: &str = "no session was interrupted, so there is nothing to go on with";

// What comes of a session.

pub const REHEARSED: &str = "That was a rehearsal. Nothing of it is saved.";
pub const NOBODY: &str = "The session is over. Nobody answered, so there is no record.";

pub fn saved_in(file: &str) -> String {
    format!("Saved in {file}")
}

pub fn report_in(file: &str) -> String {
    format!("The report is in {file}")
}

pub fn not_over(id: &str) -> String {
    format!(
        "The session is not over. 'undercurrent host --resume {id}' goes on with it, with every answer that was given. \
         Phones that joined come back by themselves."
    )
}

pub fn report_late(begun: &str, report: &str) -> String {
    format!("The session of {begun} ended without its report, which is in {report} now.")
}

pub fn report_still_missing(begun: &str, why: &str, id: &str) -> String {
    format!(
        "The session of {begun} ended without its report, and it could not be written now: {why}. 'undercurrent report \
         {id} --output FILE' writes it."
    )
}

pub fn no_report(why: &str) -> String {
    format!("no report was written: {why}")
}

pub fn no_current_folder(why: &str) -> String {
    format!("no report was written, since there is no current folder: {why}")
}
