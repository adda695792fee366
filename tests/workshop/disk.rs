//! A full disk.
//!
//! The test makes a disk of its own, two megabytes of memory. Where that cannot be done it says so and is skipped; the
//! same promise is tested without a real disk in `live::host`.

use std::path::Path;

use crate::support::filler::{fill, make_room};
use crate::support::{Apart, HostProcess, Phone, at_once, items};

#[test]
fn on_a_full_disk_answers_are_refused_and_once_there_is_room_it_goes_on() {
    let name = "disk::on_a_full_disk_answers_are_refused_and_once_there_is_room_it_goes_on";
    let setup = "mount -t tmpfs -o size=2m none /mnt";
    if let Err(missing) = (Apart { name, flag: "--mount", setup, needs: &[] }).run(fill_and_clear) {
        println!("SKIPPED: {missing}");
    }
}

fn fill_and_clear() {
    let folder = Path::new("/mnt");
    let mut host = HostProcess::start(folder, "127.0.0.1");
    host.done("start");
    at_once(async {
        let mut phone = Phone::joined(host.address, "sales").await;
        assert_eq!(phone.answer(&items()[0], 1, 4).await.unwrap().status, 200);
        fill(folder);
        let mut seq = 2;
        let refused = loop {
            let reply = phone.answer(&items()[0], seq, 1).await.unwrap();
            if reply.status != 200 {
                break reply;
            }
            seq += 1;
        };
        assert_eq!(refused.status, 507);
        assert!(refused.body.contains("could not be saved: the disk is full"), "{}", refused.body);
        assert!(phone.get("/item/1").await.unwrap().body.contains("✓ Saved"));
        make_room(folder);
        assert_eq!(phone.answer(&items()[0], seq, 5).await.unwrap().status, 200);
    });
    host.done("stop");
    assert!(host.done("reveal").starts_with("Revealed"));
    host.quit();
    let rows = crate::support::File::new(folder).rows();
    assert_eq!(rows[0].answers[&items()[0]], Some(5));
}
