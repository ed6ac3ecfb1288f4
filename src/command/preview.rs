//! `polder serve`.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::Outcome;
use super::overview::overview;
use super::report::{configuration_failed, count_line, draw_all, say};
use crate::config::{ConfigError, read};
use crate::diagnostics::{Diagnostic, MessageLanguage, Problem, SourceText};
use crate::load::Unsaved;
use crate::model::{Model, Moment};
use crate::pipeline::{
    Past, Prepared, Request, kept_past, prepare_since, prepare_text, prepare_theme, search,
};
use crate::serve::{Built, Changes, Preview, SearchMaker, start};

pub(super) fn run(request: Request, port: Option<u16>, open: bool) -> Outcome {
    // A folder without a knowledge base is a mistake to say at once; faults
    // in polder.toml are shown in the preview, where they can be mended.
    if let Err(error @ ConfigError::Unreadable(..)) = read(&request.root) {
        return configuration_failed(error);
    }
    let language = read(&request.root).map_or(MessageLanguage::Dutch, |config| config.message_language());
    let root = request.root.clone();
    let memory = Arc::new(Mutex::new(kept_past(&request)));
    let asked = request.clone();
    let preview = Preview {
        root,
        port,
        build: Box::new(move |unsaved, changes| built(&request, unsaved, changes, &memory)),
        overview: Box::new(move |model, day| overview(&asked, model, day).ok().map(|(report, _)| report)),
        report: Box::new(report),
    };
    let running = match start(preview) {
        Ok(running) => running,
        Err(error) => {
            say(&error.message(language));
            return Outcome::Failed;
        }
    };
    let address = running.address().to_owned();
    say(&match language {
        MessageLanguage::Dutch => format!("Voorbeeld op {address} (stoppen: Ctrl-C)"),
        MessageLanguage::English => format!("Preview at {address} (stop with Ctrl-C)"),
    });
    if open && webbrowser::open(&address).is_err() {
        say(match language {
            MessageLanguage::Dutch => "De browser gaat hier niet vanzelf open; ga zelf naar dat adres.",
            MessageLanguage::English => "The browser does not open by itself here; go to that address.",
        });
    }
    match running.wait() {
        Ok(()) => Outcome::Done,
        Err(error) => {
            say(&error.message(language));
            Outcome::Failed
        }
    }
}

/// What the builds of a preview know of those before them.
type Memory = Arc<Mutex<Past>>;

/// Builds for the preview; what cannot be built is said in diagnostics.
fn built(request: &Request, unsaved: Option<&Unsaved>, changes: &Changes, memory: &Memory) -> Built {
    // A preview may be open for days.
    let moment = Moment { day: jiff::Zoned::now().date(), ..request.moment };
    let known = memory.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let request = Request { moment, unsaved: unsaved.cloned(), ..request.clone() };
    match quickly(&request, changes, &known).map_or_else(|| prepare_since(&request, &known), Ok) {
        Ok(Prepared { config, history, model, site, diagnostics, past, .. }) => {
            if unsaved.is_none() {
                history.keep(&config);
                memory.lock().unwrap_or_else(PoisonError::into_inner).learn(past);
            }
            Built {
                search: site.is_some().then(|| search_maker(Arc::clone(&model), Arc::clone(memory))),
                site,
                diagnostics,
                language: config.message_language(),
                base_path: config.base_url.path().to_owned(),
                others: config.search.synonyms.iter().cloned().collect(),
                model: Some(model),
            }
        }
        Err(error) => Built {
            site: None,
            search: None,
            diagnostics: faults(error),
            language: MessageLanguage::Dutch,
            base_path: "/".to_owned(),
            others: Vec::new(),
            model: None,
        },
    }
}

/// What can be had without building all anew.
fn quickly(request: &Request, changes: &Changes, known: &Past) -> Option<Prepared> {
    if let Some(unsaved) = &request.unsaved {
        // In a form nothing changed but what is in it.
        return prepare_text(request, known, Path::new(&unsaved.path));
    }
    if changes.all_below(&THEME) {
        return prepare_theme(request, known);
    }
    prepare_text(request, known, changes.only_file()?)
}

/// Where a theme's files are.
const THEME: [&str; 4] = ["templates", "static", "themes", "theme.toml"];

fn search_maker(model: Arc<Model>, memory: Memory) -> SearchMaker {
    Box::new(move || {
        let known = memory.lock().unwrap_or_else(PoisonError::into_inner).index();
        let made = search(&model, known.as_deref());
        memory.lock().unwrap_or_else(PoisonError::into_inner).learn_index(made.index);
        (made.files, made.diagnostics)
    })
}

fn faults(error: ConfigError) -> Vec<Diagnostic> {
    match error {
        ConfigError::Faults(faults) => faults,
        ConfigError::Unreadable(path, error) => {
            let source = SourceText::new(path.display().to_string(), "");
            vec![Diagnostic::new(Problem::Unreadable { reason: error.to_string() }, source.span(0..0))]
        }
    }
}

fn report(diagnostics: &[Diagnostic], language: MessageLanguage) {
    draw_all(diagnostics, language);
    say(&count_line(diagnostics, language).unwrap_or_else(|| match language {
        MessageLanguage::Dutch => "Alles klopt.".to_owned(),
        MessageLanguage::English => "All is well.".to_owned(),
    }));
}
