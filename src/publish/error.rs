//! Why a site was not published, as facts and in words.

use std::io;
use std::path::{Path, PathBuf};

use super::MARKER;
use crate::diagnostics::{Diagnostic, MessageLanguage};

/// Why a site was not published.
#[derive(Debug)]
pub enum PublishError {
    /// The system refused something.
    Io {
        /// The file or folder it was about.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder may hold files that nobody can make again.
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// How that was seen.
        why: Refusal,
    },
    /// Another build is publishing in this folder now.
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// Files of the site could not be made; all that is wrong, sorted.
    Content(Vec<Diagnostic>),
}

/// Why a folder is not replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is no folder.
    NotAFolder,
    /// It has files, and no mark that polder published them.
    NoMarker,
    /// It is a working copy of a repository (it holds `.git`).
    Repository,
}

impl PublishError {
    /// For `map_err`: an I/O error about `path`.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// What happened and what to do, in whole sentences.
    pub fn message(&self, language: MessageLanguage) -> String {
        match language {
            MessageLanguage::Dutch => self.dutch(),
            MessageLanguage::English => self.english(),
        }
    }

    fn dutch(&self) -> String {
        match self {
            Self::Io { path, source } => format!("Publiceren lukt niet: {}: {source}.", path.display()),
            Self::NotOurs { path, why } => {
                let path = path.display();
                match why {
                    Refusal::NotAFolder => {
                        format!(
                            "{path} is geen map, dus de site kan er niet komen te staan. Kies met --out een andere map."
                        )
                    }
                    Refusal::NoMarker => format!(
                        "{path} bevat bestanden die polder daar niet heeft gezet (het bestand {MARKER} ontbreekt), en die zouden verloren gaan. Kies met --out een andere map, of maak deze map zelf leeg."
                    ),
                    Refusal::Repository => format!(
                        "{path} bevat een map .git, en die zou verloren gaan. Publiceer met --out in een andere map en kopieer de site daarna hierheen."
                    ),
                }
            }
            Self::Busy { path } => format!(
                "Een andere polder publiceert op dit moment in {}. Probeer het opnieuw als die klaar is.",
                path.display()
            ),
            Self::Content(diagnostics) => {
                let count = diagnostics.len();
                let noun = if count == 1 { "fout" } else { "fouten" };
                format!("De site is niet gepubliceerd: {count} {noun}. De vorige site staat er nog.")
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Io { path, source } => format!("Publishing failed: {}: {source}.", path.display()),
            Self::NotOurs { path, why } => {
                let path = path.display();
                match why {
                    Refusal::NotAFolder => {
                        format!(
                            "{path} is not a folder, so the site cannot go there. Choose another folder with --out."
                        )
                    }
                    Refusal::NoMarker => format!(
                        "{path} holds files that polder did not put there (the file {MARKER} is missing), and they would be lost. Choose another folder with --out, or empty this one yourself."
                    ),
                    Refusal::Repository => format!(
                        "{path} holds a folder .git, which would be lost. Publish into another folder with --out and copy the site here afterwards."
                    ),
                }
            }
            Self::Busy { path } => format!(
                "Another polder is publishing into {} right now. Try again when it is done.",
                path.display()
            ),
            Self::Content(diagnostics) => {
                let count = diagnostics.len();
                let noun = if count == 1 { "error" } else { "errors" };
                format!("The site was not published: {count} {noun}. The previous site still stands.")
            }
        }
    }
}
