//! Options that several commands share. They stand only where they do something; before the command they are taken
//! whatever follows, so that whoever needs them can make them a habit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::{Actions, Cli, Compare, Host, Import, Join, List, Merge, Report, Results, Share, Trend, Verb};

/// The heading that they stand under, after those of the command itself, in the same order everywhere.
const HEADING: &str = "Common options";

/// Where records are.
#[derive(Debug, Clone, Default, Args)]
pub struct Folder {
    /// Keep records in this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(help_heading = HEADING, display_order = 101)]
    pub data_dir: Option<PathBuf>,
}

/// How to talk.
#[derive(Debug, Clone, Default, Args)]
pub struct Lines {
    /// Ask and answer in numbered lines, for screen readers and simple terminals
    #[arg(long, help_heading = HEADING, display_order = 102)]
    pub plain: bool,
}

/// How to look.
#[derive(Debug, Clone, Default, Args)]
pub struct Look {
    /// When to use colours [default: auto, where the terminal has some]
    #[arg(long, global = true, alias = "colour", value_name = "WHEN", hide_default_value = true, help_heading = HEADING)]
    #[arg(default_value = "auto", display_order = 103)]
    pub color: When,
}

/// When something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum When {
    /// Where the terminal can and the environment does not object
    #[default]
    Auto,
    /// Even into a file or a pipe
    Always,
    /// Nowhere
    Never,
}

impl When {
    /// What the arguments say of colours, whether they fit or not: the message that they do not is coloured, too.
    pub fn among(args: &[OsString]) -> Self {
        let words: Vec<&str> = args.iter().map(|arg| arg.to_str().unwrap_or_default()).collect();
        let joined = words.iter().filter_map(|word| word.strip_prefix("--color=").or(word.strip_prefix("--colour=")));
        let apart = words.windows(2).filter(|pair| matches!(pair[0], "--color" | "--colour")).map(|pair| pair[1]);
        joined.chain(apart).find_map(|when| Self::from_str(when, false).ok()).unwrap_or_default()
    }
}

impl Cli {
    /// The folder for records that was named, behind the command or before it.
    pub fn data_dir(&self) -> Option<&Path> {
        let behind = self.verb.as_ref().and_then(|verb| verb.shared().0).and_then(|folder| folder.data_dir.as_deref());
        behind.or(self.folder.data_dir.as_deref())
    }

    /// Whether what is asked for has to do with the folder at all.
    pub fn minds_folder(&self) -> bool {
        self.verb.as_ref().map_or(self.assess.answers.is_none(), |verb| verb.shared().0.is_some())
    }

    /// Whether to talk in lines.
    pub fn is_plain(&self) -> bool {
        self.lines.plain || self.verb.as_ref().and_then(|verb| verb.shared().1).is_some_and(|lines| lines.plain)
    }
}

impl Verb {
    /// The folder that it may name, and how it may be asked to talk.
    const fn shared(&self) -> (Option<&Folder>, Option<&Lines>) {
        match self {
            Self::Results(Results { folder, lines, .. })
            | Self::Compare(Compare { folder, lines, .. })
            | Self::Trend(Trend { folder, lines, .. })
            | Self::Host(Host { folder, lines, .. })
            | Self::Join(Join { folder, lines, .. }) => (Some(folder), Some(lines)),
            Self::List(List { folder, .. })
            | Self::Import(Import { folder, .. })
            | Self::Report(Report { folder, .. })
            | Self::Share(Share { folder, .. })
            | Self::Actions(Actions { folder, .. })
            | Self::Merge(Merge { folder, .. })
            | Self::Label { folder, .. }
            | Self::Delete { folder, .. } => (Some(folder), None),
            Self::Questions { .. } | Self::Check { .. } | Self::Score(_) | Self::Completions { .. } | Self::Man(_) => {
                (None, None)
            }
        }
    }
}
