//! Why the preview does not start, as facts and in words.

use std::io;

use crate::diagnostics::MessageLanguage;

/// Why the preview does not start.
#[derive(Debug)]
pub enum ServeError {
    /// The port that was asked for, or any port, cannot be had.
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The folder cannot be watched for changes.
    Watch(notify::Error),
    /// The system refused something else.
    System(io::Error),
}

impl ServeError {
    /// What happened and what to do, in whole sentences.
    pub fn message(&self, language: MessageLanguage) -> String {
        match (self, language) {
            (Self::Port { port, source }, MessageLanguage::Dutch) => format!(
                "De voorvertoning kan poort {port} niet gebruiken: {source}. Kies een andere met --port, of laat die weg voor de eerste vrije."
            ),
            (Self::Port { port, source }, MessageLanguage::English) => format!(
                "The preview cannot use port {port}: {source}. Choose another one with --port, or leave that out for the first free one."
            ),
            (Self::Watch(source), MessageLanguage::Dutch) => {
                format!("Wijzigingen in de map van de site zijn niet te volgen: {source}.")
            }
            (Self::Watch(source), MessageLanguage::English) => {
                format!("Changes in the site's folder cannot be followed: {source}.")
            }
            (Self::System(source), MessageLanguage::Dutch) => {
                format!("De voorvertoning kan niet starten: {source}.")
            }
            (Self::System(source), MessageLanguage::English) => {
                format!("The preview cannot start: {source}.")
            }
        }
    }
}
