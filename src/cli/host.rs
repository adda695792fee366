//! The options of a live session.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Folder, Lines, number};

/// What a session that goes on has settled already.
const SETTLED: [&str; 8] = ["questions", "pulse", "no_guess", "label", "public_url", "min_people", "rehearse", "kiosk"];
/// What makes no sense without a network.
const NETWORK: [&str; 4] = ["address", "port", "public_url", "qr"];
/// What another terminal has settled.
const ELSEWHERE: [&str; 12] = [
    "questions", "pulse", "no_guess", "label", "address", "port", "public_url", "min_people", "rehearse", "resume",
    "qr", "kiosk",
];

/// Options of a live session.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is given or not")]
pub struct Host {
    /// Ask this questionnaire instead of the built-in one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub questions: Option<PathBuf>,
    /// Ask its short form: one statement a cause
    #[arg(long)]
    pub pulse: bool,
    /// Do not ask Sales and Marketing to guess what the other will say
    #[arg(long)]
    pub no_guess: bool,
    /// Which Sales and which Marketing it is about
    #[arg(long, value_name = "TEXT")]
    pub label: Option<String>,
    /// The address of this machine that phones are to reach [default: the likeliest]
    #[arg(long, value_name = "IP")]
    pub address: Option<String>,
    /// The port [default: 7777, or the next one that is free]
    #[arg(short, long, value_name = "NUMBER", value_parser = number::<u16>)]
    pub port: Option<u16>,
    /// Where a reverse proxy in front of it is reached, for people in other places
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub public_url: Option<String>,
    /// The fewest people whose figures are shown together [default: what the questionnaire says]
    #[arg(long, value_name = "NUMBER", value_parser = number::<u32>)]
    pub min_people: Option<u32>,
    /// Fill the room with made-up people, to try a session alone; nothing of it is saved
    #[arg(long)]
    pub rehearse: bool,
    /// Go on with a session that was interrupted: same address, same code, every answer [default: the newest]
    #[arg(long, value_name = "SESSION", conflicts_with_all = SETTLED)]
    #[expect(clippy::option_option, reason = "not given, given without a value, given with one")]
    pub resume: Option<Option<String>>,
    /// Also save the code to scan as a picture (SVG) in this new file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub qr: Option<PathBuf>,
    /// Pass this one laptop round instead; nothing is opened to the network
    #[arg(long, conflicts_with_all = NETWORK)]
    pub kiosk: bool,
    /// Open the facilitator's own view of the session that another terminal of this machine hosts
    #[arg(long, conflicts_with_all = ELSEWHERE)]
    pub console: bool,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
    /// How to talk.
    #[command(flatten)]
    pub lines: Lines,
}
