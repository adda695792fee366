//! How arguments are read.

use std::path::Path;

use super::*;
use rstest::rstest;

fn read(line: &str) -> Result<Cli, clap::Error> {
    Cli::read(line.split_whitespace().map(OsString::from))
}

#[test]
fn the_arguments_contradict_each_other_nowhere() {
    command().debug_assert();
}

#[test]
fn without_arguments_everything_is_as_the_parser_would_have_it() {
    let matches = command().try_get_matches_from(["undercurrent"]).unwrap();
    let parsed = Cli::from_arg_matches(&matches).unwrap();
    assert_eq!(format!("{:?}", read("undercurrent").unwrap()), format!("{parsed:?}"));
}

#[rstest]
#[case("undercurrent --data-dir d list")]
#[case("undercurrent list --data-dir d")]
fn the_folder_may_stand_before_or_after_the_command(#[case] line: &str) {
    assert_eq!(read(line).unwrap().data_dir(), Some(Path::new("d")));
}

#[test]
fn numbers_may_be_typed_in_full_width() {
    let cli = read("undercurrent host --min-people １２ --port ７７７８").unwrap();
    let Some(Verb::Host(host)) = cli.verb else { panic!("not host") };
    assert_eq!((host.min_people, host.port), (Some(12), Some(7778)));
    let cli = read("undercurrent report r.toml --round ２").unwrap();
    let Some(Verb::Report(report)) = cli.verb else { panic!("not report") };
    assert_eq!(report.round, Some(2));
}

#[rstest]
#[case("undercurrent --questions q.toml list")]
#[case("undercurrent --answers a.toml --format json results")]
#[case("undercurrent --format json")]
#[case("undercurrent --output r.toml")]
#[case("undercurrent results --output r.toml")]
#[case("undercurrent frobnicate")]
#[case("undercurrent delete")]
#[case("undercurrent --questions q.toml host")]
#[case("undercurrent host --resume --label EMEA")]
#[case("undercurrent host --resume --rehearse")]
#[case("undercurrent host --resume --no-guess")]
#[case("undercurrent host --kiosk --port 7777")]
#[case("undercurrent host --console --resume")]
#[case("undercurrent host --port 70000")]
fn what_does_not_fit_is_refused(#[case] line: &str) {
    assert_eq!(read(line).unwrap_err().exit_code(), 2);
}
