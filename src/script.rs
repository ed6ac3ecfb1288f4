//! JavaScript modules as a site serves them: without comments, and several as
//! one file, so that they are one request.
//!
//! This is no parser. It relies on how the modules are written: comments but
//! for `/** @type … */` and imports have lines of their own, an import begins with `import {`, no
//! template stretches over lines, and no two modules of one file give one
//! name to different things.

/// Modules in one file, each after those that it imports from. What the last
/// one exports is what the file exports.
pub fn joined<'a>(modules: impl IntoIterator<Item = &'a str>) -> String {
    let mut modules: Vec<&str> = modules.into_iter().collect();
    let last = modules.pop().unwrap_or_default();
    let mut text = String::new();
    for module in modules {
        push(&mut text, module, true);
    }
    push(&mut text, last, false);
    text
}

fn push(text: &mut String, module: &str, inner: bool) {
    let mut comment = false;
    for line in module.lines().map(str::trim) {
        // A line may begin with the type of what stands on it.
        if line.starts_with("/*") && (!line.starts_with("/** @type ") || line.ends_with("*/")) {
            comment = true;
        }
        let skip = comment || line.is_empty() || line.starts_with("//") || line.starts_with("import {");
        if comment && line.ends_with("*/") {
            comment = false;
        }
        if !skip {
            push_line(text, if inner { line.strip_prefix("export ").unwrap_or(line) } else { line });
        }
    }
}

/// A line without the types that stand in it.
fn push_line(text: &mut String, mut line: &str) {
    while let Some((before, rest)) = line.split_once("/** @type ")
        && let Some((_, after)) = rest.split_once("*/")
    {
        text.push_str(before);
        line = after.trim_start();
    }
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn drops_comments_and_joins_modules() {
        let one = "/**\n * What it does.\n */\nexport function f(a) {\n  // why\n  return /** @type {number} */ (a) / 2;\n}\n";
        let two = "import { f } from \"./one.js\";\n\nexport const g = f(1);\n";
        assert_eq!(joined([one, two]), "function f(a) {\nreturn (a) / 2;\n}\nexport const g = f(1);\n");
        assert_eq!(joined([two]), "export const g = f(1);\n");
        let typed = "/** @type {number} */ (a).b();\n/** @type {number | null} */\nlet c = null;\n";
        assert_eq!(joined([typed]), "(a).b();\nlet c = null;\n");
        assert_eq!(joined([]), "");
    }
}
