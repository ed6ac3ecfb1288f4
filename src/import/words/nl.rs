//! Dutch. To editors who write in Word: what happened to their text, and what
//! they can do.

use super::many;
use crate::import::note::{Note, NoteKind};
use crate::import::refusal::Refusal;

/// The sentence of a note.
pub(super) fn note(note: &Note) -> String {
    let many = |one: &str, several: &str| many(note.times, one, several);
    match note.kind {
        NoteKind::HeaderFooter => "Kop- en voetteksten staan niet in het artikel:".to_owned(),
        NoteKind::Comment => {
            format!("Niet in het artikel: {} in de kantlijn:", many("opmerking", "opmerkingen"))
        }
        NoteKind::Deletion => format!(
            "Bijgehouden wijzigingen zijn aanvaard; weggelaten: {}:",
            many("geschrapt stuk", "geschrapte stukken")
        ),
        NoteKind::HiddenText => "Verborgen tekst staat niet in het artikel:".to_owned(),
        NoteKind::TableOfContents => {
            "De inhoudsopgave staat niet in het artikel, want de site maakt er zelf een:".to_owned()
        }
        NoteKind::Prompt => "Invulvelden die niet waren ingevuld, zijn weggelaten:".to_owned(),
        NoteKind::MissingPicture => format!(
            "{} zelf toe te voegen, want het bestand was er niet bij:",
            many("afbeelding is", "afbeeldingen zijn")
        ),
        NoteKind::Object => format!(
            "{} niet over te nemen. Maak er een afbeelding van met een alternatieve tekst, of zet de inhoud in een tabel:",
            many("grafiek of ingevoegd object was", "grafieken of ingevoegde objecten waren")
        ),
        NoteKind::EmbeddedDocument => {
            "Een document in het document is niet overgenomen. Plak die tekst in Word en sla het opnieuw op.".to_owned()
        }
        NoteKind::UnknownSymbol => "Onbekende tekens uit een symbolenlettertype; er staat nu �:".to_owned(),
        NoteKind::UnusableLink => {
            format!("{} nu gewone tekst, want lezers kunnen ze niet volgen:", many("link is", "links zijn"))
        }
        NoteKind::UnusableHtml => {
            "Onderdelen van de webpagina die een artikel niet kan bevatten, zijn weggelaten:".to_owned()
        }
        NoteKind::PictureFormat => {
            "Browsers tonen deze afbeeldingen niet; ze staan naast het artikel, met een link. Sla ze op als PNG en zet die in de plaats:".to_owned()
        }
        NoteKind::Insertion => format!(
            "Bijgehouden wijzigingen zijn aanvaard; overgenomen: {}.",
            many("toevoeging", "toevoegingen")
        ),
        NoteKind::MergedCells => format!(
            "{} in een tabel: de inhoud staat in de eerste cel, de andere zijn leeg. Kijk of de tabel nog klopt.",
            many("samengevoegde cel", "samengevoegde cellen")
        ),
        NoteKind::FullCell => format!(
            "{} met meer alinea's of een lijst: die staan nu als regels onder elkaar.",
            many("tabelcel", "tabelcellen")
        ),
        NoteKind::TextBox => format!("{} nu een citaat.", many("tekstvak of kader is", "tekstvakken of kaders zijn")),
        NoteKind::Underline => {
            "Onderstreping is niet overgenomen, want op een website is onderstreept een link:".to_owned()
        }
        NoteKind::Highlight => "Markering met kleur is niet overgenomen:".to_owned(),
        NoteKind::Tabs => format!(
            "In {} zijn tabs nu spaties. Maak er zo nodig een tabel van.",
            many("alinea", "alinea's")
        ),
        NoteKind::Formula => "Formules staan als gewone tekst in het artikel:".to_owned(),
        NoteKind::HeadingNumbers => {
            format!("De nummers die Word voor {} zet, zijn niet overgenomen.", many("kop", "koppen"))
        }
        NoteKind::LetteredList => format!(
            "{} nu een gewoon cijfer in plaats van een letter of Romeins cijfer.",
            many("lijstitem heeft", "lijstitems hebben")
        ),
        NoteKind::TypedList => {
            format!("{} nu een echte lijst.", many("met de hand getypte lijst is", "met de hand getypte lijsten zijn"))
        }
        NoteKind::DeepHeading => "Koppen onder het zesde niveau zijn koppen van het zesde.".to_owned(),
        NoteKind::HeadingMade => {
            "Vette alinea's die koppen leken, zijn koppen geworden. Kijk of dat klopt:".to_owned()
        }
        NoteKind::LostBookmark => {
            "Links naar een plek in het document die er niet is, zijn gewone tekst:".to_owned()
        }
        NoteKind::MarksInTitle => "Een voetnoot of afbeelding in de titel staat nu onder de titel.".to_owned(),
        NoteKind::OldEncoding => {
            "De tekst was niet opgeslagen als UTF-8. Kijk of letters met accenten kloppen.".to_owned()
        }
        NoteKind::FrontMatter => "In de kop van het bestand is veranderd:".to_owned(),
        NoteKind::HeadingLike => "Deze vette alinea's lijken koppen. Zet er ## voor als ze dat zijn:".to_owned(),
        NoteKind::MissingAlternative => format!(
            "{} geen alternatieve tekst. Schrijf tussen de vierkante haken wat er te zien is.",
            many("afbeelding heeft", "afbeeldingen hebben")
        ),
        NoteKind::GuessedTitle => "Het document had geen alinea met de stijl Titel. Kijk of deze titel klopt:".to_owned(),
        NoteKind::GuessedDescription => "De beschrijving komt uit de eerste alinea. Kijk of ze klopt:".to_owned(),
        NoteKind::ToFillIn => "Nog in te vullen:".to_owned(),
        NoteKind::Differs => {
            "Het artikel heeft niet precies dezelfde tekens als het document: leg ze naast elkaar.".to_owned()
        }
    }
}

