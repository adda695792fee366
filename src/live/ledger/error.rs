//! What can go wrong with a ledger.

/// Why a ledger cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file belongs to something else.
    #[error("it is not the file of a session")]
    NotOurs,
    /// A newer version wrote it.
    #[error("it was written by a newer version of undercurrent (format {0})")]
    Newer(i64),
    /// Another process has it.
    #[error("another undercurrent is hosting this session")]
    InUse,
    /// What it holds makes no sense.
    #[error("it is damaged: {0}")]
    Broken(String),
    /// There is no room on the disk.
    #[error("the disk is full")]
    Full,
    /// The database said no.
    #[error("{0}")]
    Database(rusqlite::Error),
    /// The file could not be reached.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl LedgerError {
    /// Whether it is what was to be written that cannot be, whatever the state of the disk: something else may be.
    pub fn is_about_what_is_written(&self) -> bool {
        use rusqlite::ErrorCode::{ConstraintViolation, ParameterOutOfRange, TooBig, TypeMismatch};
        match self {
            Self::Broken(_) => true,
            Self::Database(error) => match error.sqlite_error_code() {
                Some(code) => matches!(code, ConstraintViolation | ParameterOutOfRange | TooBig | TypeMismatch),
                None => true,
            },
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::InUse,
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::NotADatabase) => Self::NotOurs,
            _ => Self::Database(error),
        }
    }
}
