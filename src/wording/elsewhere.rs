//! What is said of the big screen to people who look at it from elsewhere, and to the facilitator of them.

/// The title of the page.
pub const TITLE: &str = "Undercurrent: the big screen";
/// Said over the picture where nothing comes any more.
pub const LOST: &str = "The laptop does not answer just now. What you see may be old; it is tried again.";
/// Where nobody else may look.
pub const FULL_TITLE: &str = "All places are taken";
/// The same in full.
pub const FULL: &str =
    "50 people look at the big screen from elsewhere, and it is shown to no more. Try again once somebody has left.";
/// What is drawn where a session is told in lines.
pub const IN_LINES: &str = "This session is told in lines, so there is no big screen to show.";

/// Among all that can be done.
pub const COPY_LINK: &str = "Copy the link to the big screen, for people elsewhere";

/// Told to the facilitator on a view of their own.
pub fn link(link: &str) -> String {
    format!("{link} shows the big screen to people who are not in the room, 50 at most. Send it to them alone.")
}

/// How many look just now, told to the facilitator alone.
pub fn watching(people: usize) -> Option<String> {
    match people {
        0 => None,
        1 => Some("1 person looks just now.".to_owned()),
        many => Some(format!("{many} people look just now.")),
    }
}

/// Said once the link was copied where only the facilitator reads.
pub fn copied(link: &str) -> String {
    format!("{link} is copied, where your terminal allows it.")
}

/// Said once the link was copied where everybody may read: it is not told there.
pub const COPIED: &str =
    "The link is copied, where your terminal allows it. 'undercurrent host --console' shows it, to you alone.";
