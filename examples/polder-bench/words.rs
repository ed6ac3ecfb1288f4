//! A Dutch vocabulary with the shape of the real one: a few words that stand
//! everywhere, and a long tail, most of it compounds.

use crate::random::Random;

/// The words that hold sentences together, most frequent first.
const COMMON: &str = "
    de het van een en in is dat op te voor met die zijn niet aan er om ook als door bij of maar naar
    worden deze uit ze kan nog wordt hebben over meer tot we dan wat heeft hun zich zo kunnen al geen
    moet andere waar wel onder hoe veel tussen samen elkaar goed eigen binnen per alle daarom omdat vaak
    eerst steeds zonder tijdens nieuwe zelf via vanaf volgens tegen dus iedere sinds echter bovendien
    wanneer
";

/// Nouns as they stand at the front of a compound, with their linking sound.
const FRONT: &str = "
    arbeids markt regio gemeente beleids samenwerkings werk leer jeugd zorg onderwijs bestuurs keten
    netwerk kennis praktijk project programma proces kwaliteits uitvoerings doelgroep inwoners
    werkgevers loopbaan scholings begeleidings participatie re-integratie banen vacature sector techniek
    energie klimaat woning bouw water landbouw haven transport verkeers veiligheids gezondheids welzijns
    cultuur sport natuur milieu ruimte stads dorps wijk buurt gebieds grens rijks provincie
    financierings begrotings subsidie belasting inkomens schuld armoede taal cijfer gegevens informatie
    communicatie rapportage onderzoeks evaluatie toezichts verantwoordings rechts contract inkoop levens
    gezins kinder ouderen vrijwilligers mantelzorg wacht toekomst innovatie digitaliserings
    automatiserings systeem platform loket klant dienst personeels organisatie leiderschaps verander
    vertrouwens conflict overleg vergader besluit agenda risico crisis herstel groei basis kern hoofd
    deel
";

/// Nouns that can end a compound: singular/plural.
const END: &str = "
    aanpak/aanpakken agenda/agenda's akkoord/akkoorden analyse/analyses begeleider/begeleiders
    behoefte/behoeften belang/belangen beleid/beleidslijnen bestuurder/bestuurders
    bijeenkomst/bijeenkomsten budget/budgetten bureau/bureaus centrum/centra coach/coaches doel/doelen
    dossier/dossiers effect/effecten fonds/fondsen gesprek/gesprekken groep/groepen
    instelling/instellingen instrument/instrumenten kaart/kaarten kans/kansen kenmerk/kenmerken
    knooppunt/knooppunten kosten/kostenposten kracht/krachten leider/leiders lijst/lijsten
    maatregel/maatregelen manager/managers medewerker/medewerkers methode/methoden model/modellen
    monitor/monitoren norm/normen opdracht/opdrachten opgave/opgaven opleiding/opleidingen
    overzicht/overzichten partner/partners plan/plannen plek/plekken ploeg/ploegen proef/proeven
    raad/raden regeling/regelingen register/registers resultaat/resultaten rol/rollen scan/scans
    school/scholen stelsel/stelsels strategie/strategieën structuur/structuren tafel/tafels taak/taken
    team/teams toets/toetsen traject/trajecten veld/velden verband/verbanden verschil/verschillen
    visie/visies vorm/vormen vraag/vragen waarde/waarden werker/werkers wet/wetten winkel/winkels
    zaak/zaken zone/zones
";

/// Verbs: infinitive/third person/past/participle.
const VERBS: &str = "
    werken/werkt/werkte/gewerkt leren/leert/leerde/geleerd delen/deelt/deelde/gedeeld
    maken/maakt/maakte/gemaakt zoeken/zoekt/zocht/gezocht vinden/vindt/vond/gevonden
    helpen/helpt/hielp/geholpen kiezen/kiest/koos/gekozen meten/meet/mat/gemeten
    volgen/volgt/volgde/gevolgd sturen/stuurt/stuurde/gestuurd bouwen/bouwt/bouwde/gebouwd
    vragen/vraagt/vroeg/gevraagd geven/geeft/gaf/gegeven nemen/neemt/nam/genomen
    evalueren/evalueert/evalueerde/geëvalueerd organiseren/organiseert/organiseerde/georganiseerd
    begeleiden/begeleidt/begeleidde/begeleid verbinden/verbindt/verbond/verbonden
    versterken/versterkt/versterkte/versterkt betrekken/betrekt/betrok/betrokken
    beginnen/begint/begon/begonnen starten/start/startte/gestart borgen/borgt/borgde/geborgd
    bespreken/bespreekt/besprak/besproken financieren/financiert/financierde/gefinancierd
