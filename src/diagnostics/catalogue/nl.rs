//! Dutch. To editors, who write in Word and not in code: what is wrong and
//! what to do, in plain words.

use jiff::civil::Date;

use crate::diagnostics::{
    ConfigurationFault, Expected, FrontMatterFault, HistoryGap, LinkFault, Problem, StaleKind,
};

/// Message and way out.
pub(super) fn wording(problem: &Problem) -> (String, String) {
    match problem {
        Problem::FrontMatter(fault) => front_matter(fault),
        Problem::NotUtf8 { byte } => (
            format!("dit bestand is geen UTF-8 (byte 0x{byte:02X})"),
            "Sla het bestand opnieuw op met de tekencodering UTF-8.".to_owned(),
        ),
        Problem::UnknownKey { key, nearest, known } => (
            format!("onbekende sleutel `{key}`"),
            match nearest {
                Some(near) => format!("Bedoelde je `{near}`?"),
                None => format!("Kies uit: {}.", listed(known)),
            },
        ),
        Problem::MissingField { field, example } => (
            format!("het verplichte veld `{field}` ontbreekt of is leeg"),
            format!("Zet in de kop van het artikel bijvoorbeeld: {example}"),
        ),
        Problem::WrongType { field, expected, example } => {
            let (kind, rest) = expected_words(expected);
            (format!("`{field}` moet {kind} zijn{rest}"), format!("Schrijf bijvoorbeeld: {example}"))
        }
        Problem::NotAnOption { field, value, nearest, options } => (
            format!("`{value}` is geen keuze van `{field}`"),
            match nearest {
                Some(near) => format!("Bedoelde je \"{near}\"? De keuzes zijn: {}.", listed(options)),
                None => format!("De keuzes zijn: {}.", listed(options)),
            },
        ),
        Problem::BrokenReference { field, slug, collection, nearest, known } => (
            format!("`{field}` verwijst naar `{slug}`, maar dat artikel bestaat niet in `{collection}`"),
            match nearest {
                Some(near) => format!("Bedoelde je `{near}`?"),
                None if known.is_empty() => {
                    format!("Schrijf de naam van een bestand in content/{collection}/, zonder .md.")
                }
                None => format!("Kies uit: {}.", listed(known)),
            },
        ),
        Problem::UnpublishedReference { title, why } => (
            format!("“{title}” {}; lezers zien hier tekst zonder link", stale(why)),
            "Publiceer dat artikel, of haal de verwijzing weg.".to_owned(),
        ),
        Problem::DeadLink { address, nearest } => (
            format!("de link `{address}` leidt nergens heen"),
            match nearest {
                Some(near) => format!("Bedoelde je `{near}`?"),
                None => "Controleer het adres, of haal de link weg.".to_owned(),
            },
        ),
        Problem::DeadAnchor { page, anchor, nearest, anchors } => (
            format!("op {page} staat geen kop met het anker `#{anchor}`"),
            match nearest {
                Some(near) => format!("Bedoelde je `#{near}`?"),
                None if anchors.is_empty() => "Die pagina heeft geen ankers; laat het deel vanaf # weg.".to_owned(),
                None => format!("De ankers daar zijn: {}.", hashed(anchors)),
            },
        ),
        Problem::AmbiguousLink { slug, choices } => (
            format!("`[[{slug}]]` kan meer dan één artikel zijn"),
            format!("Schrijf welk je bedoelt: {}.", bracketed(choices)),
        ),
        Problem::UnsafeLink { address } => (
            format!("de link `{address}` is niet toegestaan en wordt tekst"),
            "Gebruik een adres dat begint met https://, http://, mailto: of tel:.".to_owned(),
        ),
        Problem::MissingImage { path, nearest } => (
            if path.contains(':') || path.starts_with("//") {
                format!("de afbeelding `{path}` staat op een andere website")
            } else {
                format!("het bestand `{path}` is er niet")
            },
            match nearest {
                Some(near) => format!("Bedoelde je `{near}`?"),
                None => "Zet het bestand naast het artikel en schrijf alleen de bestandsnaam.".to_owned(),
            },
        ),
        Problem::MissingAlt { path } => (
            format!("de afbeelding `{path}` heeft geen alternatieve tekst"),
            format!("Schrijf tussen de vierkante haken wat er te zien is: ![Wat er te zien is]({path})"),
        ),
        Problem::BrokenImage { name } => (
            format!("de afbeelding `{name}` is beschadigd of onvolledig"),
            "Open haar in een tekenprogramma en sla haar opnieuw op als PNG of JPEG; download haar anders nog eens."
                .to_owned(),
        ),
        Problem::LargeImage { name, size: (width, height) } => (
            format!("de afbeelding `{name}` is met {width} bij {height} beeldpunten te groot om er kleinere versies van te maken"),
            "Verklein haar in een tekenprogramma tot hoogstens 4000 beeldpunten breed; nu laadt elke lezer haar in het groot."
                .to_owned(),
        ),
        Problem::UnsafeImage { name } => (
            format!("in de tekening `{name}` zit een programma"),
            "Sla de tekening op als gewone SVG (zonder scripts, koppelingen met javascript: of eigen entiteiten), of als PNG."
                .to_owned(),
        ),
        Problem::AddressClash { address, other } => (
            format!("het adres {address} is al van {}", owner(other)),
            "Geef dit bestand een andere naam.".to_owned(),
        ),
        Problem::AliasHidesPage { alias, other } => (
            if other.is_empty() {
                format!("de alias {alias} zou een pagina van de site zelf verbergen")
            } else {
                format!("de alias {alias} zou een andere pagina verbergen: {other}")
            },
            "Haal de alias weg; `aliases` is alleen voor oude adressen die niet meer bestaan.".to_owned(),
        ),
        Problem::BadAlias { alias } => (
            format!("`{alias}` is geen adres van deze site"),
            "Schrijf een oud adres zonder de naam van de site, zoals /oud/adres/.".to_owned(),
        ),
        Problem::BadSlug { slug, right } => (
            format!("de naam `{slug}` kan geen adres zijn"),
            format!("Gebruik kleine letters, cijfers en streepjes: `{right}`."),
        ),
        Problem::UnknownCollection { folder, nearest, known } => (
            format!("de map `{folder}` is geen collectie van deze site"),
            match nearest {
                Some(near) => format!("Bedoelde je `{near}`? Of voeg [collections.{folder}] toe aan polder.toml."),
                None if known.is_empty() => format!("Voeg [collections.{folder}] toe aan polder.toml."),
                None => format!(
                    "Verplaats de artikelen naar {}, of voeg [collections.{folder}] toe aan polder.toml.",
                    listed(known)
                ),
            },
        ),
        Problem::StrayFile { name } => (
            format!("`{name}` wordt geen pagina op deze plaats of met deze naam"),
            "Een artikel is content/<collectie>/<naam>.md, of content/<collectie>/<naam>/index.md met bestanden ernaast."
                .to_owned(),
        ),
        Problem::SymbolicLink => (
            "dit is een symbolische koppeling en wordt niet gelezen".to_owned(),
            "Zet het bestand of de map zelf op deze plaats.".to_owned(),
        ),
        Problem::UnusedFile { name } => (
            format!("geen artikel gebruikt `{name}`; het wordt niet gepubliceerd"),
            if super::is_document(name) {
                "Maak er een artikel van met `polder import`, of verwijs ernaar met een link.".to_owned()
            } else {
                "Gebruik het als afbeelding of link in een artikel, of haal het weg.".to_owned()
            },
        ),
        Problem::BadId { id, twice: true } => {
            (format!("het anker `{id}` staat twee keer op deze pagina"), "Geef een van beide een andere naam.".to_owned())
        }
        Problem::BadId { id, twice: false } => (
            format!("het anker `{id}` begint met een liggend streepje"),
            "Zulke namen zijn voor de site zelf; kies een naam zonder _ aan het begin.".to_owned(),
        ),
        Problem::TooDeep { most } => (
            format!("hier is meer dan {most} niveaus diep genest"),
            "Maak de tekst minder diep: minder citaten of lijsten in elkaar.".to_owned(),
        ),
        Problem::UnsafeHtml { element } => (
            match element.split_once(' ') {
                Some((element, attribute)) => {
                    format!("het attribuut `{attribute}` van `<{element}>` is niet toegestaan en is weggelaten")
                }
                None => format!("het HTML-element `<{element}>` is niet toegestaan en is weggelaten"),
            },
            "Schrijf het in Markdown, of haal het weg.".to_owned(),
        ),
        Problem::ChangedMeanwhile => (
            "dit bestand veranderde terwijl de site werd gebouwd".to_owned(),
            "Bouw de site opnieuw.".to_owned(),
        ),
        Problem::Unreadable { reason } => (
            format!("kan niet worden gelezen: {reason}"),
            "Controleer of het bestand bestaat en of je het mag lezen.".to_owned(),
        ),
        Problem::ReviewDue { by } => (
            format!("dit artikel moest voor {} zijn nagekeken", day(*by)),
            "Kijk of het nog klopt en zet `review_by` op een nieuwe datum.".to_owned(),
        ),
        Problem::ExternalLink { address, fault } => (
            format!("de link naar {address} werkt niet: {}", link_fault(fault)),
            match fault {
                LinkFault::BadAddress => "Verbeter het adres.",
                LinkFault::TimedOut | LinkFault::NoConnection(_) | LinkFault::Status(500..=599) => {
                    "Probeer het later nog eens. Blijft het zo, zoek dan het nieuwe adres of haal de link weg."
                }
                _ => "Open de link zelf. Zoek het nieuwe adres van de pagina, of haal de link weg.",
            }
            .to_owned(),
        ),
        Problem::ExternalLinkMoved { address, to } => (
            format!("{address} is blijvend verhuisd"),
            format!("Kijk of het nog de goede pagina is en schrijf dan het nieuwe adres: {to}"),
        ),
        Problem::ExternalLinkRefused { address, status } => (
            format!("{address} is niet te controleren: de site laat geen programma's toe (status {status})"),
            "Open de link zelf om te zien of hij nog klopt.".to_owned(),
        ),
        Problem::UnknownHistory(gap) => unknown_history(gap),
        Problem::Configuration(fault) => configuration(fault),
        Problem::Template { message } => {
            (format!("fout in een sjabloon: {message}"), "Verbeter het sjabloon op deze plaats.".to_owned())
        }
    }
}

