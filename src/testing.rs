//! What the tests and the benchmarks use of this crate. It is no promise to anybody else.

pub mod app {
    pub use crate::app::hosting::{Figures, HostView, Invitation, Second, Way, Wrote};
    pub use crate::app::keys::{Action, Binding, Trigger, name};
    pub use crate::app::pages::{Block, Hint};
    pub use crate::app::screens::Screen;
    pub use crate::app::screens::answering::View as AnsweringView;
    pub use crate::app::screens::contexts::{KeyContext, table};
    pub use crate::app::screens::join_form::JoinForm;
    pub use crate::app::screens::joined::Joined;
    pub use crate::app::screens::participant::{Participant, SessionEvent, Stage as ParticipantStage};
    pub use crate::app::screens::plan::Plan;
    pub use crate::app::screens::results::{Results, View as ResultsView};
    pub use crate::app::screens::room::Stage;
    pub use crate::app::screens::steps::Steps;
    pub use crate::app::screens::taking_on::Source;
    pub use crate::app::{App, Assessment, Drawn, Effect, Key, Modal, Moment, Msg, PAUSE, SaveState, Setup, Store};
    pub use crate::request::{
        Called, Exported, Listed, Merging, NotWritten, OpenStep, Opened, ReadReply, ReadRequest, Restored, Revision,
        StoreReply, StoreRequest, Suggested, Target, Unfinished,
    };
    pub use replies::{claimed, discarded, not_claimed, not_saved, saved};

    mod replies {
        use std::path::PathBuf;

        use super::{Msg, Revision, StoreReply};
        use crate::domain::id::Token;
        use crate::domain::record::Record;

        pub const fn saved(revision: Revision) -> Msg {
            Msg::Store(StoreReply::Saved { id: Token::new(0), revision, result: Ok(None) })
        }

        pub fn not_saved(revision: Revision, why: &str) -> Msg {
            Msg::Store(StoreReply::Saved { id: Token::new(0), revision, result: Err(why.to_owned()) })
        }

        pub fn claimed(record: Record) -> Msg {
            let id = record.head().id;
            Msg::Store(StoreReply::Claimed { id, result: Ok((Box::new(record), PathBuf::new())) })
        }

        pub fn not_claimed(why: &str) -> Msg {
            Msg::Store(StoreReply::Claimed { id: Token::new(0), result: Err(why.to_owned()) })
        }

