//! What a theme can do, and what is said of its faults.

use super::{CONFIGURATION, Fixture, page_faults, pages, shown};
use crate::render::Theme;
use crate::site::Content;

#[test]
fn a_site_overrides_one_template_and_one_file() {
    let fixture = Fixture::new();
    fixture.write(
        "templates/lesson.html",
        "{% extends \"theme/lesson.html\" %}{% block lead %}<p>Eigen</p>{{ super() }}{% endblock lead %}",
    );
    fixture.write("static/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let site = fixture.site();
    let pages = pages(&site);
    assert!(
        pages["lessen/begin-klein/index.html"]
            .contains("<p>Eigen</p>\n<p class=\"lead\">Klein begint alles.")
    );
    assert!(!pages["bronnen/krant/index.html"].contains("Eigen"));
    let icons: Vec<&Content> = site
        .files
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("static/icon."))
        .map(|(_, icon)| icon)
        .collect();
    assert!(matches!(icons[..], [Content::Bytes(bytes)] if bytes.len() == 41));
}

#[test]
fn a_theme_of_the_site_wins_whole() {
    let fixture = Fixture::new();
    fixture.write("themes/polder/theme.toml", "name = \"eigen\"\n");
    let faults = fixture.theme_faults();
    assert_eq!(faults, ["theme.toml:1:1: the theme has neither i18n/nl.toml nor i18n/en.toml"]);
}

#[test]
fn an_unknown_theme_is_an_error_at_its_key() {
    let fixture = Fixture::new();
    fixture.write("polder.toml", &CONFIGURATION.replace("\ntitle", "\ntheme = \"poldr\"\ntitle"));
    fixture.write("themes/ander/theme.toml", "");
    let faults = Theme::load(&fixture.config()).err().expect("a fault");
    let wanted = "polder.toml:2:9: Configuration(Undeclared { name: \"poldr\", nearest: Some(\"polder\"), known: [\"ander\", \"polder\"] })";
    assert_eq!(shown(&faults[0]), wanted);
}

#[test]
fn every_template_that_does_not_parse_is_named() {
    let fixture = Fixture::new();
    fixture.write("templates/case.html", "{% extends \"article.html\" %}\n{% block lead %}");
    fixture.write("templates/lesson.html", "{{ a b }}");
    let faults = fixture.theme_faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].starts_with("templates/case.html:2:"), "{faults:?}");
    assert!(faults[1].starts_with("templates/lesson.html:1:6: "), "{faults:?}");
}

#[test]
fn names_that_no_page_has_are_faults_before_any_page_is_made() {
    for (template, text, wanted) in [
        (
            "case.html",
            "<p>\n  {{ artikel.title }}",
            "case.html:2:6: the page `case.html` has no variable `artikel`; did you mean `article`?",
        ),
        ("case.html", "{{ page.title | hoofdletters }}", "case.html:1:17: Unknown filter `hoofdletters`"),
        ("case.html", "één {{ <kaart /> }}", "case.html:1:8: Unknown component `kaart`"),
        ("case.html", "{% include \"weg.html\" %}", "case.html:1:12: Unknown template `weg.html`"),
        ("case.html", "{% extends \"weg.html\" %}", "case.html:1:13: there is no template `weg.html`"),
        ("case.html", "{{ t.hom }}", "case.html:1:6: there is no text `hom` in i18n/; did you mean `home`?"),
        ("case.html", "{% if nee %}{% endif %}", "case.html:1:7: the page `case.html` has no variable `nee`"),
        ("kaart.md", "", "kaart.md:1:1: the name of a template ends in .html, .xml or .txt"),
    ] {
        let fixture = Fixture::new();
        fixture.write(&format!("templates/{template}"), text);
        assert_eq!(fixture.theme_faults(), [format!("templates/{wanted}")]);
    }
}