/// Why a link leads to no page.
fn link_fault(fault: &LinkFault) -> String {
    match fault {
        LinkFault::Status(404) => "de pagina bestaat niet (status 404)".to_owned(),
        LinkFault::Status(410) => "de pagina is weggehaald (status 410)".to_owned(),
        LinkFault::Status(status @ 500..=599) => format!("de site heeft een storing (status {status})"),
        LinkFault::Status(status) => format!("de site antwoordt met status {status}"),
        LinkFault::NoHost => "er is geen site met deze naam".to_owned(),
        LinkFault::NoConnection(reason) => format!("er is geen verbinding te krijgen ({reason})"),
        LinkFault::TimedOut => "de site antwoordt niet op tijd".to_owned(),
        LinkFault::Certificate(reason) => format!("de beveiliging van de site klopt niet ({reason})"),
        LinkFault::Circle => "de site stuurt steeds door".to_owned(),
        LinkFault::BadAddress => "dit is geen geldig adres".to_owned(),
    }
}

fn unknown_history(gap: &HistoryGap) -> (String, String) {
    const WITHOUT: &str = "Zonder die dag telt `updated`, en anders `date`. Wil je git hier niet gebruiken, zet dan in polder.toml onder [history]: git = false.";
    match gap {
        HistoryGap::Shallow { files } => (
            format!(
                "van {} is niet bekend wanneer het voor het laatst is gewijzigd: deze kopie heeft niet de hele geschiedenis",
                if *files == 1 { "1 bestand".to_owned() } else { format!("{files} bestanden") }
            ),
            format!(
                "Haal de hele geschiedenis op: `git fetch --unshallow`, of in een workflow `fetch-depth: 0` (GitHub) of `GIT_DEPTH: 0` (GitLab). {WITHOUT}"
            ),
        ),
        HistoryGap::Failed { reason } => (
            format!("git kan niet zeggen wanneer artikelen voor het laatst zijn gewijzigd: {reason}"),
            format!("Controleer of git geïnstalleerd is en deze map mag lezen. {WITHOUT}"),
        ),
    }
}