        pub const fn discarded(id: Token) -> Msg {
            Msg::Store(StoreReply::Discarded { id, result: Ok(()) })
        }
    }
    pub mod pages {
        pub use crate::app::pages::{cause, footer, forms, headline, help, holds, keeping, over, welcome};
    }
}
pub mod commands {
    pub use crate::commands::{ParticipantWorker, Pass, Remote, export, join_form, mirrored, preview};
}
pub mod definition {
    pub use crate::definition::raw::Questionnaire as RawQuestionnaire;
    pub use crate::definition::{
        BUILT_IN, Problems, SIZE_MAX, built_in, convert, raw_of, read, schema, text_without_causes,
    };
}
pub mod domain {
    pub use crate::domain::action::{Action, ActionStatus, Intent, OpenAction, Plan, open_actions};
    pub use crate::domain::analysis::{
        Analysis, CauseResult, EveryoneAnalysis as Several, EveryoneCause as SeveralCause, Order,
        Order as SeveralOrder, Outcome,
    };
    pub use crate::domain::compare::{Apart, Comparison, Named, Refusal};
    pub use crate::domain::day::{Reading, read as read_day};
    pub use crate::domain::disclosure::{
        BandCounts, CauseShape as OpenAsked, Counts, Covers, Hidden, Open, PartCounts, Show, open, show,
    };
    pub use crate::domain::everyone::{Average, Figures};
    pub use crate::domain::gap::{Gap, Pairs, RankSum, is_exact, p_floor};
    pub use crate::domain::guess::{Expectation, Expected};
    pub use crate::domain::id::{Id, Token};
    pub use crate::domain::merge::{
        Differing, Exposed, Exposing, Merged, Refusal as MergeRefusal, exposing, handed_over, merge,
    };
    pub use crate::domain::questionnaire::{
        BandNames, Cause, Head, Item, Point, Questionnaire, Scale, Side, Source, Tension, Word,
    };
    pub use crate::domain::record::{Begin, Head as RecordHead, Invalid, Kind, Part, Record};
    pub use crate::domain::response::{Answer, Response, Rounds, WasAsked};
    pub use crate::domain::runs::{Apart as RunsApart, Cell, Compared, Runs, is_alike};
    pub use crate::domain::severity::{
        Band, Interval, ItemCounts, Limits, SPREAD_FROM, Severity, Summary, bands, item_counts, margin_of_one,
        margin_of_two, order, quartiles, ranks, score, summary, t_quantile, whole, whole_difference, wilson,
    };
    pub use crate::domain::text::{Label, Note, composed, first_unshowable, is_unshowable, kept, showable};
    pub use crate::domain::trend::{
        Change, ChangeWord, PersonTrend, PulseBesideFull, Run, TeamTrend, change, of_person, of_team, reliable_change,
        shared, threshold,
    };
    pub use crate::domain::verdict::{
        Agreement, Evidence, Finding, NoneClear, Verdict, agreement, half_step, holm, none_can_be_clear, r_star,
        verdict,
    };
    pub use crate::wording::over_time::{TrendTable, table as trend_table};
    pub use crate::wording::participant::Device;
    pub use crate::wording::several::{common_ground, talk_before};
    pub use crate::wording::trend::{NO_REASON_BETWEEN_ROUNDS as NO_REASON, SECOND_ROUND};
    pub use crate::wording::{
        answered, band_range, changed, count, gaps, heading, left_open, list, mark, missing, rank, resume,
        same_answers, summary as wording_summary, tally, workings,
    };
    pub mod wording {
        pub use crate::wording::figures::{gap, gap_notes, pairs};
        pub use crate::wording::plan::NOT_EVERY_DIFFERENCE;
        pub use crate::wording::{CARE, ONE_OPINION, limits, verdict};
        pub mod guess {
            pub use crate::wording::guess::{all, as_expected, named, of_cause, of_people};
        }
        pub mod compare {
            pub use crate::wording::compare::{
                ALIKE, NOT_COMPARABLE, exposing, merge_notes, merged, none_apart, people, range,
            };
        }
        pub mod several {
            pub use crate::wording::several::{
                TALK_FIRST_WHY, average_side, heading, limits, notes, one_sided, people, row, spread, summary,
                withheld_explained,
            };
        }
    }
}
pub mod plain {
    pub use crate::plain::{Ending, Event, Output, Parsed, World, choices, parse_line, render as tell, run};
}
pub mod storage {
    pub use crate::request::{StoreReply, StoreRequest, Target};
    pub use crate::storage::atomic_write::{Disk, Overwrite, RealDisk, Step, record_of, sweep_stale as sweep};
    pub use crate::storage::format::{Malformed, QuestionnaireText, Unreadable, from_text, read, to_text};
    pub use crate::storage::listing::{Entry, FindError, find, find_id, list, newest_finished, unfinished};
    pub use crate::storage::location::{DataFolder, NoFolder, file_name};
    pub use crate::storage::locked_record::{
        ClaimError, Hold, Lock, LockError, LockedRecord, SaveError, hold_of, lock_path,
    };
    pub use crate::storage::outline::Who;
    pub use crate::storage::saver::{RecordsPlace, Saver};
}
pub mod document {
    pub use crate::commands::questions::schema as check_schema;
    pub use crate::commands::records::schema as list_schema;
    pub use crate::document::{
        Report, Subject, Unwritable, actions_schema, comparison_schema, schema, sheets, trend_schema, write,
    };
    pub use crate::format::Format;
    pub use crate::wording::forms::RAW_REVEALS;

    /// It as text, in a form that is text.
    pub fn text(subject: &Subject<'_>, format: Format, now: &jiff::Zoned) -> Result<String, Unwritable> {
        Ok(String::from_utf8_lossy(&write(subject, format, now)?).into_owned())
    }
}
pub mod terminal {
    pub use crate::terminal::{Display, Ending, Event, Picture, Program, Session, Shown, World, run};
}
pub mod ui {
    pub use crate::ui::draw;
    pub use crate::ui::theme::{ColourDepth, Ground, Look};
}
pub mod live {
    pub use crate::live::client::{ClientError, ParticipantClient, SessionAddress};
    pub use crate::live::console::{Console, ConsoleError, ConsoleServer, HostMessage};
    pub use crate::live::console::{Hello, WayIn as ConsoleDoor};
    pub use crate::live::host::{Handle, Host, ResultStore, World};
    pub use crate::live::invite::Qr;
    pub use crate::live::ledger::{Ledger, Session as LedgerSession, Stored};
    pub use crate::live::page::{CurrentPage, Pages, SCRIPT, Visit};
    pub use crate::live::protocol::{Code, Done, Entry, Not, Refused, Sent, Standing, Welcome};
    pub use crate::live::rehearsal::Crowd;
    pub use crate::live::room::Mark as Stands;
    pub use crate::live::room::{
        Away, Clock, Command, Given, HostStatus, Mark, ParticipantView, Person, Phase, Progress, Receipt, Refusal,
        Rejections, Request, Room, RoomView, SEATS, Setup, Showing, Shown, ShownCause, SideCount,
    };
    pub use crate::live::screen::{Ink, Mirror, Picture as Screen, Piece, mirror};
    pub use crate::live::server::{ROUTES, Server, Site, raise};
    pub use crate::live::sync::Session;
}
