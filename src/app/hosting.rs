//! What the screens of a live session are given: how the room stands, what its figures say, how people find it.

use std::sync::Arc;

use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::trend::TeamTrend;
use crate::live::invite::Qr;
use crate::live::room::RoomView;

/// How a session stands and what its figures say. The figures are computed off the drawing thread.
#[derive(Debug, Clone, PartialEq)]
pub struct HostView {
    /// How the room stands.
    pub view: RoomView,
    /// What the record says, from the reveal on; none before, and none on the facilitator's own view.
    pub figures: Option<Arc<Figures>>,
}

/// What a session's record says.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The first round; none when nobody answered it.
    pub first: Option<Arc<EveryoneAnalysis>>,
    /// The second round, once it is revealed and somebody answered it.
    pub second: Option<Second>,
}

/// What the second round says.
#[derive(Debug, Clone, PartialEq)]
pub struct Second {
    /// Its figures.
    pub several: Arc<EveryoneAnalysis>,
    /// What changed from the first round.
    pub change: Arc<TeamTrend>,
}

/// How people come into a session.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// With phones and terminals, over the network.
    Network(Invitation),
    /// At this laptop, which is passed round; no socket is open.
    Kiosk,
}

/// How phones and terminals find a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The address to type, such as `http://192.168.1.20:7777`.
    pub url: String,
    /// The join code.
    pub code: String,
    /// The link to scan; none when it is too long for a code.
    pub qr: Option<Qr>,
    /// What else to know in the lobby, as sentences: other addresses, how many phones, what to do when none gets through.
    pub notes: Vec<String>,
}

/// What a screen of the session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The host's terminal: everybody in the room may see it.
    Projector,
    /// The facilitator's own view, at a second terminal. It never has a figure.
    Console,
}