fn front_matter(fault: &FrontMatterFault) -> (String, String) {
    let (message, help) = match fault {
        FrontMatterFault::Missing => (
            "dit bestand begint niet met een kop met gegevens",
            "Begin het bestand met +++, dan title = \"…\", dan weer +++, elk op een eigen regel.".to_owned(),
        ),
        FrontMatterFault::Unclosed(delimiter) => (
            "de kop met gegevens heeft geen einde",
            format!("Zet een regel met alleen {delimiter} onder de gegevens."),
        ),
        FrontMatterFault::MissingQuotes => {
            ("hier ontbreken aanhalingstekens", "Zet de tekst tussen aanhalingstekens: \"…\"".to_owned())
        }
        FrontMatterFault::UnclosedText => (
            "hier ontbreekt een aanhalingsteken aan het eind",
            "Zet aan het eind van de tekst een \" op dezelfde regel.".to_owned(),
        ),
        FrontMatterFault::MissingAssignment => (
            "hier ontbreekt een teken tussen de naam en de waarde",
            "Schrijf naam = \"waarde\" (tussen +++) of naam: waarde (tussen ---).".to_owned(),
        ),
        FrontMatterFault::DuplicateKey => {
            ("deze sleutel staat er twee keer", "Laat er één staan.".to_owned())
        }
        FrontMatterFault::InvalidDate => {
            ("dit is geen bestaande datum", "Schrijf een datum als jaar-maand-dag: 2026-01-31.".to_owned())
        }
        FrontMatterFault::ColonInValue => (
            "hier staat een dubbele punt in de tekst",
            "Zet de hele tekst tussen aanhalingstekens: \"…\"".to_owned(),
        ),
        FrontMatterFault::MissingValue => (
            "achter deze naam staat geen waarde",
            "Schrijf de waarde erachter, of haal de regel weg.".to_owned(),
        ),
        FrontMatterFault::InvalidBoolean => (
            "dit is geen ja of nee",
            "Schrijf true (ja) of false (nee), in kleine letters en zonder aanhalingstekens.".to_owned(),
        ),
        FrontMatterFault::TextAfterValue => (
            "achter de waarde staat nog tekst",
            "Eén waarde op een regel: een lijst staat tussen [ en ], een aanhalingsteken in een tekst schrijf je als \\\" of als “ en ”.".to_owned(),
        ),
        FrontMatterFault::UnclosedList => (
            "deze lijst heeft geen einde",
            "Zet achter het laatste deel van de lijst een ].".to_owned(),
        ),
        FrontMatterFault::MissingComma => (
            "hier ontbreekt een komma tussen twee delen van een lijst",
            "Zet tussen de delen een komma: [\"een\", \"twee\"].".to_owned(),
        ),
        FrontMatterFault::Indentation => (
            "deze regel springt niet goed in",
            "Begin de regel even ver naar rechts als de andere, met spaties en zonder tab.".to_owned(),
        ),
        FrontMatterFault::Other(reason) => {
            return (
                format!("de gegevens zijn hier niet te lezen: {reason}"),
                "Vergelijk de regel met die van een artikel dat wel werkt.".to_owned(),
            );
        }
    };
    (message.to_owned(), help)
}