";

/// Adjectives: bare/inflected.
const ADJECTIVES: &str = "
    regionaal/regionale lokaal/lokale gezamenlijk/gezamenlijke duidelijk/duidelijke klein/kleine
    groot/grote jong/jonge sterk/sterke helder/heldere bestuurlijk/bestuurlijke financieel/financiële
    praktisch/praktische langdurig/langdurige tijdelijk/tijdelijke breed/brede gericht/gerichte
    zorgvuldig/zorgvuldige maatschappelijk/maatschappelijke publiek/publieke privaat/private
    vrijwillig/vrijwillige verplicht/verplichte open/open vast/vaste onafhankelijk/onafhankelijke
    gelijkwaardig/gelijkwaardige
";

/// All words, most frequent first, with Zipf's law over their ranks; rare
/// words are rarer still, as in real text.
pub struct Vocabulary {
    words: Vec<String>,
    /// Sums of the weights up to and including each rank. Whole numbers, so
    /// that no machine rounds them its own way.
    sums: Vec<u64>,
    common: usize,
}

impl Vocabulary {
    /// The vocabulary of this seed: the tail's order differs by seed.
    pub fn new(seed: u64) -> Self {
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let common = words.len();
        let mut random = Random::new(seed, u64::MAX);
        let mut simple: Vec<String> = [END, VERBS, ADJECTIVES]
            .iter()
            .flat_map(|list| list.split_whitespace())
            .flat_map(|forms| forms.split('/'))
            .map(str::to_owned)
            .collect();
        shuffle(&mut simple, &mut random);
        words.append(&mut simple);
        let mut compounds = compounds();
        shuffle(&mut compounds, &mut random);
        words.append(&mut compounds);
        let mut sum = 0;
        let sums = (0..words.len() as u64)
            .map(|rank| {
                sum += (1 << 40) / (rank + 3) / (rank / 200 + 1).isqrt();
                sum
            })
            .collect();
        Self { words, sums, common }
    }

    /// A word, as often as its rank says.
    pub fn word(&self, random: &mut Random) -> &str {
        let total = self.sums.last().copied().unwrap_or(1);
        let at = ((u128::from(random.next()) * u128::from(total)) >> 64) as u64;
        &self.words[self.sums.partition_point(|sum| *sum <= at)]
    }

    /// A word that says something: none of the common ones.
    pub fn content_word(&self, random: &mut Random) -> &str {
        &self.words[random.between(self.common, self.words.len() - 1)]
    }
}

/// Every compound of two parts, singular and plural, and a row of three parts.
fn compounds() -> Vec<String> {
    let fronts: Vec<&str> = FRONT.split_whitespace().collect();
    let mut words = Vec::new();
    for (at, front) in fronts.iter().enumerate() {
        let middle = fronts[(at * 7 + 3) % fronts.len()];
        for forms in END.split_whitespace() {
            words.extend(forms.split('/').map(|form| compound(front, form)));
            words.extend(forms.split('/').map(|form| compound(front, &compound(middle, form))));
        }
    }
    words
}

/// Joins two parts; two vowels that would be read as one get a hyphen.
fn compound(front: &str, end: &str) -> String {
    let vowel = |c: Option<char>| matches!(c, Some('a' | 'e' | 'i' | 'o' | 'u'));
    let hyphen = if vowel(front.chars().last()) && vowel(end.chars().next()) { "-" } else { "" };
    format!("{front}{hyphen}{end}")
}

fn shuffle(words: &mut [String], random: &mut Random) {
    for last in (1..words.len()).rev() {
        words.swap(last, random.below(last + 1));
    }
}
