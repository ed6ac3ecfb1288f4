//! The theme's static files under names that hold the hash of their content,
//! so that browsers may keep them for ever.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::files::{ThemeFile, ThemeFiles};
use crate::model::{Route, route};

/// A static file as it is published.
#[derive(Clone)]
pub struct Asset {
    /// Its address, with the hash in it.
    pub route: Route,
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
}

/// Path under `static/` → published file.
pub type Assets = BTreeMap<String, Asset>;

/// Names every file of `static/`. Scripts come after those they import, and
/// style sheets last, because what they refer to (`from "./…"`, `url(…)`) has
/// to have a name by then.
pub(super) fn fingerprint(files: &ThemeFiles) -> Assets {
    let mut assets = Assets::new();
    let (sheets, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.ends_with(".css"));
    let (scripts, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(path, _)| path.ends_with(".js"));
    for (path, file) in others {
        assets.insert(path.clone(), asset(path, file.bytes.clone()));
    }
    add_scripts(scripts, &mut assets);
    for (path, file) in sheets {
        let bytes = match std::str::from_utf8(&file.bytes) {
            Ok(css) => Cow::Owned(with_hashed_references(css, path, &assets).into_bytes()),
            Err(_) => file.bytes.clone(),
        };
        assets.insert(path.clone(), asset(path, bytes));
    }
    assets
}

/// Names scripts, each after those it imports. Of scripts that import each
/// other none can be first: they keep what they say.
fn add_scripts(scripts: Vec<(&String, &ThemeFile)>, assets: &mut Assets) {
    let mut waiting = scripts;
    while !waiting.is_empty() {
        let names: BTreeSet<&String> = waiting.iter().map(|(path, _)| *path).collect();
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.iter().copied().partition(|(path, file)| {
            let js = std::str::from_utf8(&file.bytes).unwrap_or_default();
            imports(js, path).iter().all(|(_, name)| name == *path || !names.contains(name))
        });
        let (ready, rest) = if ready.is_empty() { (rest, ready) } else { (ready, rest) };
        let named = ready.into_iter().map(|(path, file)| {
            let bytes = match std::str::from_utf8(&file.bytes) {
                Ok(js) => Cow::Owned(with_hashed_imports(js, path, assets).into_bytes()),
                Err(_) => file.bytes.clone(),
            };
            (path.clone(), asset(path, bytes))
        });
        let named: Vec<_> = named.collect();
        assets.extend(named);
        waiting = rest;
    }
}

/// The relative addresses that a script imports: where each stands, without
/// its quotes and what a template puts behind it, and the path it means.
fn imports(js: &str, path: &str) -> Vec<(Range<usize>, String)> {
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    let mut found = Vec::new();
    for start in ["from ", "import ", "import("] {
        for (at, _) in js.match_indices(start) {
            let from = at + start.len() + 1;
            let Some(quote) = js[at + start.len()..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))
            else {
                continue;
            };
            // In a template, what makes it another address when it is tried
            // again stands behind: `./other.js${again}`.
            let Some(length) = js[from..].find([quote, '$']) else { continue };
            let written = &js[from..from + length];
            if written.starts_with("./") || written.starts_with("../") {
                found.push((from..from + length, resolved(folder, written)));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Puts the published names into every `import … from "./…"` of a script.
fn with_hashed_imports(js: &str, path: &str, assets: &Assets) -> String {
    let up = if path.contains('/') { "../".repeat(path.matches('/').count()) } else { "./".to_owned() };
    let mut out = String::with_capacity(js.len());
    let mut at = 0;
    for (range, name) in imports(js, path) {
        let Some(asset) = assets.get(&name) else { continue };
        out.push_str(&js[at..range.start]);
        out.push_str(&up);
        out.push_str(asset.route.strip_prefix(route::STATIC).unwrap_or(&asset.route));
        at = range.end;
    }
    out.push_str(&js[at..]);
    out
}

fn asset(path: &str, bytes: Cow<'static, [u8]>) -> Asset {
    Asset { route: format!("{}{}", route::STATIC, hashed_name(path, &bytes)), bytes }
}

/// `fonts/text.woff2` → `fonts/text.3fa9c1d20b.woff2`.
fn hashed_name(path: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = hash.get(..10).unwrap_or_default();
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name_start..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, extension) = path.split_at(name_start + dot);
            format!("{stem}.{hash}{extension}")
        }
        _ => format!("{path}.{hash}"),
    }
}

