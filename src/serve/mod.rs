//! The preview: the same [`Site`] that would be published, from memory, on
//! loopback, with a page that renews itself.
//!
//! 1. A thread of its own builds the site, and again after each change that
//!    [`watch`] reports. What it made becomes the [`state`], in one step.
//!    Another thread makes its search, which may take longer than its pages.
//! 2. [`guard`] turns away requests that are not meant for this server.
//! 3. [`answer`] finds the file of an address and makes its content, once.
//! 4. [`events`] tells open pages to reload, and which errors to show above
//!    them ([`panel`]); `assets/` holds what they load for it. Pages of articles
//!    with errors stay as they last were good ([`held`]).
//!
//! The preview does not know how a site is built: it is given a function.

mod answer;
mod content_type;
mod desk;
mod error;
mod events;
mod guard;
mod held;
mod listen;
mod panel;
mod state;
mod watch;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use axum::Router;
use axum::middleware::{from_fn_with_state, map_response};
use axum::routing::get;
use axum::serve::ListenerExt;
use jiff::civil::Date;
use tokio::runtime::Runtime;

pub use error::ServeError;
pub use watch::Changes;

use crate::diagnostics::{Diagnostic, MessageLanguage};
use crate::load::Unsaved;
use crate::model::Model;
use crate::report::Report;
use crate::site::{Content, Site, SitePath};
use desk::Desk;
use state::State;
use watch::Watch;

/// What the preview needs to know.
pub struct Preview {
    /// The root folder of the site; what is watched lies below it.
    pub root: PathBuf,
    /// The port to listen on; without one the first free one from 1313.
    pub port: Option<u16>,
    /// Builds the site, at the start and after every change.
    pub build: Builder,
    /// Makes the overview that the desk shows.
    pub overview: Overview,
    /// Hears what is wrong: after every build (also when nothing is) and
    /// when a page that is asked for cannot be made.
    pub report: Reporter,
}

/// Builds the site as it is on disk now, but for one file that somebody has
/// in a form. Hears what changed on disk since it was called last.
pub type Builder = Box<dyn Fn(Option<&Unsaved>, &Changes) -> Built + Send + Sync>;

/// Makes the browser's files of a site's search, with what is wrong in it.
pub type SearchMaker = Box<dyn FnOnce() -> (BTreeMap<SitePath, Content>, Vec<Diagnostic>) + Send>;

/// Says what an editor should look at in a site, as of a day; `None` without a
/// usable configuration.
pub type Overview = Box<dyn Fn(&Model, Date) -> Option<Report> + Send + Sync>;

/// Shows diagnostics to the person at the terminal.
pub type Reporter = Box<dyn Fn(&[Diagnostic], MessageLanguage) + Send + Sync>;

/// A build for the preview.
pub struct Built {
    /// The site; `None` when errors kept it from being made. Where there was a
    /// good one, it takes that one's place only as far as it has no errors.
    pub site: Option<Site>,
    /// Makes its search, where that is not in it yet.
    pub search: Option<SearchMaker>,
    /// All that there is to say about it.
    pub diagnostics: Vec<Diagnostic>,
    /// The language in which to say it.
    pub language: MessageLanguage,
    /// The path under which the site stands, from `/` to `/`. Without a site
    /// it is not looked at.
    pub base_path: String,
    /// Files outside the folders of a site that it was made from too, relative
    /// to the root.
    pub others: Vec<PathBuf>,
    /// What the desk works with; `None` without a usable configuration.
    pub model: Option<Arc<Model>>,
}

/// A running preview; it stops when this is dropped.
pub struct Running {
    address: String,
    runtime: Option<Runtime>,
    stop: watch::Stop,
}

/// Starts the preview: it listens when this returns, and answers as soon as
/// the first build is done.
///
/// # Errors
/// When no port is free, or the system gives no threads or no watching.
pub fn start(preview: Preview) -> Result<Running, ServeError> {
    let Preview { root, port, build, overview, report } = preview;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(ServeError::System)?;
    let (listener, port) = listen::listen(port)?;
    // Watched before it is built, so that no change falls in between.
    let mut watch = Watch::start(&root).map_err(ServeError::Watch)?;
    let stop = watch.stop();
    let state = Arc::new(State::new(report));
    let build = Arc::new(build);
    let (searches, wanted) = channel();
    let indexer = Arc::clone(&state);
    thread::Builder::new()
        .name("search".into())
        .spawn(move || add_searches(&indexer, &wanted))
        .map_err(ServeError::System)?;
    let (builder, builds) = (Arc::clone(&state), Arc::clone(&build));
    thread::Builder::new()
        .name("build".into())
        .spawn(move || {
            let mut changes = Changes::Anything;
            loop {
                let mut built = builds(None, &changes);
                watch.also(&built.others);
                let search = built.search.take();
                if let (Some(version), Some(search)) = (builder.renew(built, search.is_some()), search) {
                    drop(searches.send((version, search)));
                }
                match watch.wait() {
                    Some(changed) => changes = changed,
                    None => break,
                }
            }
        })
        .map_err(ServeError::System)?;

    let desk = Desk::new(&root, Arc::clone(&state), build, overview, port)
        .ok_or_else(|| ServeError::System(std::io::Error::other("no random numbers")))?;
    let router = router(state, desk, port);
    let listener = {
        let _in_runtime = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(ServeError::System)?
    };
    // Without this the system holds small answers back for a moment.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    runtime.spawn(async move { axum::serve(listener, router).await });
    Ok(Running { address: format!("http://127.0.0.1:{port}/"), runtime: Some(runtime), stop })
}

/// Makes the search of the newest site, again and again; those of sites that
/// were replaced meanwhile nobody asks for any more.
fn add_searches(state: &State, wanted: &Receiver<(String, SearchMaker)>) {
    while let Ok(mut newest) = wanted.recv() {
        while let Ok(newer) = wanted.try_recv() {
            newest = newer;
        }
        let (version, search) = newest;
        let (files, diagnostics) = search();
        state.add_search(&version, files, diagnostics);
    }
}

fn router(state: Arc<State>, desk: Desk, port: u16) -> Router {
    Router::new()
        .route(events::PATH, get(events::events))
        .route(events::SCRIPT, get(events::script))
        .route(events::STYLE, get(events::style))
        .fallback(answer::answer)
        .with_state(Arc::clone(&state))
        .merge(desk::router(Arc::new(desk)))
        .layer(from_fn_with_state((state, port), guard::guard))
        .layer(map_response(guard::headers))
}

impl Running {
    /// The address of the preview; it leads on to the site's home page.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits until somebody presses Ctrl-C.
    ///
    /// # Errors
    /// When the system does not tell of that.
    pub fn wait(self) -> Result<(), ServeError> {
        match &self.runtime {
            Some(runtime) => runtime.block_on(tokio::signal::ctrl_c()).map_err(ServeError::System),
            None => Ok(()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        // Open pages keep a connection for ever: do not wait for those.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