fn configuration(fault: &ConfigurationFault) -> (String, String) {
    match fault {
        ConfigurationFault::Syntax(FrontMatterFault::Other(reason)) => (
            format!("niet te lezen: {reason}"),
            "Verbeter de regel; zo schrijf je TOML: https://toml.io/".to_owned(),
        ),
        ConfigurationFault::Syntax(fault) => front_matter(fault),
        ConfigurationFault::Missing { key } => {
            (format!("de sleutel `{key}` ontbreekt"), format!("Zet bovenaan: {key} = \"…\""))
        }
        ConfigurationFault::BadUrl { value } => (
            format!("`{value}` is geen volledig adres"),
            "Schrijf het adres waar de site komt te staan, zoals \"https://voorbeeld.nl/\".".to_owned(),
        ),
        ConfigurationFault::BadName { name } => (
            format!("`{name}` kan geen naam zijn"),
            "Gebruik kleine letters, cijfers, - en _, en begin met een letter.".to_owned(),
        ),
        ConfigurationFault::ReservedName { name } => {
            (format!("`{name}` is een naam van polder zelf"), "Kies een andere naam.".to_owned())
        }
        ConfigurationFault::KeyDoesNotFit { key, kind } => (
            format!("`{key}` heeft geen betekenis bij een veld van het type \"{kind}\""),
            format!("Haal `{key}` weg, of kies een ander type."),
        ),
        ConfigurationFault::NeedsKey { field, key } => {
            (format!("`{field}` heeft ook `{key}` nodig"), format!("Voeg `{key}` toe."))
        }
        ConfigurationFault::Undeclared { name, nearest, known } => (
            format!("`{name}` is hier niet bekend"),
            match nearest {
                Some(near) => format!("Bedoelde je \"{near}\"?"),
                None if known.is_empty() => "Haal deze regel weg.".to_owned(),
                None => format!("Kies uit: {}.", listed(known)),
            },
        ),
    }
}

