//! What is said of times, in both languages.

use std::time::Duration;

use crate::diagnostics::MessageLanguage;

pub(super) struct Words {
    pub(super) tag: &'static str,
    /// Between whole numbers and their parts.
    point: &'static str,
    pub(super) title: &'static str,
    pub(super) report: &'static str,
    pub(super) whole: &'static str,
    pub(super) stages: &'static str,
    pub(super) stage: &'static str,
    pub(super) time: &'static str,
    pub(super) part: &'static str,
    pub(super) templates: &'static str,
    pub(super) template: &'static str,
    pub(super) count: &'static str,
    pub(super) total: &'static str,
    pub(super) mean: &'static str,
    pub(super) slowest: &'static str,
    pub(super) pages: &'static str,
    pub(super) page: &'static str,
    pub(super) other_pages: &'static str,
    pub(super) flame: &'static str,
    pub(super) how_to_read: &'static str,
    pub(super) about_stages: &'static str,
    pub(super) about_pages: &'static str,
}

const DUTCH: Words = Words {
    tag: "nl",
    point: ",",
    title: "Waar de tijd van de bouw zit",
    report: "Verslag",
    whole: "hele bouw",
    stages: "Stappen",
    stage: "Stap",
    time: "Tijd",
    part: "Deel",
    templates: "Sjablonen",
    template: "Sjabloon",
    count: "Aantal",
    total: "Samen",
    mean: "Gemiddeld",
    slowest: "Traagste",
    pages: "Traagste pagina's",
    page: "Pagina",
    other_pages: "andere pagina's",
    flame: "Vlam",
    how_to_read: "Elke balk is zo breed als zijn deel van de tijd van de balk erboven. Onder publish staan de sjablonen en onder elk sjabloon zijn traagste pagina's. Wat niet in een smalle balk past, staat in de tabellen hieronder.",
    about_stages: "history loopt tegelijk met load en parse; samen kunnen de stappen dus langer duren dan de hele bouw. Pagina's worden gemaakt terwijl publish ze wegschrijft.",
    about_pages: "De tijd van pagina's is die van de draad die hen maakte. Er werken meer draden tegelijk, dus samen kan dat meer zijn dan publish zelf duurde. share_image is geen sjabloon: dat zijn de plaatjes van gedeelde links.",
};

const ENGLISH: Words = Words {
    tag: "en",
    point: ".",
    title: "Where the time of the build goes",
    report: "Report",
    whole: "whole build",
    stages: "Stages",
    stage: "Stage",
    time: "Time",
    part: "Part",
    templates: "Templates",
    template: "Template",
    count: "Count",
    total: "Total",
    mean: "Mean",
    slowest: "Slowest",
    pages: "Slowest pages",
    page: "Page",
    other_pages: "other pages",
    flame: "Flame",
    how_to_read: "Each bar is as wide as its part of the time of the bar above it. Below publish stand the templates, and below each template its slowest pages. What does not fit in a narrow bar is in the tables below.",
    about_stages: "history runs beside load and parse, so stages together can take longer than the whole build. Pages are made while publish writes them.",
    about_pages: "The time of a page is that of the thread that made it. Several work at once, so together this can be more than publish itself took. share_image is no template: these are the pictures of shared links.",
};

pub(super) fn words(language: MessageLanguage) -> &'static Words {
    match language {
        MessageLanguage::Dutch => &DUTCH,
        MessageLanguage::English => &ENGLISH,
    }
}

impl Words {
    /// A time as people read it: 1.25 s, 17.5 ms.
    pub(super) fn duration(&self, duration: Duration) -> String {
        let seconds = duration.as_secs_f64();
        let text = if seconds < 1.0 { format!("{:.1} ms", seconds * 1e3) } else { format!("{seconds:.2} s") };
        text.replace('.', self.point)
    }
}
