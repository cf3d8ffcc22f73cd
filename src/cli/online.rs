//! The commands that bring a column online, and those with which a program is installed.

use std::process::ExitCode;

use clap::{CommandFactory, Subcommand, ValueEnum};

use super::{Arguments, Console, Failure, ci, publish};

#[derive(Debug, Subcommand)]
pub(super) enum Online {
    /// Make the site and put it online
    #[command(
        after_help = "Examples:\n  callslip publish               to the only place under `publish:` in column.yaml\n  \
        callslip publish website       to the one of that name\n  \
        callslip publish --dry-run     show what would be done"
    )]
    Publish {
        /// A name under `publish:` in column.yaml [default: the only one]
        target: Option<String>,
        /// Show what would be uploaded and removed, and do neither
        #[arg(long)]
        dry_run: bool,
        /// Do not ask, even when more than a quarter of the site would be removed
        #[arg(long, short)]
        yes: bool,
        /// Replace files of the same names that were put there in another way
        #[arg(long)]
        replace: bool,
    },
    /// Write a workflow that publishes the column by itself, on each change and every day
    #[command(after_help = "Examples:\n  callslip ci github    writes .github/workflows/column.yml\n  \
        callslip ci gitlab    writes .gitlab-ci.yml")]
    Ci {
        /// Where the column's repository is
        #[arg(value_enum)]
        service: Service,
    },
    /// Print what makes your shell complete the commands of callslip
    #[command(
        after_help = "Examples:\n  callslip completions bash > ~/.local/share/bash-completion/completions/callslip\n  \
        callslip completions fish > ~/.config/fish/completions/callslip.fish"
    )]
    Completions {
        /// Your shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Service {
    /// Any repository on github.com
    Github,
    /// Any repository on gitlab.com, or a GitLab of your own
    Gitlab,
}

/// What `publish` is asked for.
pub(super) struct Wish<'w> {
    pub(super) target: Option<&'w str>,
    pub(super) dry_run: bool,
    pub(super) yes: bool,
    pub(super) replace: bool,
}

impl Online {
    /// Runs it. `root` is the column's folder, if there is one.
    pub(super) fn run(self, root: Result<std::path::PathBuf, Failure>, console: &Console) -> Result<ExitCode, Failure> {
        match self {
            Self::Publish { target, dry_run, yes, replace } => {
                let wish = Wish { target: target.as_deref(), dry_run, yes, replace };
                publish::run(&root?, &wish, console)
            }
            Self::Ci { service } => ci::run(&root?, service, console),
            Self::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Arguments::command(), "callslip", &mut script);
                console.print(String::from_utf8_lossy(&script).trim_end());
                Ok(ExitCode::SUCCESS)
            }
            Self::Man => {
                let mut page = Vec::new();
                clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
                console.print(String::from_utf8_lossy(&page).trim_end());
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}
