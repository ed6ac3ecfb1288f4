//! What the overview says, in both languages.

use jiff::civil::Date;

use super::{Finding, Report, Subject};
use crate::diagnostics::MessageLanguage;
use crate::model::State;

/// The words of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub(super) MessageLanguage);

/// Name, label and explanation of each subject.
type Explained = (&'static str, &'static str, &'static str);

const DUTCH: &[Explained] = &[
    ("links-dead", "Dode links", "Zoek het nieuwe adres, of haal de link weg."),
    (
        "review-due",
        "Nakijken: te laat",
        "De datum van `review_by` is voorbij. Klopt het nog? Zet dan een nieuwe datum.",
    ),
    ("review-soon", "Nakijken: binnenkort", "Moet binnen 60 dagen worden nagekeken."),
    (
        "links-moved",
        "Links naar een oud adres",
        "De pagina is blijvend verhuisd. Kijk of ze nog klopt en schrijf het nieuwe adres.",
    ),
    (
        "links-refused",
        "Links om zelf te openen",
        "Deze sites laten geen programma's toe; alleen jij kunt zien of de link nog klopt.",
    ),
    ("no-source", "Zonder bron", "Bij deze artikelen staat geen bron."),
    ("little-on-theme", "Weinig over een thema", "Minder dan drie artikelen verwijzen naar dit thema."),
    ("little-on-region", "Weinig over een regio", "Minder dan drie artikelen verwijzen naar deze regio."),
    (
        "not-referred-to",
        "Nergens genoemd",
        "Geen ander artikel verwijst hiernaar. Lezers vinden het alleen in een lijst of door te zoeken.",
    ),
    (
        "long-sentences",
        "Lange zinnen",
        "Hint: een zin van meer dan 30 woorden leest moeilijk. Maak er twee van.",
    ),
    (
        "hard-to-read",
        "Moeilijk leesbaar",
        "Hint: leesgemak volgens Flesch-Douma onder de 40 (0 is moeilijk, 100 makkelijk). Kortere woorden en zinnen helpen.",
    ),
    ("jargon", "Vakwoorden", "Hint: woorden uit search-index/nl/jargon.toml, met wat je ook kunt schrijven."),
    ("unpublished", "Niet gepubliceerd", "Concepten, en wat nog niet of niet meer te zien is."),
];

const ENGLISH: &[Explained] = &[
    ("links-dead", "Dead links", "Find the new address, or take the link away."),
    (
        "review-due",
        "Review: overdue",
        "The date of `review_by` has passed. Still right? Then set a new date.",
    ),
    ("review-soon", "Review: soon", "To be reviewed within 60 days."),
    (
        "links-moved",
        "Links to an old address",
        "The page has moved for good. See whether it is still right and write its new address.",
    ),
    (
        "links-refused",
        "Links to open yourself",
        "These sites let no programs in; only you can see whether the link is still right.",
    ),
    ("no-source", "Without a source", "These articles name no source."),
    ("little-on-theme", "Little on a theme", "Fewer than three articles refer to this theme."),
    ("little-on-region", "Little on a region", "Fewer than three articles refer to this region."),
    (
        "not-referred-to",
        "Mentioned nowhere",
        "No other article refers to these. Readers find them only in a list or by searching.",
    ),
    (
        "long-sentences",
        "Long sentences",
        "Hint: a sentence of more than 30 words is hard to read. Make it two.",
    ),
    (
        "hard-to-read",
        "Hard to read",
        "Hint: Flesch reading ease below 40 (0 is hard, 100 easy). Shorter words and sentences help.",
    ),
    ("jargon", "Jargon", "Hint: words of search-index/en/jargon.toml, with what else to write."),
    ("unpublished", "Not published", "Drafts, and what readers do not see yet or any more."),
];

impl Words {
    fn is_dutch(self) -> bool {
        self.0 == MessageLanguage::Dutch
    }

    /// `one` or `several` in this language, with the number.
    fn counted(self, number: usize, dutch: [&str; 2], english: [&str; 2]) -> String {
        let [one, several] = if self.is_dutch() { dutch } else { english };
        format!("{number} {}", if number == 1 { one } else { several })
    }

    /// A subject with its words.
    pub(super) fn subject(self, name: &'static str, findings: Vec<Finding>) -> Subject {
        let all = if self.is_dutch() { DUTCH } else { ENGLISH };
        let (label, explanation) = all
            .iter()
            .find(|(known, ..)| *known == name)
            .map_or((name, ""), |(_, label, text)| (label, text));
        Subject {
            subject: name,
            label: label.to_owned(),
            explanation: explanation.to_owned(),
            unknown: None,
            findings,
        }
    }

    /// The dead links, and how many of all nobody asked for yet.
    pub(super) fn links(self, findings: Vec<Finding>, unknown: usize, all: usize) -> Subject {
        let subject = self.subject("links-dead", findings);
        let words = if self.is_dutch() {
            format!(
                "{unknown} van de {all} links naar andere sites zijn nog niet gecontroleerd. Dat doet `polder check --external-links`."
            )
        } else {
            format!(
                "{unknown} of {all} links to other sites were not checked yet. `polder check --external-links` does that."
            )
        };
        Subject { unknown: (unknown > 0).then_some(words), ..subject }
    }

    pub(super) fn headline(self, report: &Report) -> String {
        let articles = self.counted(report.articles, ["artikel", "artikelen"], ["article", "articles"]);
        let day = self.day(report.day);
        if self.is_dutch() {
            format!("{}\n{day}: {articles} gepubliceerd\n", report.site)
        } else {
            format!("{}\n{day}: {articles} published\n", report.site)
        }
    }

    pub(super) fn more(self, number: usize) -> String {
        if self.is_dutch() {
            format!("… en nog {number}; alles staat in `polder report --format csv`")
        } else {
            format!("… and {number} more; `polder report --format csv` has all")
        }
    }

    pub(super) fn nothing_on(self, labels: &[&str]) -> String {
        let start = if self.is_dutch() { "Niets te doen bij:" } else { "Nothing to do for:" };
        format!("{start} {}.", labels.join("; "))
    }

    pub(super) fn day(self, day: Date) -> String {
        if self.is_dutch() {
            const MONTHS: [&str; 12] = [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ];
            let month = usize::from(day.month().unsigned_abs()).saturating_sub(1);
            format!("{} {} {}", day.day(), MONTHS.get(month).copied().unwrap_or_default(), day.year())
        } else {
            day.to_string()
        }
    }

    pub(super) fn review(self, by: Date, late: bool) -> String {
        let day = self.day(by);
        match (self.is_dutch(), late) {
            (true, true) => format!("sinds {day}"),
            (true, false) => format!("vóór {day}"),
            (false, true) => format!("since {day}"),
            (false, false) => format!("before {day}"),
        }
    }

    pub(super) fn state(self, state: State) -> String {
        match (self.is_dutch(), state) {
            (_, State::Published) => String::new(),
            (true, State::Draft) => "concept".to_owned(),
            (false, State::Draft) => "draft".to_owned(),
            (true, State::Scheduled(day)) => format!("gepland voor {}", self.day(day)),
            (false, State::Scheduled(day)) => format!("scheduled for {}", self.day(day)),
            (true, State::Expired(day)) => format!("ingetrokken sinds {}", self.day(day)),
            (false, State::Expired(day)) => format!("withdrawn since {}", self.day(day)),
        }
    }

    pub(super) fn articles_about(self, number: usize) -> String {
        match (number, self.is_dutch()) {
            (0, true) => "geen artikelen".to_owned(),
            (0, false) => "no articles".to_owned(),
            _ => self.counted(number, ["artikel", "artikelen"], ["article", "articles"]),
        }
    }

    pub(super) fn long_sentences(self, number: usize, longest: usize, beginning: &str) -> String {
        let number = self.counted(number, ["lange zin", "lange zinnen"], ["long sentence", "long sentences"]);
        if self.is_dutch() {
            format!("{number}, de langste {longest} woorden: “{beginning} …”")
        } else {
            format!("{number}, the longest {longest} words: “{beginning} …”")
        }
    }

    pub(super) fn score(self, score: f64) -> String {
        if self.is_dutch() { format!("leesgemak {score}") } else { format!("reading ease {score}") }
    }

    /// Up to five words, with how often and what to write instead.
    pub(super) fn jargon(self, found: &[(usize, &str, &str)]) -> String {
        let word = |(count, word, instead): &(usize, &str, &str)| {
            let times = if *count > 1 { format!(" ({count}×)") } else { String::new() };
            format!("{word}{times} → {instead}")
        };
        found.iter().take(5).map(word).collect::<Vec<_>>().join("; ")
    }
}
