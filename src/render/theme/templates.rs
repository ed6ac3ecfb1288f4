//! The templates: parsed together, and checked for names that no page has.

use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::fault::{self, Sources, template_fault};
use super::files::{ThemeFiles, start_of};
use super::names::names;
use super::translation::Translation;
use crate::diagnostics::{Diagnostic, nearest};
use crate::render::context::{GLOBALS, PAGE_TEMPLATES};

/// Before the names of the site's own templates, which come first.
const SITE: &str = "site/";
/// Before the names of the theme's templates.
const THEME: &str = "theme/";

/// The texts of all templates by their name in the engine.
pub(super) fn sources(theme: &ThemeFiles, site: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Sources {
    let mut sources = Sources::new();
    let of_theme =
        theme.iter().filter_map(|(path, file)| Some((THEME, path.strip_prefix("templates/")?, file)));
    let of_site = site.iter().map(|(path, file)| (SITE, path.as_str(), file));
    for (prefix, path, file) in of_theme.chain(of_site) {
        if ![".html", ".xml", ".txt"].iter().any(|ending| path.ends_with(ending)) {
            let message = "the name of a template ends in .html, .xml or .txt";
            diagnostics.push(template_fault(message, start_of(&file.shown)));
            continue;
        }
        if let Some(text) = file.text(diagnostics) {
            sources.insert(format!("{prefix}{path}"), text);
        }
    }
    sources
}

/// Parses the templates into an engine that has its functions already.
///
/// # Errors
/// Every template that does not parse; if all do, every unknown name.
pub(super) fn parse(mut tera: Tera, sources: &Sources) -> Result<Tera, Vec<Diagnostic>> {
    let syntax: Vec<Diagnostic> =
        sources.iter().flat_map(|(name, source)| syntax(name, source.text(), sources)).collect();
    if !syntax.is_empty() {
        return Err(syntax);
    }
    let texts = sources.iter().map(|(name, source)| (name, source.text()));
    let added = tera.set_fallback_prefixes([SITE, THEME]).and_then(|()| tera.add_raw_templates(texts));
    match added {
        Ok(()) => Ok(tera),
        Err(error) => Err(fault::diagnostics(&error, "theme.toml", sources)),
    }
}

/// The engine gives up at the first template that does not parse, so each is
/// parsed alone first. What the others would add is not missed yet.
fn syntax(name: &str, text: &str, sources: &Sources) -> Vec<Diagnostic> {
    match Tera::new().add_raw_template(name, text) {
        Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
            fault::diagnostics(&error, name, sources)
        }
        _ => Vec::new(),
    }
}

/// What pages would trip over later: templates that are missing, variables
/// that no page has, texts that are not translated.
pub(super) fn check(tera: &Tera, sources: &Sources, translation: &Arc<Translation>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in PAGE_TEMPLATES {
        if !has(tera, page.name) {
            if page.required {
                found.push(template_fault(
                    format!("the theme has no template `{}`", page.name),
                    start_of("theme.toml"),
                ));
            }
            continue;
        }
        let Ok(asked) = tera.get_template_variables(page.name) else { continue };
        let mut asked: Vec<&str> = asked.into_iter().collect();
        asked.sort_unstable();
        let known = || page.variables.iter().chain(GLOBALS).copied();
        for variable in asked.into_iter().filter(|variable| !known().any(|name| name == *variable)) {
            found.push(unknown_variable(variable, page.name, nearest(variable, known()), sources));
        }
    }
    for source in sources.values() {
        for name in names(source.text()).into_iter().filter(|name| name.of == Some("t")) {
            if !translation.has(name.text) {
                let hint =
                    nearest(name.text, translation.keys()).map(|near| format!("; did you mean `{near}`?"));
                let message =
                    format!("there is no text `{}` in i18n/{}", name.text, hint.unwrap_or_default());
                found.push(template_fault(message, source.span(name.range())));
            }
        }
    }
    found
}

/// Whether a page template is there, in the site or in the theme.
pub(super) fn has(tera: &Tera, name: &str) -> bool {
    tera.get_template_variables(name).is_ok()
}

/// The place is the first use in the page's own template, else in one that it
/// builds on.
fn unknown_variable(variable: &str, page: &str, hint: Option<&str>, sources: &Sources) -> Diagnostic {
    let own = [SITE, THEME].map(|prefix| format!("{prefix}{page}"));
    let own = own.iter().filter_map(|name| sources.get(name));
    let place = own.chain(sources.values()).find_map(|source| {
        let name =
            names(source.text()).into_iter().find(|name| name.text == variable && name.of.is_none())?;
        Some(source.span(name.range()))
    });
    let hint = hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let message = format!("the page `{page}` has no variable `{variable}`{hint}");
    template_fault(message, place.unwrap_or_else(|| start_of(page)))
}
