//! Which file of `src/` uses what of which other file: the paths of its `use` lines and of its expressions, followed
//! through re-exports to the file that defines the item. Not a parser of Rust: it knows our own style, formatted.

use std::collections::{BTreeMap, BTreeSet};

/// A path from the root of the crate: `["site", "links", "resolve"]`.
type Path = Vec<String>;

/// The modules of the crate by their paths.
pub(crate) struct Modules<'s> {
    files: BTreeMap<Path, Module<'s>>,
}

struct Module<'s> {
    file: &'s str,
    code: &'s str,
    /// The names that it brings into scope, and what they name.
    uses: BTreeMap<String, Path>,
    /// Of these, the names that it passes on: `pub use`.
    passed_on: BTreeSet<String>,
}

impl<'s> Modules<'s> {
    /// Reads files by their paths under `src/`, without their unit tests and comments.
    pub(crate) fn read(sources: &'s BTreeMap<String, String>) -> Self {
        let files = sources.iter().filter(|(file, _)| *file != "main.rs").map(|(file, code)| {
            let path = module_path(file);
            let mut module = Module { file, code, uses: BTreeMap::new(), passed_on: BTreeSet::new() };
            for (is_public, tree) in use_trees(code) {
                for (name, target) in leaves(tree) {
                    let Some(target) = absolute(&path, &target, sources) else { continue };
                    module.uses.insert(name.clone(), target);
                    if is_public {
                        module.passed_on.insert(name);
                    }
                }
            }
            (path, module)
        });
        Self { files: files.collect() }
    }

    /// The files that each file uses.
    pub(crate) fn edges(&self) -> BTreeMap<&'s str, BTreeSet<&'s str>> {
        let edges = self.files.iter().map(|(path, module)| {
            let named =
                module.uses.iter().filter(|(name, _)| !module.passed_on.contains(*name)).map(|(_, to)| to.clone());
            let used = named.chain(self.inline(path, module)).filter_map(|to| self.file_of(&to, 0));
            (module.file, used.filter(|used| *used != module.file && !is_ancestor(used, module.file)).collect())
        });
        edges.collect()
    }

    /// The paths in expressions: `crate::a::b`, `super::b`, and `child::b` where a module has that child.
    fn inline(&self, path: &Path, module: &Module<'_>) -> Vec<Path> {
        let code = without_uses(module.code);
        let mut found = Vec::new();
        for (at, _) in code.match_indices("::") {
            let start = code[..at].rfind(|c: char| !is_word(c)).map_or(0, |at| at + 1);
            let head = &code[start..at];
            let is_first = !code[..start].ends_with("::");
            let segments = || code[start..].split("::").map(word).map(ToOwned::to_owned);
            let child = || [path.as_slice(), &[head.to_owned()]].concat();
            if !is_first || head.is_empty() {
                continue;
            }
            if head == "crate" {
                found.push(segments().skip(1).take(4).collect());
            } else if head == "super" && !path.is_empty() {
                found.push(path[..path.len() - 1].iter().cloned().chain(segments().skip(1).take(3)).collect());
            } else if self.files.contains_key(&child()) && !module.uses.contains_key(head) {
                found.push(path.iter().cloned().chain(segments().take(3)).collect());
            }
        }
        found
    }

    /// The file that defines what a path names. `None` for the root of the crate, which defines nothing.
    fn file_of(&self, target: &[String], depth: usize) -> Option<&'s str> {
        let mut module = Path::new();
        for (at, segment) in target.iter().enumerate() {
            module.push(segment.clone());
            if self.files.contains_key(&module) {
                continue;
            }
            module.pop();
            let owner = self.files.get(&module)?;
            let onward = owner.uses.get(segment).filter(|_| depth < 8 && owner.passed_on.contains(segment));
            return match onward {
                Some(onward) => self.file_of(&[onward.as_slice(), &target[at + 1..]].concat(), depth + 1),
                None => Some(owner.file),
            };
        }
        self.files.get(&module).map(|module| module.file).filter(|file| *file != "lib.rs")
    }
}

