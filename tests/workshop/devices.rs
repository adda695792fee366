//! Two devices in one seat: one person, whose newest answer stands.

use undercurrent::testing::live::Command;

use crate::same::same;
use crate::support::{Live, Phone, at_once, items};

#[test]
fn two_devices_that_answer_at_the_same_moment_hear_the_same_and_the_newest_answer_is_kept_once() {
    let live = Live::here();
    let seat = at_once(async { Phone::joined(live.address, "sales").await.cookie });
    live.command(Command::Start);
    at_once(async {
        let [mut one, mut other] = [(); 2].map(|()| Phone::new(live.address));
        one.cookie.clone_from(&seat);
        other.cookie.clone_from(&seat);
        for item in items() {
            let (first, second) = tokio::join!(one.answer(&item, 1, 2), other.answer(&item, 1, 4));
            let (first, second) = (first.unwrap(), second.unwrap());
            assert_eq!((first.status, second.status), (200, 200), "{} {}", first.body, second.body);
            same!(first.json(), second.json(), "both hear which of two equally new answers stands");
            let (_, newer) = tokio::join!(one.answer(&item, 2, 1), other.answer(&item, 3, 5));
            assert_eq!(newer.unwrap().json()["answer"], "5");
        }
    });
    assert_eq!((live.view().sides[0].joined, live.view().sides[0].begun), (1, 1));
    live.command(Command::Stop);
    live.command(Command::Reveal);
    let [row] = live.keeper.rows().try_into().unwrap();
    assert!(row.answers.len() == items().len() && row.answers.values().all(|value| *value == Some(5)), "{row:?}");
}
