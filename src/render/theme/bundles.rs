//! The theme's scripts that are published as one file (`[scripts]` in
//! `theme.toml`): name → the modules in it, each after those it imports from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fault::template_fault;
use super::files::{ThemeFile, ThemeFiles, start_of};
use crate::diagnostics::Diagnostic;
use crate::script;

/// Puts each bundle among the static files. A module that a site has a file
/// of its own for goes into the bundle as the site has it.
pub(super) fn apply(
    bundles: &BTreeMap<String, Vec<String>>,
    files: &mut ThemeFiles,
    faults: &mut Vec<Diagnostic>,
) {
    let mut made = Vec::with_capacity(bundles.len());
    for (name, modules) in bundles {
        let mut texts = Vec::with_capacity(modules.len());
        for module in modules {
            match files.get(module) {
                Some(file) => texts.extend(file.text(faults)),
                None => {
                    let message = format!("[scripts] there is no static file `{module}`");
                    faults.push(template_fault(message, start_of("theme.toml")));
                }
            }
        }
        let text = script::joined(texts.iter().map(|source| source.text()));
        made.push((name.clone(), ThemeFile { shown: name.clone(), bytes: Cow::Owned(text.into_bytes()) }));
    }
    files.extend(made);
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::super::files::{ThemeFile, ThemeFiles};
    use super::apply;

    #[test]
    fn a_bundle_takes_its_name_and_a_missing_module_is_an_error() {
        let file =
            |text: &'static str| ThemeFile { shown: String::new(), bytes: Cow::Borrowed(text.as_bytes()) };
        let mut files = ThemeFiles::from([
            ("a.js".to_owned(), file("// a\nexport const a = 1;\n")),
            ("b.js".to_owned(), file("import { a } from \"./a.js\";\nexport const b = a;\n")),
        ]);
        let bundles = BTreeMap::from([
            ("b.js".to_owned(), vec!["a.js".to_owned(), "b.js".to_owned()]),
            ("c.js".to_owned(), vec!["gone.js".to_owned()]),
        ]);
        let mut faults = Vec::new();
        apply(&bundles, &mut files, &mut faults);
        assert_eq!(files["b.js"].bytes.as_ref(), b"const a = 1;\nexport const b = a;\n");
        assert_eq!(files["a.js"].bytes.as_ref(), b"// a\nexport const a = 1;\n");
        assert_eq!(faults.len(), 1);
    }
}
