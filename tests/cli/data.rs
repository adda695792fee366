//! What programs read: ids alone, and JSON.

use std::fs;

use serde_json::Value;

use super::home::Home;

fn data(home: &Home, args: &[&str]) -> Value {
    let run = home.run(args);
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn a_quiet_list_is_what_other_commands_take() {
    let home = Home::new();
    let none = home.run(&["list", "--quiet"]);
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (0, "", ""));
    let ids = ["EMEA", "APAC"].map(|label| home.record(label));
    fs::copy(home.records().join("0.toml"), home.records().join("0 (copy).toml")).unwrap();
    let list = home.run(&["list", "--quiet"]).out;
    let lines: Vec<&str> = list.lines().collect();
    assert!(lines.len() == 3 && lines.contains(&ids[1].as_str()) && !list.contains(&ids[0]), "{list}");
    for line in lines {
        assert_eq!(home.run(&["report", line]).code, 0, "{line}");
    }
}

#[test]
fn the_list_as_data_holds_every_file_with_a_whole_id() {
    let home = Home::new();
    assert_eq!(data(&home, &["list", "--format", "json"])["records"], Value::Array(Vec::new()));
    let id = home.record("EMEA");
    fs::copy(home.records().join("0.toml"), home.records().join("again.toml")).unwrap();
    fs::write(home.records().join("broken.toml"), "no record").unwrap();
    let run = home.run(&["list", "--format", "json"]);
    assert!(run.is_tame() && run.code == 0 && run.err.is_empty(), "{run:?}");
    let list = data(&home, &["list", "--format", "json"]);
    assert_eq!(list["schema"], 1);
    let records = list["records"].as_array().unwrap();
    assert_eq!(records.len(), 2);
    for record in records {
        assert_eq!((&record["copied"], &record["kind"]), (&Value::Bool(true), &Value::from("solo")));
        assert_eq!((&record["people"], &record["side"], &record["answered"]), (&1.into(), &"sales".into(), &3.into()));
        assert!(record["id"].as_str().unwrap().starts_with(&id) && record["id"].as_str().unwrap().len() == 32);
        assert!(record["finished"].is_string());
        assert_eq!(home.run(&["report", record["file"].as_str().unwrap()]).code, 0);
    }
    let unreadable = list["unreadable"].as_array().unwrap();
    assert!(unreadable.len() == 1 && unreadable[0]["file"].as_str().unwrap().ends_with("broken.toml"), "{list}");
    assert!(!unreadable[0]["why"].as_str().unwrap().is_empty());
}

#[test]
fn what_check_finds_has_its_place_and_its_mending_as_data() {
    let home = Home::new();
    let built_in = home.run(&["questions"]).out;
    home.write("good.toml", &built_in);
    let good = data(&home, &["check", "good.toml", "--format", "json"]);
    assert_eq!((&good["usable"], &good["file"]), (&Value::Bool(true), &Value::from("good.toml")));
    let broken = built_in.replacen("weight = ", "wieght = ", 1).replacen("schema = 1", "# \u{e9}\nschema = 1", 1);
    let (broken, line) = match broken.lines().position(|line| line.starts_with("wieght")) {
        Some(at) => (broken, at + 1),
        None => (built_in.replacen("title = ", "titel = ", 1), 0),
    };
    home.write("broken.toml", &broken);
    let run = home.run(&["check", "broken.toml", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let found = data(&home, &["check", "broken.toml", "--format", "json"]);
    assert_eq!((&found["usable"], &found["schema"]), (&Value::Bool(false), &Value::from(1)));
    let problems = found["problems"].as_array().unwrap();
    let near = problems.iter().find(|one| one["what"].as_str().unwrap().contains('\'')).unwrap();
    assert_eq!(near["grade"], "error");
    let (start, end) = (&near["start"], &near["end"]);
    let byte = |place: &Value| usize::try_from(place["byte"].as_u64().unwrap()).unwrap();
    let marked = &broken[byte(start)..byte(end)];
    assert!(matches!(marked, "wieght" | "titel"), "{marked}");
    assert!(line == 0 || start["line"] == line);
    assert_eq!(end["column"].as_u64().unwrap() - start["column"].as_u64().unwrap(), marked.len() as u64);
    assert!(
        near["help"].as_array().unwrap().iter().any(|how| how.as_str().unwrap().contains("did you mean")),
        "{near}"
    );
}

#[test]
fn what_is_read_from_standard_input_is_checked_too() {
    let home = Home::new();
    let run = home.feed(&["check", "-", "--format", "json"], "schema = 1\n");
    let found: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, &found["file"]), (1, &Value::from("standard input")));
}
