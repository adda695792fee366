//! `undercurrent completions SHELL`: what the library writes from the arguments, and the ids of records beside it, which
//! only the program knows: the scripts ask `list --quiet` for them.

use clap::Command;
use clap_complete::Shell;

use super::{Ending, output};
use crate::cli;

/// Prints the completions for a shell.
pub fn completions(shell: Shell) -> anyhow::Result<Ending> {
    let mut command = cli::command();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "undercurrent", &mut script);
    let script = String::from_utf8(script)?;
    output::print(with_records(shell, &script, &takers(&command)).as_bytes())?;
    Ok(Ending::Done)
}

/// The commands that take records, with their other names.
fn takers(command: &Command) -> Vec<String> {
    let takes =
        |verb: &&Command| verb.get_positionals().any(|arg| ["record", "records"].contains(&arg.get_id().as_str()));
    let verbs = command.get_subcommands().filter(takes);
    verbs.flat_map(|verb| [verb.get_name()].into_iter().chain(verb.get_all_aliases())).map(str::to_owned).collect()
}

fn with_records(shell: Shell, script: &str, takers: &[String]) -> String {
    match shell {
        Shell::Bash => format!("{script}{}", bash(takers)),
        Shell::Zsh => zsh(script),
        Shell::Fish => format!("{script}{}", fish(takers)),
        _ => script.to_owned(),
    }
}

/// Where a record may stand, its ids; the names of files where no id begins as the word does.
fn bash(takers: &[String]) -> String {
    format!(
        r#"
_undercurrent_with_records() {{
    _undercurrent "$@"
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} folder=() takes= at
    case $word in -*) return ;; esac
    case $before in -o|--output|--format|--data-dir|--round|--color) return ;; esac
    for ((at = 1; at < COMP_CWORD; at++)); do
        case ${{COMP_WORDS[at]}} in
            --data-dir) folder=(--data-dir "${{COMP_WORDS[at+1]}}") ;;
            {}) takes=1 ;;
        esac
    done
    [[ -z $takes ]] || COMPREPLY=( $(compgen -W "$(undercurrent "${{folder[@]}}" list --quiet 2>/dev/null)" -- "$word") )
}}
complete -F _undercurrent_with_records -o bashdefault -o default undercurrent
"#,
        takers.join("|")
    )
}

/// Where the library offers files for a record, ids and files.
fn zsh(script: &str) -> String {
    let offers = |line: &str| {
        let record = [":record -- ", "::record -- ", "*::records -- "];
        record.iter().any(|start| line.trim_start_matches('\'').starts_with(start))
    };
    let line = |line: &str| {
        if offers(line) { line.replacen(":_files'", ":_undercurrent_records'", 1) } else { line.to_owned() }
    };
    let lines: Vec<String> = script.lines().map(line).collect();
    let function = "(( $+functions[_undercurrent_records] )) ||
_undercurrent_records() {
    local -a records
    records=(${(f)\"$(undercurrent list --quiet 2>/dev/null)\"})
    _alternative 'records:record:compadd -a records' 'files:file:_files'
}

";
    let end = "if [ \"$funcstack[1]\" = \"_undercurrent\" ]; then";
    lines.join("\n").replacen(end, &format!("{function}{end}"), 1) + "\n"
}

/// Ids beside the files that fish offers anyway.
fn fish(takers: &[String]) -> String {
    let line = |taker: &String| {
        format!(
            "complete -c undercurrent -n \"__fish_undercurrent_using_subcommand {taker}\" -a \"(undercurrent list --quiet \
             2>/dev/null)\"\n"
        )
    };
    takers.iter().map(line).collect()
}
