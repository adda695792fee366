//! What is made of the arguments: `undercurrent man`, the manual, as one page that holds everything or with a page for each
//! command; and `undercurrent completions SHELL`, what the library writes, with the ids of records beside it, which only the
//! program knows: the scripts ask `list --quiet` for them.

use std::path::Path;
use std::{fs, io};

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::Misuse;
use super::output::{self, Contents, Readers};
use crate::cli::{self, ENVIRONMENT, EXAMPLES, EXIT_CODES};
use crate::definition::{nearest, quoted};
use crate::format::Format;
use crate::storage::location::Wanted;
use crate::storage::shown;
use crate::wording::commands as words;

/// Prints the manual or the page of one command, or writes all pages into a folder.
pub fn man(asked: &cli::Manual) -> anyhow::Result<()> {
    match (&asked.output, &asked.command) {
        (Some(folder), _) => all_into(folder, asked.force),
        (None, Some(name)) => output::print(&page_of(name)?),
        (None, None) => output::print(&whole()?),
    }
}

/// The pages are generated beside, since whatever lies in the folder would be replaced unasked.
fn all_into(folder: &Path, force: bool) -> anyhow::Result<()> {
    let beside = tempfile::tempdir()?;
    clap_mangen::generate_to(every_command(), beside.path())?;
    fs::write(beside.path().join("undercurrent.1"), whole()?)?;
    let mut names = fs::read_dir(beside.path())?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    for name in &names {
        let page = fs::read(beside.path().join(name))?;
        let contents = Contents { bytes: &page, format: Format::Text, readers: Readers::AsUsual };
        output::save(&Wanted { path: &folder.join(name), inputs: &[], force }, &contents)?;
    }
    output::note(&words::manual_is_in(names.len(), &shown(folder)));
    Ok(())
}

fn page_of(name: &str) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    let wanted = |command: &Command| command.get_name() == name || command.get_all_aliases().any(|alias| alias == name);
    match commands().into_iter().find(wanted) {
        Some(command) => Man::new(command).render(&mut page)?,
        None => return Err(unknown(name).into()),
    }
    Ok(page)
}

fn unknown(name: &str) -> Misuse {
    let commands = commands();
    Misuse(words::no_command(&quoted(name), nearest(name, commands.iter().map(Command::get_name))))
}

fn commands() -> Vec<Command> {
    every_command().get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect()
}

/// The program, each command with its usage as the help says it: the manual's own would lose the dots of what may come often.
fn every_command() -> Command {
    let mut all = cli::command().disable_help_subcommand(true);
    all.build();
    all.mut_subcommands(with_usage)
}

fn with_usage(mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    command.override_usage(usage.trim_start_matches("Usage: ").to_owned())
}

fn whole() -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = Man::new(with_usage(cli::command()));
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    each_command().to_writer(&mut page)?;
    for (heading, lines) in [("EXAMPLES", EXAMPLES), ("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", EXIT_CODES)] {
        verbatim(heading, lines).to_writer(&mut page)?;
    }
    Ok(page)
}

fn each_command() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for command in commands() {
        let arguments = command.get_positionals().map(mark).fold(String::new(), |all, one| format!("{all} {one}"));
        roff.control("SS", [format!("{}{arguments}", command.get_name()).as_str()]);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
        for argument in command.get_arguments().filter(|argument| is_own(argument)) {
            roff.control("TP", []);
            roff.text(heading(argument));
            roff.text([roman(help(argument))]);
        }
    }
    roff
}

/// What goes everywhere is told once, with the options of the whole.
fn is_own(argument: &Arg) -> bool {
    !argument.is_global_set() && !argument.is_hide_set() && argument.get_id() != "help"
}

/// An argument as a usage writes it: `RECORD`, `[RECORD]`, `RECORD...`.
fn mark(argument: &Arg) -> String {
    let most = argument.get_num_args().map_or(1, |number| number.max_values());
    let name = format!("{}{}", value(argument), if most > 1 { "..." } else { "" });
    if argument.is_required_set() { name } else { format!("[{name}]") }
}

fn value(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    names.first().map_or_else(|| argument.get_id().as_str().to_uppercase(), |name| name.as_str().to_uppercase())
}

fn heading(argument: &Arg) -> Vec<Inline> {
    let Some(long) = argument.get_long() else { return vec![italic(mark(argument))] };
    let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    let name = bold(format!("{short}--{long}"));
    let number = argument.get_num_args().unwrap_or_default();
    match (number.takes_values(), number.min_values()) {
        (false, _) => vec![name],
        (true, 0) => vec![name, roman(" ["), italic(value(argument)), roman("]")],
        (true, _) => vec![name, roman(" "), italic(value(argument))],
    }
}

/// What is said of an argument, with the values that it takes.
fn help(argument: &Arg) -> String {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let values = argument.get_possible_values();
    if values.is_empty() || !argument.get_num_args().is_some_and(|number| number.takes_values()) {
        return help;
    }
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    format!("{help} (one of {})", values.join(", "))
}

fn verbatim(heading: &str, lines: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff
}

pub fn completions(shell: Shell) -> anyhow::Result<()> {
    let mut command = cli::command();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "undercurrent", &mut script);
    let script = String::from_utf8(script)?;
    output::print(with_records(shell, &script, &takers(&command)).as_bytes())
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
    let function = r#"(( $+functions[_undercurrent_records] )) ||
_undercurrent_records() {
    local -a records
    records=(${(f)"$(undercurrent list --quiet 2>/dev/null)"})
    _alternative 'records:record:compadd -a records' 'files:file:_files'
}

"#;
    let end = "if [ \"$funcstack[1]\" = \"_undercurrent\" ]; then";
    lines.join("\n").replacen(end, &format!("{function}{end}"), 1) + "\n"
}

/// Ids beside the files that fish offers anyway.
fn fish(takers: &[String]) -> String {
    let line = |taker: &String| {
        let condition = format!("__fish_undercurrent_using_subcommand {taker}");
        format!(r#"complete -c undercurrent -n "{condition}" -a "(undercurrent list --quiet 2>/dev/null)""#) + "\n"
    };
    takers.iter().map(line).collect()
}
