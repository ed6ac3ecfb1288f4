//! The theme: templates, words and static files, checked before any page is
//! made.
//!
//! 1. [`files`] gathers the theme's files, embedded or from a folder of the
//!    site, and the site's own that stand before them.
//! 2. [`settings`] reads `theme.toml`, the theme's and the site's own, and
//!    [`translation`] the words in the site's language.
//! 3. [`bundles`] joins scripts, and [`assets`] gives static files names with
//!    the hash of their content.
//! 4. [`templates`] parses all templates together and checks the names in
//!    them; [`fault`] turns what the engine refuses into diagnostics.

mod assets;
mod bundles;
mod fault;
mod files;
mod functions;
mod names;
pub(super) mod plots;
mod settings;
mod templates;
mod translation;

use std::sync::Arc;

use tera::{Context, Tera};

pub use assets::{Asset, Assets};
pub use translation::Translation;

use self::fault::{Sources, template_fault};
use self::files::ThemeFiles;
use super::value::Printer;
use crate::config::Config;
use crate::diagnostics::{self, Diagnostic};
use crate::site::Fingerprint;

/// The style sheet to which the tokens of `theme.toml` are added.
const STYLE_SHEET: &str = "site.css";

/// Everything a site looks like, ready to make pages with.
pub struct Theme {
    tera: Tera,
    sources: Sources,
    /// The static files.
    pub assets: Assets,
    /// The words.
    pub translation: Arc<Translation>,
    /// The `[settings]` of `theme.toml`, the theme's and the site's own.
    pub settings: toml::Table,
    /// What tells it, on this site, from other themes.
    pub(super) print: Fingerprint,
}

impl Theme {
    /// Loads the configured theme with the site's own templates and files.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn load(config: &Config) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let theme = Self::gather(config, &mut faults);
        diagnostics::sort(&mut faults);
        match theme {
            Some(theme) if faults.is_empty() => Ok(theme),
            _ => Err(faults),
        }
    }

    fn gather(config: &Config, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let theme = files::of_theme(config, faults);
        if theme.is_empty() {
            return None;
        }
        let settings = settings::read(&theme, config, faults);
        let (translation, words) = Translation::load(&theme, &config.language, faults)?;
        let missing = translation::NEEDED.iter().filter(|key| !translation.has(key));
        faults
            .extend(missing.map(|key| template_fault(format!("there is no text `{key}`"), words.span(0..0))));
        let translation = Arc::new(translation);

        let mut static_files = ThemeFiles::new();
        for (path, file) in &theme {
            if let Some(path) = path.strip_prefix("static/") {
                static_files.insert(path.to_owned(), file.clone());
            }
        }
        static_files.extend(files::of_site(config, "static", faults));
        if let Some(sheet) = static_files.get_mut(STYLE_SHEET) {
            sheet.bytes.to_mut().extend_from_slice(settings.style.as_bytes());
        }
        bundles::apply(&settings.scripts, &mut static_files, faults);
        let assets = assets::fingerprint(&static_files);

        let own = files::of_site(config, "templates", faults);
        let sources = templates::sources(&theme, &own, faults);
        let mut tera = Tera::new();
        functions::register(&mut tera, &assets, &config.base_url, &translation);
        let print = print(config, &theme, &settings.values, &assets, &sources);
        match templates::parse(tera, &sources) {
            Ok(tera) => {
                faults.extend(templates::check(&tera, &sources, &translation));
                Some(Self { tera, sources, assets, translation, settings: settings.values, print })
            }
            Err(found) => {
                faults.extend(found);
                None
            }
        }
    }

    /// The engine with these variables on every page.
    pub(super) fn engine(&self, globals: Context) -> Tera {
        let mut tera = self.tera.clone();
        tera.global_context().extend(globals);
        tera
    }

    /// The first of these templates that the theme or the site has; the last
    /// one if none is there.
    pub(super) fn first_of<'a>(&self, names: [&'a str; 2]) -> &'a str {
        if templates::has(&self.tera, names[0]) { names[0] } else { names[1] }
    }

    /// Whether the theme or the site has this template.
    pub(super) fn has(&self, name: &str) -> bool {
        templates::has(&self.tera, name)
    }

    /// An error of the engine in `template` as diagnostics.
    pub(super) fn diagnostics(&self, error: &tera::Error, template: &str) -> Vec<Diagnostic> {
        let name = ["site/", "theme/"].map(|prefix| format!("{prefix}{template}"));
        let name = name.iter().find(|name| self.sources.contains_key(*name));
        fault::diagnostics(error, name.map_or(template, String::as_str), &self.sources)
    }
}

/// Everything that pages take from a theme: its texts (templates, words,
/// settings), the addresses of its files, and where the site stands.
fn print(
    config: &Config,
    theme: &ThemeFiles,
    settings: &toml::Table,
    assets: &Assets,
    sources: &Sources,
) -> Fingerprint {
    let mut print = Printer::default();
    print.text(&config.language);
    print.text(&config.base_url.absolute(""));
    for (name, source) in sources {
        print.text(name);
        print.text(source.text());
    }
    for (path, file) in theme.iter().filter(|(path, _)| path.ends_with(".toml")) {
        print.text(path);
        print.print(blake3::hash(&file.bytes).as_bytes());
    }
    print.text(&settings.to_string());
    for (path, asset) in assets {
        print.text(path);
        print.text(&asset.route);
    }
    print.finish()
}
