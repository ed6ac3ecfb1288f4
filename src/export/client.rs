//! The reader's files, from `search-index/client/`, without their comments.

/// Modules that are one file in a site, so that opening it is one request.
const READER: [&str; 4] = [
    include_str!("../../search-index/client/words.js"),
    include_str!("../../search-index/client/files.js"),
    include_str!("../../search-index/client/excerpt.js"),
    include_str!("../../search-index/client/reader.js"),
];

/// Loaded only for a word that the site does not use.
const UNKNOWN: &str = include_str!("../../search-index/client/unknown.js");

/// Loaded only once a list stands.
const DEEPER: &str = include_str!("../../search-index/client/deeper.js");

/// Name and text of each file.
pub fn client_files() -> Vec<(&'static str, String)> {
    let mut reader = String::new();
    for (at, module) in READER.iter().enumerate() {
        reader.push_str(&compact(module, at + 1 < READER.len()));
    }
    vec![
        ("reader.js", reader),
        ("unknown.js", compact(UNKNOWN, false)),
        ("deeper.js", compact(DEEPER, false)),
    ]
}

/// A module without comments and indentation; as part of another also without
/// `export`. Relies on how these files are written: comments and imports have
/// lines of their own, no template stretches over lines.
fn compact(module: &str, inner: bool) -> String {
    let mut text = String::with_capacity(module.len());
    let mut comment = false;
    for line in module.lines().map(str::trim) {
        if line.starts_with("/*") {
            comment = true;
        }
        let skip = comment || line.is_empty() || line.starts_with("//") || line.starts_with("import {");
        if comment && line.ends_with("*/") {
            comment = false;
        }
        if !skip {
            text.push_str(if inner { line.strip_prefix("export ").unwrap_or(line) } else { line });
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn drops_comments_and_joins_modules() {
        let module = "/**\n * What it does.\n */\nexport function f(a) {\n  // why\n  return a / 2;\n}\n";
        assert_eq!(compact(module, true), "function f(a) {\nreturn a / 2;\n}\n");
        assert_eq!(
            compact("import { f } from \"./f.js\";\nexport const g = 1;\n", false),
            "export const g = 1;\n"
        );
    }
}
