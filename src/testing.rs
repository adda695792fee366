//! What the tests and the benchmarks use of this crate. It is no promise to anybody else.

pub mod app {
    pub use crate::app::hosting::{Figures, HostView, Invitation, Second, Way};
    pub use crate::app::keys::{Action, Binding, KeyContext, Trigger, name, table};
    pub use crate::app::pages::{Block, Hint};
    pub use crate::app::screens::Screen;
    pub use crate::app::screens::results::Results;
    pub use crate::app::screens::room::Stage;
    pub use crate::app::screens::seat::{Heard, JoinForm, Seat, Taken};
    pub use crate::app::{
        App, Assessment, Drawn, Effect, Key, Listed, Modal, Moment, Msg, Opened, PAUSE, Revision, SaveState, Setup,
        Store, Unfinished,
    };
    pub mod pages {
        pub use crate::app::pages::{advice, cause, footer, help, over, question, welcome};
    }
    pub mod answering {
        pub use crate::app::screens::answering::View;
    }
    pub mod results {
        pub use crate::app::screens::results::View;
    }
    pub mod seat {
        pub use crate::app::screens::seat::Stage;
    }
}
pub mod commands {
    pub use crate::commands::{ParticipantWorker, Pass, Remote, export, join_form};
}
pub mod definition {
    pub use crate::definition::{
        BUILT_IN, Problems, SIZE_MAX, built_in, meant, raw_of, read, schema, text_without_causes,
    };
    pub mod raw {
        pub use crate::definition::raw::Questionnaire;
    }
}
pub mod domain {
    pub use crate::domain::action::{Action, ActionStatus, Intent, Plan};
    pub use crate::domain::agreement::{Agreement, r_star};
    pub use crate::domain::analysis::figures::{Average, Figures};
    pub use crate::domain::analysis::several::{Order as SeveralOrder, Several, SeveralCause};
    pub use crate::domain::analysis::{Analysis, CauseResult, Order, Outcome};
    pub use crate::domain::compare::{Comparison, Refusal};
    pub use crate::domain::compatibility::{Apart, Named};
    pub use crate::domain::disclosure::open::{Asked as OpenAsked, BandCounts, Counts, Open, PartCounts, open};
    pub use crate::domain::disclosure::{Covers, Hidden, Published, Show, may_refresh, show};
    pub use crate::domain::everyone::{
        Interval, ItemCounts, Limits, SPREAD_FROM, Summary, bands, item_counts, quartiles, summary, t_quantile, wilson,
    };
    pub use crate::domain::gap::{Gap, Pairs};
    pub use crate::domain::guess::{Expectation, expected};
    pub use crate::domain::id::{Id, Token};
    pub use crate::domain::merge::exposing::{Exposed, Exposing, exposing};
    pub use crate::domain::merge::{Differing, Merged, Refusal as MergeRefusal, merge};
    pub use crate::domain::open_actions::{Waiting, waiting};
    pub use crate::domain::questionnaire::{
        BandNames, Cause, Head, Item, Point, Questionnaire, Scale, Side, Source, Tension, Word,
    };
    pub use crate::domain::rank_test::{RankSum, is_exact, p_floor};
    pub use crate::domain::record::{Asked, Begin, Head as RecordHead, Invalid, Kind, Note, Part, Record, Rounds};
    pub use crate::domain::response::{Answer, Response};
    pub use crate::domain::severity::{Band, Severity, score, whole, whole_difference};
    pub use crate::domain::text::{Label, composed, first_unshowable, is_unshowable, kept, showable};
    pub use crate::domain::trend::runs::{Apart as RunsApart, Cell, Compared, Runs, is_alike};
    pub use crate::domain::trend::team::{Run, TeamTrend, of_rounds, of_team};
    pub use crate::domain::trend::{
        Change, ChangeWord, PersonTrend, PulseBesideFull, change, of_person, reliable_change, shared, threshold,
    };
    pub use crate::domain::verdict::{
        Evidence, Finding, NoneClear, Verdict, half_step, holm, none_can_be_clear, verdict,
    };
    pub use crate::domain::wording::seat::Device;
    pub use crate::domain::wording::several::{common_ground, talk_before};
    pub use crate::domain::wording::trend::rounds::{NO_REASON, SECOND_ROUND};
    pub use crate::domain::wording::trend::{Told, told};
    pub use crate::domain::wording::{
        answered, band_range, changed, count, gaps, heading, left_open, list, mark, missing, rank, resume,
        same_answers, summary as wording_summary, tally, workings,
    };
    pub mod agreement {
        pub use crate::domain::agreement::word;
    }
    pub mod margin {
        pub use crate::domain::margin::{of_one, of_two};
    }
    pub mod ranking {
        pub use crate::domain::ranking::{order, ranks};
    }
    pub mod wording {
        pub use crate::domain::wording::{ASK_COUNTERPART, BEFORE_ACTING, CARE, limits, verdict};
        pub mod gap {
            pub use crate::domain::wording::gap::{gap, notes, pairs};
        }
        pub mod merge {
            pub use crate::domain::wording::merge::{exposing, merged};
        }
        pub mod several {
            pub use crate::domain::wording::several::{TALK_FIRST_WHY, limits, people};
        }
        pub mod source {
            pub use crate::domain::wording::source::ONE_OPINION;
        }
    }
    pub mod compare {
        pub use crate::domain::wording::compare::{ALIKE, NOT_COMPARABLE, none_apart, range};
    }
    pub mod several {
        pub use crate::domain::wording::several::{
            average_side, heading, notes, one_sided, row, spread, summary, withheld_explained,
        };
    }
}
pub mod plain {
    pub use crate::plain::{Ending, Event, Output, World, choices, run, tell};
}
pub mod record {
    pub use crate::record::atomic_write::Step;
    pub use crate::record::disk::{Disk, Over, RealDisk};
    pub use crate::record::format::{Asked, Malformed, Who, from_text, to_text};
    pub use crate::record::listing::{Entry, list, newest_finished, unfinished};
    pub use crate::record::location::{DataFolder, NoFolder, file_name};
    pub use crate::record::locked_record::{ClaimError, LockedRecord, SaveError};
    pub use crate::record::locking::{Hold, Lock, LockError, hold_of, lock_path};
    pub use crate::record::lookup::{FindError, find, find_id};
    pub use crate::record::reading::{Unreadable, read};
    pub use crate::record::saver::{Place, Saver, StoreReply, StoreRequest};
    pub use crate::record::stale_tmp::{record_of, sweep};
}
pub mod report {
    pub use crate::report::{Format, RAW_REVEALS, Subject, raw, schema, write};
    pub mod actions {
        pub use crate::report::actions::{csv, json, markdown, schema, text};
    }
    pub mod compare {
        pub use crate::report::compare::{html, markdown, text};
    }
    pub mod trend {
        pub use crate::report::trend::text;
    }
}
pub mod terminal {
    pub use crate::terminal::{Display, Ending, Event, Picture, Program, Session, Shown, World, run};
}
pub mod ui {
    pub use crate::ui::draw;
    pub use crate::ui::theme::{ColourDepth, Look};
}
pub mod workshop {
    pub use crate::workshop::client::{ClientError, Door, Seat};
    pub use crate::workshop::console::{Console, ConsoleError, ConsoleServer, Door as ConsoleDoor, Greeting, Heard};
    pub use crate::workshop::host::{Handle, Host, Keeper, World};
    pub use crate::workshop::ledger::{Ledger, Session as LedgerSession, Stored};
    pub use crate::workshop::page::SCRIPT;
    pub use crate::workshop::qr::Qr;
    pub use crate::workshop::refused::Code;
    pub use crate::workshop::rehearsal::Crowd;
    pub use crate::workshop::room::{
        Command, Given, HostStatus, Mark, Person, Phase, Progress, Receipt, Refusal, Rejections, Request, Room,
        RoomView, SEATS, SeatView, Setup, SideCount, Trouble,
    };
    pub use crate::workshop::server::{ROUTES, Server, Site, raise};
    pub use crate::workshop::sync::Session;
    pub use crate::workshop::wire::{Done, Entry, Not, Sent, Standing, Stands, Welcome};
}