/// Puts the published names into every `url(relative/path)` of a style sheet.
fn with_hashed_references(css: &str, path: &str, assets: &Assets) -> String {
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    let up = "../".repeat(folder.matches('/').count());
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("url(") {
        let (before, after) = rest.split_at(start + 4);
        out.push_str(before);
        let Some(end) = after.find(')') else {
            rest = after;
            break;
        };
        let written = &after[..end];
        let bare = written.trim().trim_matches(['"', '\'']);
        let (file, fragment) = bare.split_at(bare.find(['#', '?']).unwrap_or(bare.len()));
        match assets.get(&resolved(folder, file)) {
            Some(asset) => {
                let name = asset.route.strip_prefix(route::STATIC).unwrap_or(&asset.route);
                out.push_str(&format!("\"{up}{name}{fragment}\""));
            }
            None => out.push_str(written),
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// `css/` and `../icons/a.svg` → `icons/a.svg`.
fn resolved(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{ThemeFiles, fingerprint};
    use crate::render::theme::files::ThemeFile;

    fn files(list: &[(&str, &'static str)]) -> ThemeFiles {
        let file =
            |text: &'static str| ThemeFile { shown: String::new(), bytes: Cow::Borrowed(text.as_bytes()) };
        list.iter().map(|(path, text)| ((*path).to_owned(), file(text))).collect()
    }

    #[test]
    fn the_name_follows_the_content_also_through_a_style_sheet() {
        let sheet = "a{background:url(../icons/a.svg#x)}b{background:url(\"gone.png\")}";
        let one = fingerprint(&files(&[("css/site.css", sheet), ("icons/a.svg", "<svg/>")]));
        let two = fingerprint(&files(&[("css/site.css", sheet), ("icons/a.svg", "<svg></svg>")]));
        let icon = one["icons/a.svg"].route.strip_prefix("static/").map(str::to_owned).unwrap_or_default();
        assert!(
            icon.starts_with("icons/a.") && icon.ends_with(".svg") && icon.len() == "icons/a.svg".len() + 11
        );
        let css = String::from_utf8_lossy(&one["css/site.css"].bytes).into_owned();
        assert_eq!(css, format!("a{{background:url(\"../{icon}#x\")}}b{{background:url(\"gone.png\")}}"));
        assert_ne!(one["css/site.css"].route, two["css/site.css"].route);
    }

    #[test]
    fn scripts_import_each_other_by_their_published_names() {
        let page = "import { a } from \"./lib/store.js\";\nconst b = () => import('./gone.js');\nconst c = (again) => import(`./lib/z.js${again}`);";
        let of = |store| fingerprint(&files(&[("page.js", page), ("lib/store.js", store), ("lib/z.js", "")]));
        let one = of("import \"./z.js\"; import \"../round.js\";");
        let text = |name: &str| String::from_utf8_lossy(&one[name].bytes).into_owned();
        let name = |name: &str| one[name].route.strip_prefix("static/").unwrap_or_default().to_owned();
        let expected = format!(
            "import {{ a }} from \"./{}\";\nconst b = () => import('./gone.js');\nconst c = (again) => import(`./{}${{again}}`);",
            name("lib/store.js"),
            name("lib/z.js")
        );
        assert_eq!(text("page.js"), expected);
        assert_eq!(
            text("lib/store.js"),
            format!("import \"../{}\"; import \"../round.js\";", name("lib/z.js"))
        );
        assert_ne!(of("").get("page.js").map(|page| &page.route), Some(&one["page.js"].route));
    }

    #[test]
    fn scripts_that_import_each_other_are_still_there() {
        let round = fingerprint(&files(&[("a.js", "import \"./b.js\""), ("b.js", "import \"./a.js\"")]));
        assert_eq!(round.len(), 2);
        assert_eq!(round["a.js"].bytes.as_ref(), b"import \"./b.js\"");
    }
}