/// What a value must be: the noun that stands before `zijn`, and what follows.
fn expected_words(expected: &Expected) -> (String, String) {
    let (kind, rest) = match expected {
        Expected::Text => ("een tekst tussen aanhalingstekens", String::new()),
        Expected::Number => ("een getal", String::new()),
        Expected::WholeNumber => ("een heel getal", String::new()),
        Expected::Boolean => ("true (ja) of false (nee)", String::new()),
        Expected::Date => ("een datum (jaar-maand-dag)", String::new()),
        Expected::Url => ("een adres", " dat begint met https:// of http://".to_owned()),
        Expected::Reference(collection) => ("de naam", format!(" van een artikel in `{collection}`")),
        Expected::Table => ("een tabel", String::new()),
        Expected::ListOf(inner) => {
            let (kind, rest) = expected_words(inner);
            ("een lijst tussen vierkante haken", format!(", met als elk deel {kind}{rest}"))
        }
    };
    (kind.to_owned(), rest)
}

fn stale(why: &StaleKind) -> String {
    match why {
        StaleKind::Draft => "is nog een concept".to_owned(),
        StaleKind::Scheduled(from) => format!("wordt pas op {} gepubliceerd", day(*from)),
        StaleKind::Expired(since) => format!("is sinds {} ingetrokken", day(*since)),
    }
}

/// A day in words: 19 november 2026.
fn day(date: Date) -> String {
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
    let month =
        MONTHS.get(usize::from(date.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

fn owner(other: &str) -> String {
    if other.is_empty() { "de site zelf".to_owned() } else { other.to_owned() }
}

fn listed(names: &[String]) -> String {
    super::listed(names, "`", "`", "nog")
}

fn hashed(names: &[String]) -> String {
    super::listed(names, "#", "", "nog")
}

fn bracketed(names: &[String]) -> String {
    super::listed(names, "[[", "]]", "nog")
}
