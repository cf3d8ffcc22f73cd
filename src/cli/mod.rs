//! The command line: typed arguments to a call to a report. No logic of its own.
//!
//! Exit codes: 0 fine, 1 the column has mistakes, 2 wrong usage or the environment failed.

mod build;
mod check;
mod ci;
mod clock;
mod console;
mod copy;
mod init;
mod inspect;
mod new;
mod online;
mod publish;
mod serve;
mod stress;
mod theme;
mod values;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::source::COLUMN_FILE;
use console::Console;
use values::{base_url, day};

/// Turns a folder of answered letters into a website.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
#[command(after_help = "Begin with:\n  callslip init my-column\n  cd my-column\n  callslip build")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The column's folder [default: this one, or the nearest above it with a column.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Say nothing but what is wrong
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Use colours
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    color: ColorChoice,
    /// How mistakes are told
    #[arg(long, global = true, value_enum, default_value_t = FormatChoice::Human)]
    format: FormatChoice,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatChoice {
    /// With your own line, underlined
    Human,
    /// One line each: where, and what
    Short,
    /// One JSON object a line, on the standard output
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start a new column
    #[command(after_help = "Examples:\n  callslip init              start a column in this folder\n  \
        callslip init my-column    start it in a new folder")]
    Init {
        /// Where
        #[arg(default_value = ".", value_name = "DIR")]
        folder: PathBuf,
    },
    /// Start a new letter, program profile, columnist or page
    #[command(after_help = "Examples:\n  callslip new question \"Is a certificate worth it?\"\n  \
        callslip new program \"Rare Books and Manuscripts\"\n  callslip new person \"Sol Marchetti\"\n  \
        callslip new page \"How letters are chosen\"")]
    New {
        /// What it is
        #[arg(value_enum)]
        kind: NewKind,
        /// Its title, or the columnist's name
        #[arg(required = true, num_args = 1..)]
        title: Vec<String>,
    },
    /// Make the site
    #[command(after_help = "Examples:\n  callslip build                     make the site in public/\n  \
        callslip build --out /tmp/site     make it elsewhere\n  \
        callslip build --as-of 2027-01-01  make it as it will be on that day")]
    Build {
        /// Where the site goes [default: public/ in the column's folder]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        look: Look,
    },
    /// See the column in the browser as you write; nothing is written to disk
    #[command(after_help = "Examples:\n  callslip serve --open         see it now\n  \
        callslip serve --published    without drafts and what is scheduled\n  \
        callslip serve --port 8080    at another port")]
    Serve {
        #[command(flatten)]
        view: View,
    },
    /// Look for mistakes without writing anything
    #[command(after_help = "Examples:\n  callslip check\n  \
        callslip check --format short   one line a mistake, for editors")]
    Check {
        #[command(flatten)]
        look: Look,
    },
    /// List themes, start one, copy one
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Show what the template of a page gets, as JSON
    #[command(after_help = "Examples:\n  callslip inspect /questions/loud-drums/\n  \
        callslip inspect https://example.org/tags/   the full address of a page will do")]
    Inspect {
        /// The page's address
        #[arg(value_name = "URL")]
        address: String,
        #[command(flatten)]
        look: Look,
    },
    #[command(flatten)]
    Online(online::Online),
}