/// The sets of files of which each uses each other, by way of others or not.
pub(crate) fn circles<'s>(edges: &BTreeMap<&'s str, BTreeSet<&'s str>>) -> Vec<Vec<&'s str>> {
    let reached = |from: &'s str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(file) = open.pop() {
            open.extend(edges.get(file).into_iter().flatten().filter(|next| seen.insert(**next)));
        }
        seen
    };
    let reached: BTreeMap<_, _> = edges.keys().map(|file| (*file, reached(file))).collect();
    let mut circles: Vec<Vec<&str>> = Vec::new();
    for (file, _) in reached.iter().filter(|(file, reached)| reached.contains(*file)) {
        if circles.iter().all(|circle| !circle.contains(file)) {
            circles.push(reached[file].iter().filter(|other| reached[*other].contains(file)).copied().collect());
        }
    }
    circles
}

/// True for `site/mod.rs` and `site/links/resolver.rs`: what a folder's files share is in its `mod.rs`.
fn is_ancestor(used: &str, file: &str) -> bool {
    used.strip_suffix("mod.rs").is_some_and(|folder| file.starts_with(folder))
}

/// `site/links/mod.rs` is `site::links`, and `site/links/resolver.rs` is `site::links::resolver`.
fn module_path(file: &str) -> Path {
    let path = file.trim_end_matches(".rs").split('/').map(ToOwned::to_owned);
    path.filter(|part| part != "mod" && part != "lib").collect()
}

/// Each `use`, without the word and the semicolon; with true if it is public.
fn use_trees(code: &str) -> Vec<(bool, &str)> {
    let starts = code.match_indices("use ").filter_map(|(at, word)| {
        let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = code[line..at].trim();
        let is_use = before.is_empty() || before.starts_with("pub") && (before.ends_with(')') || before == "pub");
        let tree = &code[at + word.len()..];
        is_use.then(|| (before.starts_with("pub"), &tree[..tree.find(';').unwrap_or(tree.len())]))
    });
    starts.collect()
}

fn without_uses(code: &str) -> String {
    use_trees(code).into_iter().fold(code.to_owned(), |code, (_, tree)| code.replace(&format!("use {tree};"), ""))
}

/// Each name that a `use` brings, and its path: `a::{b, c::d as e}` brings `b` and `e`.
fn leaves(tree: &str) -> Vec<(String, Path)> {
    let tree = tree.trim().trim_end_matches(',');
    if let Some((head, group)) = tree.split_once('{') {
        let head: Path =
            head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect();
        let group = group.trim_end().trim_end_matches('}');
        let mut depth = 0;
        let parts = group.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        let inner = parts.filter(|part| !part.trim().is_empty()).flat_map(leaves);
        return inner.map(|(name, path)| (name, [head.clone(), path].concat())).collect();
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
    let mut path: Path = path.split("::").map(|part| part.trim().to_owned()).collect();
    if path.len() > 1 {
        path.pop_if(|last| last == "self" || last == "*");
    }
    let name = name.map_or_else(|| path.last().cloned().unwrap_or_default(), |name| name.trim().to_owned());
    vec![(name, path)]
}

/// A path of a `use` from the root of the crate. `None` for one of another crate.
fn absolute(module: &Path, path: &Path, sources: &BTreeMap<String, String>) -> Option<Path> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let base = match path.first()?.as_str() {
        "crate" => return Some(path[1..].to_vec()),
        "self" => module.clone(),
        "super" => module[..module.len().checked_sub(ups)?].to_vec(),
        child => {
            let folder = [module.join("/"), child.to_owned()].join("/");
            let folder = folder.trim_start_matches('/');
            let is_child = ["{}.rs", "{}/mod.rs"].iter().any(|form| sources.contains_key(&form.replace("{}", folder)));
            return is_child.then(|| [module.as_slice(), path].concat());
        }
    };
    Some(base.into_iter().chain(path[ups.max(1)..].iter().cloned()).collect())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The word at the start of a text.
fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !is_word(c)).unwrap_or(text.len())]
}
