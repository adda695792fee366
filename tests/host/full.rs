//! A disk without room, as the facilitator's screen tells it.
//!
//! The test makes a disk of its own, two megabytes of memory. Where that cannot be done it says so and is skipped.

use std::path::Path;

use undercurrent::testing::domain::Answer;
use undercurrent::testing::live::{ClientError, Given, ParticipantClient};

use crate::apart::Apart;
use crate::filler::{fill, make_room};
use crate::home::Home;

/// What the screen says.
const NOT_SAVED: &str = "Answers cannot be saved: the disk is full.";

#[test]
fn a_full_disk_is_told_on_the_screen_until_there_is_room_again_though_nobody_does_anything() {
    let name = "full::a_full_disk_is_told_on_the_screen_until_there_is_room_again_though_nobody_does_anything";
    let setup = "mount -t tmpfs -o size=2m none /mnt";
    if let Err(missing) = (Apart { name, flag: "--mount", setup, needs: &[] }).run(told_until_mended) {
        println!("SKIPPED: {missing}");
    }
}

fn told_until_mended() {
    let disk = Path::new("/mnt");
    let home = Home::below(disk);
    let mut hosted = home.host(&[]);
    let participant = hosted.somebody("sales");
    hosted.start();
    assert!(!hosted.window.contents().contains("cannot be"));
    fill(disk);
    let refused = answer_until_refused(&participant);
    hosted.window.wait_for(NOT_SAVED);
    make_room(disk);
    hosted.window.wait_until("the trouble is gone", |screen| !screen.contents().contains("cannot be saved"));
    assert_eq!(participant.answer(&refused).unwrap(), refused.mark, "what was refused is taken now");

    fill(disk);
    hosted.window.send("c");
    hosted.window.wait_for("It could not be saved: the disk is full.");
    hosted.window.wait_for(NOT_SAVED);
    make_room(disk);
    hosted.window.wait_until("the trouble is gone", |screen| !screen.contents().contains("cannot be saved"));
    hosted.window.send("c");
    hosted.window.wait_until("answering is stopped and nothing is told to be wrong", |screen| {
        let text = screen.contents();
        text.contains("reveal") && !text.contains("could not be") && !text.contains("cannot be saved")
    });
    hosted.window.send("\r");
    hosted.window.wait_for("No figure of this round is shown");
    assert_eq!(home.kept().len(), 1);
}

/// Answers the first statement again and again; gives the answer that was refused for want of room.
fn answer_until_refused(participant: &ParticipantClient) -> Given {
    let item = participant.look().unwrap().items[0].clone();
    let given = |seq| Given::new(1, item.clone(), seq, Answer::Value(1 + i32::try_from(seq % 5).unwrap()));
    for given in (1..).map(given) {
        match participant.answer(&given) {
            Ok(stands) => assert_eq!(stands, given.mark),
            Err(ClientError::Later(why)) => {
                assert!(why.contains("could not be saved: the disk is full"), "{why}");
                return given;
            }
            Err(other) => panic!("{other}"),
        }
    }
    unreachable!("a disk is full at some time")
}