#[derive(Debug, Subcommand)]
enum ThemeCommand {
    /// Show which themes there are
    List,
    /// Start a theme of your own, which stands on another
    #[command(
        after_help = "Examples:\n  callslip theme new evening\n  callslip theme new evening --extends broadsheet"
    )]
    New {
        /// Its name
        name: String,
        /// The theme that it stands on
        #[arg(long, value_name = "THEME", default_value = "reading-room")]
        extends: String,
    },
    /// Copy a theme, or one file of it, into the column to change it there
    #[command(after_help = "Examples:\n  callslip theme copy question.html         one template\n  \
        callslip theme copy assets/favicon.svg    one file for the browser\n  \
        callslip theme copy broadsheet            a whole theme")]
    Copy {
        /// A file of the theme in use, or the name of a theme [default: the theme in use]
        what: Option<String>,
    },
    /// Write a column that is made to break themes
    #[command(after_help = "Examples:\n  callslip theme stress /tmp/crowded\n  \
        callslip theme stress /tmp/rtl --kind right-to-left\n  callslip build --root /tmp/crowded")]
    Stress {
        /// Where; a folder that is not there yet
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// What it is full of
        #[arg(long, value_enum, default_value_t = StressKind::Crowded)]
        kind: StressKind,
        /// The theme to break [default: that of this column, else reading-room]
        #[arg(long)]
        theme: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StressKind {
    /// Too much of everything
    Crowded,
    /// Nothing at all
    Empty,
    /// A column in Arabic
    RightToLeft,
}

/// How the column is looked at.
#[derive(Debug, clap::Args)]
struct Look {
    /// The address of the site, instead of the one in column.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// The day to build for, such as 2026-12-24 [default: now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

/// How the column is to be shown.
#[derive(Debug, clap::Args)]
struct View {
    /// Open it in the browser
    #[arg(long)]
    open: bool,
    /// The port; the next free one if it is taken
    #[arg(long, default_value_t = 4000, value_name = "N")]
    port: u16,
    /// The address to listen at; with any but this one, others on your network see the column
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    host: std::net::IpAddr,
    /// Show only what is published: no drafts, nothing that is scheduled
    #[arg(long)]
    published: bool,
    /// Show it as on that day, such as 2026-12-24 [default: now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Look for changes now and then, where the disk does not tell of them (network disks, some containers)
    #[arg(long)]
    poll: bool,
    /// The editor that links in reports open: vscode, vscodium, zed, idea, textmate, or an address with {file},
    /// {line} and {column} in it [default: vscode, or what `CALLSLIP_EDITOR` says]
    #[arg(long, value_name = "EDITOR", value_parser = crate::serve::Editor::new)]
    editor: Option<crate::serve::Editor>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum NewKind {
    Question,
    Program,
    Person,
    Page,
}

/// What ends a command early: told to the user in one line.
type Failure = Box<dyn std::error::Error>;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.quiet, arguments.color, arguments.format);
    match run(arguments, &console) {
        Ok(code) => code,
        Err(failure) => {
            console.failure(failure.as_ref());
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments, console: &Console) -> Result<ExitCode, Failure> {
    let root = || find_root(arguments.root.as_deref());
    match arguments.command {
        Command::Init { folder } => init::run(&folder, console),
        Command::New { kind, title } => new::run(&root()?, kind, &title.join(" "), console),
        Command::Build { out, look } => build::run(&root()?, out.as_deref(), &look, console),
        Command::Serve { view } => serve::run(&root()?, view, console),
        Command::Check { look } => check::run(&root()?, &look, console),
        Command::Inspect { address, look } => inspect::run(&root()?, &address, &look, console),
        Command::Online(command) => command.run(root(), console),
        Command::Theme { command } => match command {
            // Themes inside the program can be looked at anywhere.
            ThemeCommand::List => theme::list(root().ok().as_deref(), console),
            ThemeCommand::New { name, extends } => theme::new(&root()?, &name, &extends, console),
            ThemeCommand::Copy { what } => copy::run(&root()?, what.as_deref(), console),
            ThemeCommand::Stress { folder, kind, theme } => {
                stress::run(root().ok().as_deref(), &folder, kind, theme.as_deref(), console)
            }
        },
    }
}

/// The folder given; else the nearest at or above this one that is a column.
fn find_root(given: Option<&Path>) -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()?;
    let start = given.map_or_else(|| here.clone(), |given| here.join(given));
    let found = start.ancestors().take(if given.is_some() { 1 } else { usize::MAX });
    let found = found.into_iter().find(|folder| folder.join(COLUMN_FILE).is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        let shown = given.unwrap_or(Path::new("this folder")).display();
        format!("there is no {COLUMN_FILE} in {shown}, so it is not a column; start one with `callslip init`").into()
    })
}

impl Look {
    fn options(&self) -> crate::pipeline::Options {
        crate::pipeline::Options {
            clock: clock::now().timestamp(),
            as_of: self.as_of,
            base_url: self.base_url.clone(),
            unpublished: false,
        }
    }
}
