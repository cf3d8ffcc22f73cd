//! The command line as clap reads it: all commands with their arguments and their help. Only this file knows clap.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::config::check_base_url;
use crate::serve::{AllowedHost, Editor};

/// Turns a folder of answered letters into a website.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
#[command(after_help = "Begin with:\n  callslip init my-column\n  cd my-column\n  callslip build")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The column's folder [default: this one, or the nearest above it with a column.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Say nothing but what is wrong
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Use colours
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub(super) color: ColorChoice,
    /// How mistakes are told
    #[arg(long, global = true, value_enum, default_value_t = FormatChoice::Human)]
    pub(super) format: FormatChoice,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormatChoice {
    /// With your own line, underlined
    Human,
    /// One line each: where, and what
    Short,
    /// One JSON object a line, on the standard output
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
        load: LoadArgs,
    },
    /// See the column in the browser as you write; nothing is written to disk
    #[command(after_help = "Examples:\n  callslip serve --open         see it now\n  \
        callslip serve --published    without drafts and what is scheduled\n  \
        callslip serve --port 8080    at another port")]
    Serve {
        #[command(flatten)]
        args: ServeArgs,
    },
    /// Look for mistakes without writing anything
    #[command(after_help = "Examples:\n  callslip check\n  \
        callslip check --format short   one line a mistake, for editors")]
    Check {
        #[command(flatten)]
        load: LoadArgs,
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
        load: LoadArgs,
    },
    /// Make the site and put it online
    #[command(
        after_help = "Examples:\n  callslip publish               to the only place under `publish:` in column.yaml\n  \
        callslip publish website       to the one of that name\n  \
        callslip publish --dry-run     show what would be done"
    )]
    Publish {
        #[command(flatten)]
        args: PublishArgs,
    },
    /// Write a workflow that publishes the column by itself, on each change and every day
    #[command(after_help = "Examples:\n  callslip ci github    writes .github/workflows/column.yml\n  \
        callslip ci gitlab    writes .gitlab-ci.yml")]
    Ci {
        /// Where the column's repository is
        #[arg(value_enum)]
        service: CiService,
    },
    /// Print what makes your shell complete the commands of callslip
    #[command(
        after_help = "Examples:\n  callslip completions bash > ~/.local/share/bash-completion/completions/callslip\n  \
        callslip completions fish > ~/.config/fish/completions/callslip.fish"
    )]
    Completions {
        /// Your shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
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
pub(super) enum StressKind {
    /// Too much of everything
    Crowded,
    /// Nothing at all
    Empty,
    /// A column in Arabic
    RightToLeft,
}

/// The arguments of all commands that load a column.
#[derive(Debug, Args)]
pub(super) struct LoadArgs {
    /// The address of the site, instead of the one in column.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// The day to build for, such as 2026-12-24 [default: now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Show each mistake in full, however many there are
    #[arg(long)]
    pub(super) all: bool,
}

/// The arguments of `callslip serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Open it in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// The port; the next free one if it is taken
    #[arg(long, default_value_t = 4000, value_name = "N")]
    pub(super) port: u16,
    /// The address to listen at; with any but this one, others on your network see the column
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub(super) host: IpAddr,
    /// A name that the column may be asked for by, behind a proxy or tunnel; `.example.org` for all names below it, too
    #[arg(long, value_name = "NAME", value_parser = AllowedHost::new)]
    pub(super) allow_host: Vec<AllowedHost>,
    /// Show only what is published: no drafts, nothing that is scheduled
    #[arg(long)]
    pub(super) published: bool,
    /// Show it as on that day, such as 2026-12-24 [default: now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Look for changes now and then, where the disk does not tell of them (network disks, some containers)
    #[arg(long)]
    pub(super) poll: bool,
    /// The editor that links in reports open: vscode, vscodium, zed, idea, textmate, or an address with {file},
    /// {line} and {column} in it [default: vscode, or what `CALLSLIP_EDITOR` says]
    #[arg(long, value_name = "EDITOR", value_parser = Editor::new)]
    pub(super) editor: Option<Editor>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum NewKind {
    Question,
    Program,
    Person,
    Page,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CiService {
    /// Any repository on github.com
    Github,
    /// Any repository on gitlab.com, or a GitLab of your own
    Gitlab,
}

/// The arguments of `callslip publish`.
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
pub(super) struct PublishArgs {
    /// A name under `publish:` in column.yaml [default: the only one]
    pub(super) target: Option<String>,
    /// Show what would be uploaded and removed, and do neither
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Do not ask, even when more than a quarter of the site would be removed
    #[arg(long, short)]
    pub(super) yes: bool,
    /// Replace files of the same names that were put there in another way
    #[arg(long)]
    pub(super) replace: bool,
    /// Do not ask before a command of column.yaml is run, or a password is sent to the place that it names
    #[arg(long)]
    pub(super) trust: bool,
}

impl Arguments {
    /// Reads the arguments of the process. Ends the process if they are wrong, or ask for help.
    pub(super) fn from_process() -> Self {
        Self::parse()
    }
}

/// The whole command line, for completions and the manual page.
pub(super) fn command_line() -> clap::Command {
    Arguments::command()
}

fn base_url(text: &str) -> Result<String, String> {
    check_base_url(text).map_err(|diagnostic| {
        let help = diagnostic.help.join("; ");
        format!("{}; {help}", diagnostic.message)
    })
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write year, month and day: 2026-12-24".to_owned())
}
