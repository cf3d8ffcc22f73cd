//! The command line as clap reads it, one file because its types belong together: all commands, their arguments, their help.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::SignedDuration;
use jiff::civil::Date;

use super::argument_values::{base_url, day, days, form_row, ip_address, lan_time, port};
use crate::intake::FormRow;
use crate::serve::{AllowedHost, Editor};

/// The text of `callslip --help`. Clap cannot group commands.
const HELP: &str = include_str!("help.txt");

/// The end of `callslip rename --help`: the new name, with examples.
const RENAME_HELP: &str = include_str!("rename-help.txt");

/// Turns a folder of answered letters into a website.
#[derive(Debug, Parser)]
#[command(version = env!("CALLSLIP_VERSION"), about = "Turns a folder of answered letters into a website", max_term_width = 100)]
#[command(bin_name = "callslip", help_template = HELP, disable_help_flag = true)]
pub(super) struct Arguments {
    /// What to do; without it, the column is shown or started.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// The column's folder [default: this one, or the nearest above it with a column.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Print only what is wrong
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Print everything, including notes already shown once
    #[arg(long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// Use colors: auto, always, or never
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    #[arg(hide_possible_values = true)]
    pub(super) color: ColorChoice,
    /// How to report mistakes: human, short, or json
    #[arg(long, global = true, value_enum, default_value_t = FormatChoice::Human, hide_possible_values = true)]
    pub(super) format: FormatChoice,
    /// Print this help
    #[arg(id = "help", long = "help", short = 'h', global = true)]
    #[arg(action = ArgAction::Help, value_parser = clap::value_parser!(bool))]
    _help: (),
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
    /// For reading, with the line from your file
    Human,
    /// One line each
    Short,
    /// For other programs: one JSON object for each
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a column
    #[command(after_help = "Examples:\n  callslip init              start a column in this folder\n  \
        callslip init my-column    start it in a new folder")]
    Init {
        /// The folder to start it in
        #[arg(default_value = ".", value_name = "DIR")]
        folder: PathBuf,
    },
    /// Bring the letters, comments, and pictures of a blog into a column
    #[command(after_help = "Examples:\n  callslip import blog.wordpress.xml                an export of WordPress\n  \
        callslip import export.zip media-export.tar       as WordPress.com gives it, with the pictures\n  \
        callslip import my-blog                           a folder of Markdown: Jekyll, Hugo, Obsidian, …\n  \
        callslip import feed.xml                          a feed with full text: Blogger, Substack, …\n  \
        callslip import export.zip --into my-column       into that folder, new or a column")]
    Import {
        /// The export: files, archives, or folders
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        /// The column's folder [default: this column, or a new folder with the blog's name]
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
        /// Fetch pictures and files that are missing from the blog's own host; nothing is fetched without this
        #[arg(long)]
        fetch: bool,
    },
    /// Start a letter, a program profile, a columnist, or a page
    #[command(after_help = "Examples:\n  callslip new question \"Is a certificate worth it?\"\n  \
        callslip new question --from letter.eml          the letter in a mail\n  \
        callslip new reply loud-drums --from reply.eml   a reader's reply to that letter\n  \
        callslip new program \"Rare Books and Manuscripts\"\n  callslip new person \"Sol Marchetti\"\n  \
        callslip new page \"How letters are chosen\"")]
    New {
        /// What to start
        #[arg(value_enum)]
        kind: NewKind,
        /// Its title, the columnist's name, or the letter that a reply answers
        #[arg(required_unless_present = "from", num_args = 1..)]
        title: Vec<String>,
        #[command(flatten)]
        from: FromArgs,
    },
    /// Rename a letter, a profile, a columnist, a page, or a subject, with all links to it
    #[command(after_help = RENAME_HELP)]
    Rename {
        /// What to rename: its file, its address, or its title; a subject, by its word
        old: String,
        /// The new title or word, from which the address follows; or the new address alone, such as `quiet-drums`
        new: String,
        /// Rename without asking
        #[arg(long, short)]
        yes: bool,
    },
    /// Make the site
    #[command(after_help = "Examples:\n  callslip build                     make the site in public/\n  \
        callslip build --out /tmp/site     make it in another folder\n  \
        callslip build --as-of 2027-01-01  make it as of that day")]
    Build {
        /// The folder for the site [default: public/ in the column's folder]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        load: LoadArgs,
    },
    /// See the column in the browser as you write. Nothing is written to disk
    #[command(after_help = "Examples:\n  callslip serve --open         see it now\n  \
        callslip serve --published    without drafts and scheduled letters\n  \
        callslip serve --lan          on your phone, too, for an hour\n  \
        callslip serve --port 8080    on another port")]
    Serve {
        #[command(flatten)]
        args: ServeArgs,
    },
    /// Look for mistakes without writing anything
    #[command(after_help = "Examples:\n  callslip check\n  \
        callslip check --format short   one line for each mistake, for editors")]
    Check {
        #[command(flatten)]
        load: LoadArgs,
    },
    /// List the themes, start one, or copy one to change it
    #[command(disable_help_subcommand = true)]
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Show the data that a page's template receives (for theme authors)
    #[command(after_help = "Examples:\n  callslip inspect /questions/loud-drums/\n  \
        callslip inspect https://example.org/tags/   a full address works, too")]
    Inspect {
        /// The page's address
        #[arg(value_name = "URL")]
        address: String,
        #[command(flatten)]
        load: LoadArgs,
    },
    /// Ask the addresses that the column links to, and say which pages are gone
    #[command(after_help = "Examples:\n  callslip links             ask what was not asked for a month\n  \
        callslip links --strict    for scripts: exit code 1 if a page is gone")]
    Links {
        #[command(flatten)]
        args: LinksArgs,
    },
    /// Make the site and put it online
    #[command(
        after_help = "Examples:\n  callslip publish               to the only place under `publish:` in column.yaml\n  \
        callslip publish website       to the place with that name\n  \
        callslip publish --dry-run     show what it would do"
    )]
    Publish {
        #[command(flatten)]
        args: PublishArgs,
    },
    /// Let GitHub or GitLab publish the column after each change and every day
    #[command(after_help = "Examples:\n  callslip ci github    writes .github/workflows/column.yml\n  \
        callslip ci gitlab    writes .gitlab-ci.yml")]
    Ci {
        /// Where the column's repository is
        #[arg(value_enum)]
        service: CiService,
    },
    /// Print the settings that let your shell complete callslip commands with the Tab key
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
    /// List the themes
    List,
    /// Start a theme of your own, which extends another
    #[command(
        after_help = "Examples:\n  callslip theme new evening\n  callslip theme new evening --extends broadsheet"
    )]
    New {
        /// The name of the new theme
        name: String,
        /// The theme that it extends
        #[arg(long, value_name = "THEME", default_value = "reading-room")]
        extends: String,
    },
    /// Copy a theme, or one of its files, into the column to change it there
    #[command(after_help = "Examples:\n  callslip theme copy question.html         one template\n  \
        callslip theme copy assets/favicon.svg    one file for browsers\n  \
        callslip theme copy broadsheet            a whole theme")]
    Copy {
        /// A file of the theme in use, or the name of a theme [default: the theme in use]
        what: Option<String>,
    },
    /// Make a test column that strains a theme
    #[command(after_help = "Examples:\n  callslip theme stress /tmp/crowded\n  \
        callslip theme stress /tmp/rtl --kind right-to-left\n  callslip build --root /tmp/crowded")]
    Stress {
        /// The folder to write it in; it must not exist yet
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// What kind of column
        #[arg(long, value_enum, default_value_t = StressKind::Crowded)]
        kind: StressKind,
        /// The theme to test [default: that of this column, otherwise reading-room]
        #[arg(long)]
        theme: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum StressKind {
    /// Too much of everything
    Crowded,
    /// Almost nothing
    Empty,
    /// A column in Arabic
    RightToLeft,
}

/// The arguments of all commands that load a column.
#[derive(Debug, Args)]
pub(super) struct LoadArgs {
    /// The address of the site, instead of the `base_url` in column.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// Read the column as of this day, such as 2026-12-24 [default: now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Show each mistake in full, however many there are
    #[arg(long)]
    pub(super) all: bool,
}

/// The arguments of `callslip serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Open the column in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// The port; if it is taken, the next free one is used
    #[arg(long, default_value_t = 4000, value_name = "N", value_parser = port)]
    pub(super) port: u16,
    /// Show it on a phone, or to somebody else: print an address with a key in it, and a QR code. Whoever has the address
    /// sees the column, drafts included, for an hour, or for as long as you say: `--lan=8h`
    #[arg(long, value_name = "TIME", value_parser = lan_time, num_args = 0..=1, require_equals = true, default_missing_value = "1h")]
    pub(super) lan: Option<SignedDuration>,
    /// The IP address to use. With any other address, people on your network can see the column [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS", value_parser = ip_address)]
    pub(super) host: Option<IpAddr>,
    /// A name under which to answer, for a proxy or tunnel; `.example.org` includes all names that end like this
    #[arg(long, value_name = "NAME", value_parser = AllowedHost::new)]
    pub(super) allow_host: Vec<AllowedHost>,
    /// Show only what is published: no drafts, and no scheduled letters
    #[arg(long)]
    pub(super) published: bool,
    /// Show the column as of this day, such as 2026-12-24 [default: now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Look for changes every half second, for disks that do not report them (network disks, some containers)
    #[arg(long)]
    pub(super) poll: bool,
    /// The editor that the links in reports open: system, vscode, vscodium, zed, idea, textmate, or an address with
    /// {file}, {line} and {column} in it [default: `CALLSLIP_EDITOR`, or else vscode if it is installed, or else system]
    #[arg(long, value_name = "EDITOR", value_parser = Editor::new)]
    pub(super) editor: Option<Editor>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum NewKind {
    /// A letter and its answer (also: letter)
    #[value(aliases = ["letter", "post", "article", "questions", "letters"])]
    Question,
    /// A program profile
    #[value(aliases = ["profile", "programs", "profiles"])]
    Program,
    /// A columnist (also: columnist)
    #[value(aliases = ["columnist", "author", "people", "columnists"])]
    Person,
    /// Any other page
    #[value(aliases = ["pages"])]
    Page,
    /// A reader's reply to a letter, from what they sent
    #[value(aliases = ["comment", "replies", "response"])]
    Reply,
}

/// The arguments of `callslip new` for what somebody else wrote.
#[derive(Debug, Args)]
pub(super) struct FromArgs {
    /// What came in: a mail, a page, a text, or a form service's CSV; `-` reads what another program prints
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// The row of a CSV, such as 3, or `all` [default: the last]
    #[arg(long, value_name = "N", requires = "from", value_parser = form_row)]
    pub(super) row: Option<FormRow>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CiService {
    /// Any repository on github.com
    Github,
    /// Any repository on gitlab.com, or a GitLab of your own
    Gitlab,
}

/// The arguments of `callslip links`.
#[cfg_attr(not(feature = "links"), allow(dead_code, reason = "only a program that can ask needs them"))]
#[derive(Debug, Args)]
pub(super) struct LinksArgs {
    /// Ask what was last asked so long ago; what is doubtful, after three days
    #[arg(long, value_name = "DAYS", value_parser = days, default_value = "30d")]
    pub(super) since: i32,
    /// Ask all addresses, whenever they were last asked
    #[arg(long, conflicts_with = "since")]
    pub(super) all: bool,
    /// Look for copies of pages that are gone in the Internet Archive, nearest to the day of your text
    #[arg(long)]
    pub(super) archive: bool,
    /// Exit with code 1 if a page is gone
    #[arg(long)]
    pub(super) strict: bool,
}

/// The arguments of `callslip publish`.
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
pub(super) struct PublishArgs {
    /// The name of a place under `publish:` in column.yaml [default: the only one]
    pub(super) target: Option<String>,
    /// Show what would be uploaded and removed, without doing it
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Do not ask, even when more than a quarter of the site would be removed
    #[arg(long, short)]
    pub(super) yes: bool,
    /// Replace files with the same names, even if callslip did not put them there
    #[arg(long)]
    pub(super) replace: bool,
    /// Do not ask before running a command from column.yaml, or sending a password to a place that it names
    #[arg(long)]
    pub(super) trust: bool,
}

impl ServeArgs {
    /// Returns the arguments of `callslip serve --open`.
    pub(super) fn with_open() -> Result<Self, clap::Error> {
        let command = Self::augment_args(clap::Command::new("serve"));
        Self::from_arg_matches(&command.try_get_matches_from(["serve", "--open"])?)
    }
}

impl Arguments {
    /// Returns true to show each diagnostic in full.
    pub(super) fn shows_all(&self) -> bool {
        match &self.command {
            Some(Command::Build { load, .. } | Command::Check { load } | Command::Inspect { load, .. }) => load.all,
            _ => false,
        }
    }
}

/// Returns the text of `callslip --help`.
pub(super) fn help() -> String {
    command_line().render_help().to_string().trim_end().to_owned()
}

/// The whole command line, for completions and the manual page.
pub(super) fn command_line() -> clap::Command {
    Arguments::command()
}
