//! `polder build --timings`: where the time of a build goes, for makers of
//! themes. [`Measured`] sums up what was measured, [`table`] shows it in a
//! terminal, [`page`] as a file for a browser.

mod page;
mod table;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use super::report::{answer, answer_text};
use crate::cache_file::FOLDER;
use crate::diagnostics::MessageLanguage;
use crate::pipeline::{Built, Request, Timing};
use crate::render::PageTime;
use words::words;

/// The report's file, in the folder that can be deleted at any time.
const FILE: &str = "timings.html";

/// A build that was measured.
pub(super) struct Measured {
    site: String,
    whole: Duration,
    stages: Vec<Timing>,
    /// All pages, the slowest first.
    pages: Vec<PageTime>,
    /// What their templates took, the most in all first.
    templates: Vec<TemplateTime>,
}

/// What the pages of one template took, on all threads together.
struct TemplateTime {
    template: &'static str,
    count: usize,
    total: Duration,
    /// Its slowest page.
    slowest: PageTime,
}

impl TemplateTime {
    fn mean(&self) -> Duration {
        self.total / u32::try_from(self.count).unwrap_or(u32::MAX).max(1)
    }
}

impl Measured {
    pub(super) fn of(built: &Built, whole: Duration, pages: &[PageTime]) -> Self {
        let mut pages = pages.to_vec();
        // The sort is stable: pages that took as long stay in order.
        pages.sort_by_key(|page| std::cmp::Reverse(page.duration));
        let templates = templates(&pages);
        Self { site: built.config.title.clone(), whole, stages: built.timings.clone(), pages, templates }
    }
}

/// Sums up pages, of which the slowest come first.
fn templates(pages: &[PageTime]) -> Vec<TemplateTime> {
    let mut found = BTreeMap::<&str, TemplateTime>::new();
    for page in pages {
        let time = found.entry(page.template).or_insert_with(|| TemplateTime {
            template: page.template,
            count: 0,
            total: Duration::ZERO,
            slowest: page.clone(),
        });
        time.count += 1;
        time.total += page.duration;
    }
    let mut templates: Vec<TemplateTime> = found.into_values().collect();
    templates.sort_by_key(|time| std::cmp::Reverse(time.total));
    templates
}

/// Prints the tables and writes the report; fails with what the system says.
pub(super) fn tell(measured: &Measured, request: &Request, language: MessageLanguage) -> Result<(), String> {
    let words = words(language);
    answer_text(&table::table(measured, words));
    let folder = request.root.join(FOLDER);
    let file = folder.join(FILE);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&file, page::page(measured, words)))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    answer(&format!("\n{}: {}", words.report, file.display()));
    Ok(())
}

/// A part of a whole, from 0 to 1.
fn share(part: Duration, whole: Duration) -> f64 {
    if whole.is_zero() { 0.0 } else { (part.as_secs_f64() / whole.as_secs_f64()).min(1.0) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::words::words;
    use super::{Measured, page, table, templates};
    use crate::diagnostics::MessageLanguage;
    use crate::pipeline::Timing;
    use crate::render::PageTime;

    fn measured() -> Measured {
        let page = |route: &str, template, millis| PageTime {
            route: route.to_owned(),
            template,
            duration: Duration::from_millis(millis),
        };
        let pages = vec![
            page("themas/<regie>/", "article.html", 30),
            page("a/", "list.html", 20),
            page("b/", "list.html", 15),
        ];
        Measured {
            site: "Kennis & kunde".to_owned(),
            whole: Duration::from_millis(1500),
            stages: vec![
                Timing { stage: "parse", duration: Duration::from_millis(300) },
                Timing { stage: "publish", duration: Duration::from_millis(1100) },
            ],
            templates: templates(&pages),
            pages,
        }
    }

    #[test]
    fn the_template_that_took_most_in_all_comes_first() {
        let times = measured().templates;
        let told: Vec<_> = times
            .iter()
            .map(|time| {
                (
                    time.template,
                    time.count,
                    time.total.as_millis(),
                    time.mean().as_micros(),
                    time.slowest.route.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [("list.html", 2, 35, 17_500, "a/"), ("article.html", 1, 30, 30_000, "themas/<regie>/")]
        );
    }

    #[test]
    fn the_table_is_in_the_language_of_the_site() {
        let dutch = table::table(&measured(), words(MessageLanguage::Dutch));
        let rows: Vec<Vec<&str>> = dutch.lines().map(|line| line.split_whitespace().collect()).collect();
        assert!(rows.contains(&vec!["publish", "1,10", "s", "73%"]), "{dutch}");
        let list = ["list.html", "2", "35,0", "ms", "17,5", "ms", "20,0", "ms", "/a/"];
        assert!(rows.contains(&list.to_vec()), "{dutch}");
        let english = table::table(&measured(), words(MessageLanguage::English));
        assert!(english.contains("1.10 s") && english.contains("Slowest pages"), "{english}");
    }

    #[test]
    fn the_report_is_one_file_without_a_script_and_lets_no_markup_through() {
        let html = page::page(&measured(), words(MessageLanguage::Dutch));
        assert!(html.starts_with("<!doctype html>\n<html lang=\"nl\">"), "{html}");
        assert!(html.contains("Kennis &amp; kunde") && html.contains("/themas/&lt;regie&gt;/"), "{html}");
        assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("http"), "{html}");
    }
}
