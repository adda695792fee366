//! A file that leaves a disk no room.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes until nothing more fits.
pub fn fill(disk: &Path) {
    let mut file = File::create(disk.join("filler")).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
}

pub fn make_room(disk: &Path) {
    fs::remove_file(disk.join("filler")).unwrap();
}