/// What is wrong and what to do.
pub(super) fn refusal(refusal: &Refusal) -> (String, String) {
    let (message, help) = match refusal {
        Refusal::Empty => ("dit bestand is leeg", "Kijk of het goed is opgeslagen of gedownload."),
        Refusal::TooLarge => (
            "dit bestand is te groot, of bevat meer dan een document kan bevatten",
            "Verklein de afbeeldingen in Word (Afbeeldingen comprimeren) en sla het document opnieuw op.",
        ),
        Refusal::OldWord => (
            "dit is een document van Word 97-2003 (.doc)",
            "Open het in Word en sla het op als Word-document (.docx); importeer dat.",
        ),
        Refusal::Password => (
            "dit document is met een wachtwoord beveiligd",
            "Open het in Word, haal het wachtwoord weg (Bestand, Info, Document beveiligen) en sla het op als .docx.",
        ),
        Refusal::RichText => (
            "dit is een RTF-bestand",
            "Open het in Word en sla het op als Word-document (.docx); importeer dat.",
        ),
        Refusal::Pdf => (
            "dit is een PDF, waarin niet staat wat een kop, lijst of tabel is",
            "Vraag naar het Word-document waar de PDF van is gemaakt, of open de PDF in Word en sla hem op als .docx.",
        ),
        Refusal::OtherOffice => (
            "dit is een werkblad of presentatie en geen tekst",
            "Kopieer wat je nodig hebt naar een Word-document en importeer dat.",
        ),
        Refusal::Broken { part } => {
            return (
                format!("dit bestand is beschadigd of onvolledig ({part})"),
                "Open het in Word en sla het opnieuw op als .docx; download het anders nog eens.".to_owned(),
            );
        }
        Refusal::TooDeep => (
            "dit document is dieper in elkaar genest dan een artikel kan zijn",
            "Haal tabellen uit tabellen en lijsten uit lijsten, en sla het document opnieuw op.",
        ),
        Refusal::Unknown => (
            "dit soort bestand is niet bekend",
            "Sla het op als Word-document (.docx); .odt, .html, .md en .txt kunnen ook.",
        ),
        Refusal::NoText => ("in dit document staat geen tekst", "Kijk of het het goede bestand is."),
    };
    (message.to_owned(), help.to_owned())
}
