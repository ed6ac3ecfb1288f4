//! The theme's static files under names that hold the hash of their content,
//! so that browsers may keep them for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::files::ThemeFiles;
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

/// Names every file of `static/`. Style sheets come last, because what they
/// refer to (`url(…)`) has to have a name by then.
pub(super) fn fingerprint(files: &ThemeFiles) -> Assets {
    let mut assets = Assets::new();
    let (sheets, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.ends_with(".css"));
    for (path, file) in others {
        assets.insert(path.clone(), asset(path, file.bytes.clone()));
    }
    for (path, file) in sheets {
        let bytes = match std::str::from_utf8(&file.bytes) {
            Ok(css) => Cow::Owned(with_hashed_references(css, path, &assets).into_bytes()),
            Err(_) => file.bytes.clone(),
        };
        assets.insert(path.clone(), asset(path, bytes));
    }
    assets
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
}
