//! `callslip theme stress`: writes a column that is made to break themes. It is the same in every run, so that
//! screenshots of it can be compared.

mod crowded;

use std::path::Path;
use std::process::ExitCode;

use super::args::StressKind;
use super::console::{CommandError, Console};
use super::locate_column::{NO_COLUMN, read_config, read_theme, write_new};
use crate::source;

/// A file of the column: its path and its content.
type File = (String, Vec<u8>);

pub(super) fn run(
    root: Option<&Path>,
    folder: &Path,
    kind: StressKind,
    theme: Option<&str>,
    console: &Console,
) -> Result<ExitCode, CommandError> {
    if folder.exists() {
        return Err(format!("{} already exists; choose another folder", folder.display()).into());
    }
    let in_use = root.map(read_config).transpose()?.map(|config| config.theme);
    let theme = theme.map(ToOwned::to_owned).or(in_use).unwrap_or_else(|| "reading-room".to_owned());
    let root = root.unwrap_or(Path::new(NO_COLUMN));
    let chain = read_theme(root, &theme, &source::theme_names(root))?;
    let own = chain.layers.iter().filter(|layer| !layer.built_in && layer.theme.is_some());
    let own = own.flat_map(|layer| &layer.files).map(|file| (file.path.to_string(), file.bytes.to_vec()));
    for (path, bytes) in files(kind, &theme).into_iter().chain(own) {
        write_new(folder, &path, &bytes)?;
    }
    let shown = folder.display();
    console.status(&format!("A column that tests {theme} is in {shown}. Build it with:"));
    console.status(&format!("  callslip build --root {shown}"));
    Ok(ExitCode::SUCCESS)
}

fn files(kind: StressKind, theme: &str) -> Vec<File> {
    let of_theme = |text: &str| text.replace("{theme}", theme);
    match kind {
        StressKind::Crowded => crowded::files(theme),
        StressKind::Empty => vec![file("column.yaml", of_theme("title: Nothing\ntheme: {theme}\n"))],
        StressKind::RightToLeft => vec![
            file("column.yaml", of_theme(include_str!("arabic.yaml"))),
            file("content/people/sm.md", "---\nname: سلمى المرجعي\ninitials: SM\n---\nأمينة مكتبة.\n"),
            file("content/people/ta.md", "---\nname: ثريا العلي\ninitials: TA\n---\n"),
            file("content/pages/ask.md", "---\ntitle: اسأل\nform: ask\n---\nاكتب لنا.\n"),
            file("content/questions/certificate.md", include_str!("arabic-letter.md")),
            file("content/questions/older.md", "---\ntitle: \"؟\"\ndate: 2023-01-01\n---\nQ: لماذا؟\n\nTA: هكذا.\n"),
            file("content/programs/rare.md", include_str!("arabic-program.md")),
        ],
    }
}

fn file(path: &str, content: impl AsRef<[u8]>) -> File {
    (path.to_owned(), content.as_ref().to_vec())
}