#[test]
fn faults_of_a_page_name_template_line_and_column() {
    for (text, wanted) in [
        ("<p>\n{{ article.titel }}</p>", "templates/case.html:2:12: Field `titel` is not defined."),
        ("é {{ <pager pager={1} /> }}", "templates/case.html:1:6: "),
        (
            "{{ asset(path=\"site.cs\") }}",
            "templates/case.html:1:4: there is no static file `site.cs`; did you mean `site.css`?",
        ),
        ("{{ t.page_of | fill(blz=1) }}", "templates/case.html:1:16: "),
    ] {
        let fixture = Fixture::new();
        fixture.write("templates/case.html", text);
        let faults = page_faults(&fixture.site(), "voorbeelden/werkplein/index.html");
        assert!(faults.len() == 1 && faults[0].starts_with(wanted), "{faults:?}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_a_theme_are_refused() {
    let fixture = Fixture::new();
    fixture.write("static/echt.txt", "echt");
    std::os::unix::fs::symlink("/etc/passwd", fixture.folder.path().join("static/link.txt")).unwrap();
    assert_eq!(fixture.theme_faults(), ["static/link.txt:1:1: SymbolicLink"]);

    let fixture = Fixture::new();
    fixture.write("themes/echt/theme.toml", "");
    std::os::unix::fs::symlink("echt", fixture.folder.path().join("themes/polder")).unwrap();
    assert_eq!(fixture.theme_faults(), ["themes/polder:1:1: SymbolicLink"]);
}

#[test]
fn a_theme_without_a_page_is_named() {
    let fixture = Fixture::new();
    fixture.write("polder.toml", &CONFIGURATION.replace("\ntitle", "\ntheme = \"kaal\"\ntitle"));
    fixture.write("themes/kaal/theme.toml", "");
    fixture.write("themes/kaal/i18n/en.toml", include_str!("../../../themes/polder/i18n/en.toml"));
    let faults = fixture.theme_faults();
    assert_eq!(faults.len(), 14, "{faults:?}");
    assert!(faults.contains(&"theme.toml:1:1: the theme has no template `home.html`".to_owned()));
}

#[test]
fn a_site_sets_what_the_theme_lets_it_set() {
    let fixture = Fixture::new();
    fixture.write(
        "theme.toml",
        "[settings]\nreport_address = \"mailto:redactie@example.nl\"\n\
         [tokens]\n--utrecht-link-color = \"#154273\"\n[tokens_dark]\n--utrecht-link-color = \"#cce\"\n",
    );
    let site = fixture.site();
    assert!(pages(&site)["lessen/begin-klein/index.html"].contains("href=\"mailto:redactie@example.nl\""));
    let sheet = site
        .files
        .iter()
        .find(|(path, _)| path.as_str().starts_with("static/site.") && path.as_str().ends_with(".css"));
    let Some((_, Content::Bytes(sheet))) = sheet else { panic!("no style sheet") };
    let end = ":root{--utrecht-link-color:#154273;}\n\
        @media screen and (prefers-color-scheme:dark){:root{--utrecht-link-color:#cce;}}\n";
    assert!(std::str::from_utf8(sheet).unwrap().ends_with(end));
}

#[test]
fn a_setting_or_token_that_does_not_fit_is_named() {
    let fixture = Fixture::new();
    fixture
        .write("theme.toml", "[settings]\nreport_adres = \"x\"\nlogo = 3\n[tokens]\n--a = \"red;} body{\"\n");
    assert_eq!(
        fixture.theme_faults(),
        [
            "theme.toml:2:1: the theme has no setting `report_adres`; did you mean `report_address`?",
            "theme.toml:3:1: the setting `logo` is a string",
            "theme.toml:5:1: `--a` is no custom property: write `--name = \"value\"`",
        ]
    );
    fixture.write("theme.toml", "[kleuren]\n");
    assert!(fixture.theme_faults()[0].starts_with("theme.toml:1:2: unknown field `kleuren`"));
}
