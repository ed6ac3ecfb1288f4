//! The command line as people type it, and as the program reads it.
//!
//! clap fills [`Arguments`]; [`Command::from_arguments`] checks them once.
//! Everything after this reads [`Command`] alone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::config::BaseUrl;
use crate::model::Moment;
use crate::pipeline::Request;

/// The arguments as they are typed.
#[derive(Debug, Parser)]
#[command(
    name = "polder",
    version,
    about = "A static knowledge-base generator: Markdown in, a checked, searchable website out",
    after_help = "Examples:\n  polder serve --open        preview the site in this folder\n  polder check               say everything that is wrong in it\n  polder build               write it to public/",
    disable_help_subcommand = true
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Typed,
}

#[derive(Debug, Subcommand)]
enum Typed {
    /// Build the site into public/
    #[command(
        after_help = "Examples:\n  polder build\n  polder build --root kennisbank --out /srv/www/kennisbank\n  polder build --base-url https://org.github.io/kennisbank/\n  polder build --at 2027-01-01      as if it were that day\n  polder build --timings            which templates and pages take long, for makers of themes"
    )]
    Build {
        #[command(flatten)]
        root: Root,
        /// Where to write the site [default: public/ in the root]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Include drafts, scheduled and expired articles, with a label
        #[arg(long)]
        drafts: bool,
        /// Where the site will stand, instead of base_url in polder.toml
        #[arg(long, value_name = "URL", value_parser = base_url)]
        base_url: Option<BaseUrl>,
        /// Build as if it were this day (2026-01-31)
        #[arg(long, value_name = "DATE", value_parser = date)]
        at: Option<Date>,
        /// Make every page anew and say where the time goes: stages, templates
        /// and pages, on standard output and in .polder/timings.html
        #[arg(long)]
        timings: bool,
    },
    /// Check everything that build checks, and write nothing
    #[command(
        after_help = "Examples:\n  polder check\n  polder check --format json | jq -r .message\n  polder check --external-links     also ask other sites whether links to them work\n\nLinks to other sites are asked for politely: one request a host at a time, at most ten minutes in all. What works is not asked again for a week, what fails for an hour (.polder/). What is wrong with them are warnings.\n\nExit status: 0 nothing wrong, 1 errors in content or templates, 2 wrong usage, configuration or I/O"
    )]
    Check {
        #[command(flatten)]
        root: Root,
        /// How to report
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// Also check links to other sites
        #[arg(long)]
        external_links: bool,
        /// Check as if it were this day (2026-01-31)
        #[arg(long, value_name = "DATE", value_parser = date)]
        at: Option<Date>,
    },
    /// Say what an editor should look at: reviews, dead links, sources, gaps, readability
    #[command(
        after_help = "Examples:\n  polder report\n  polder report --format csv > nakijken.csv\n  polder report --at 2027-01-01      as if it were that day\n\nLinks to other sites are as `polder check --external-links` found them last; nobody is asked. Words that are hints stand in search-index/<language>/jargon.toml."
    )]
    Report {
        #[command(flatten)]
        root: Root,
        /// For people, a spreadsheet or a program
        #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
        format: ReportFormat,
        /// Report as if it were this day (2026-01-31)
        #[arg(long, value_name = "DATE", value_parser = date)]
        at: Option<Date>,
    },
    /// Preview the site with live reload
    #[command(after_help = "Examples:\n  polder serve --open\n  polder serve --root kennisbank --port 8080")]
    Serve {
        #[command(flatten)]
        root: Root,
        /// The port on this machine [default: 1313, or the next one free]
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// Open the browser
        #[arg(long)]
        open: bool,
    },
    /// Search the built index
    #[command(
        after_help = "Examples:\n  polder search \"regie in de regio\"\n  polder search vertrouwen --filter themas=belangen --limit 3 --json"
    )]
    Search {
        /// The query; `-` reads queries from standard input, one a line
        #[arg(value_name = "QUERY")]
        query: String,
        /// Only pages with this value of this field; several of one field widen
        #[arg(long, value_name = "FIELD=VALUE", value_parser = filter)]
        filter: Vec<(String, String)>,
        /// At most so many results
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        /// Take no word for a typing error
        #[arg(long)]
        as_typed: bool,
        /// One JSON object on standard output, one a line for several queries
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        root: Root,
    },
    /// Measure search by judged queries
    #[command(
        after_help = "Examples:\n  polder evaluate\n  polder evaluate --half odd\n  polder evaluate queries.tsv --json\n\nQUERIES is TOML as in search-index/queries.toml, or tab-separated: class, query, page:grade"
    )]
    Evaluate {
        /// The judged queries [default: search-index/queries*.toml in the root]
        #[arg(value_name = "QUERIES")]
        queries: Vec<PathBuf>,
        /// Every second query of each file: the odd ones to tune by, the even
        /// ones kept aside: of these no query is shown
        #[arg(long, value_enum)]
        half: Option<Half>,
        /// One JSON object on standard output
        #[arg(long)]
        json: bool,
        /// Ask the browser's reader, in node
        #[arg(long)]
        browser: bool,
        #[command(flatten)]
        root: Root,
    },
    /// Start a new article from its collection's declared fields
    #[command(after_help = "Example:\n  polder new praktijklessen \"Begin met een gezamenlijk beeld\"")]
    New {
        /// The collection, as polder.toml names it
        #[arg(value_name = "COLLECTION")]
        collection: String,
        /// The title of the article
        #[arg(value_name = "TITLE")]
        title: String,
        #[command(flatten)]
        root: Root,
    },
    /// Make an article, as a draft, of a document
    #[command(
        after_help = "Examples:\n  polder import verslag.docx --collection praktijkvoorbeelden\n  polder import pagina.html --collection praktijklessen --root kennisbank\n\nFILE is a document of Word (.docx), OpenDocument (.odt), HTML, Markdown or plain text"
    )]
    Import {
        /// The document
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The collection, as polder.toml names it [default: the only one]
        #[arg(long, value_name = "COLLECTION")]
        collection: Option<String>,
        #[command(flatten)]
        root: Root,
    },
    /// Make a new, small, working knowledge base
    #[command(
        after_help = "Example:\n  polder init mijn-kennisbank && polder serve --root mijn-kennisbank --open"
    )]
    Init {
        /// The folder to make
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
struct Root {
    /// The folder of polder.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, on standard error.
    Human,
    /// One JSON object a line, on standard output.
    Json,
}

/// How the overview for editors is written, on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people.
    Table,
    /// For a spreadsheet: RFC 4180.
    Csv,
    /// One JSON object.
    Json,
}

/// What the program is to do, checked.
#[derive(Debug)]
pub enum Command {
    /// Build into a folder.
    Build {
        /// What to build.
        request: Request,
        /// Where to.
        out: PathBuf,
    },
    /// Check and report.
    Check {
        /// What to check.
        request: Request,
        /// How to report.
        format: Format,
        /// Whether links to other sites are asked for.
        external_links: bool,
    },
    /// Say what an editor should look at.
    Report {
        /// Of what, with what is not published.
        request: Request,
        /// How to write it.
        format: ReportFormat,
    },
    /// Preview.
    Serve {
        /// What to show.
        request: Request,
        /// The port; `None` for 1313 or the next one free.
        port: Option<u16>,
        /// Whether to open the browser.
        open: bool,
    },
    /// Search the built index.
    Search {
        /// The folder of `polder.toml`.
        root: PathBuf,
        /// The query.
        query: String,
        /// Field and value.
        filters: Vec<(String, String)>,
        /// At most so many results.
        limit: usize,
        /// Whether typing errors are repaired.
        repair: bool,
        /// Whether the result is for programs.
        json: bool,
    },
    /// Measure search.
    Evaluate {
        /// The folder of `polder.toml`.
        root: PathBuf,
        /// The files of judged queries.
        queries: Vec<PathBuf>,
        /// Every second of them, or all.
        half: Option<Half>,
        /// Whether the result is for programs.
        json: bool,
        /// Whether the browser's reader is asked.
        browser: bool,
    },
    /// Start a new article.
    New {
        /// The folder of `polder.toml`.
        root: PathBuf,
        /// The collection's name.
        collection: String,
        /// The title.
        title: String,
        /// Today.
        day: Date,
    },
    /// Make an article of a document.
    Import {
        /// The folder of `polder.toml`.
        root: PathBuf,
        /// The document.
        file: PathBuf,
        /// The collection's name; `None` for the only one there is.
        collection: Option<String>,
        /// Today.
        day: Date,
    },
    /// Make a new knowledge base.
    Init {
        /// The folder to make.
        folder: PathBuf,
    },
}

impl Command {
    /// The checked form of what was typed; `today` is used where no day is
    /// given.
    pub fn from_arguments(arguments: Arguments, today: Date) -> Self {
        let request =
            |root: &Path, day: Option<Date>, unpublished: bool, base_url: Option<BaseUrl>| Request {
                root: root.to_owned(),
                moment: Moment { day: day.unwrap_or(today), unpublished },
                base_url,
                unsaved: None,
                keeps: true,
                page_times: None,
            };
        match arguments.command {
            Typed::Build { root: Root { root }, out, drafts, base_url, at, timings } => Self::Build {
                out: out.unwrap_or_else(|| root.join("public")),
                request: Request {
                    page_times: timings.then(Arc::default),
                    ..request(&root, at, drafts, base_url)
                },
            },
            Typed::Check { root: Root { root }, format, external_links, at } => {
                Self::Check { request: request(&root, at, false, None), format, external_links }
            }
            Typed::Report { root: Root { root }, format, at } => {
                Self::Report { request: request(&root, at, true, None), format }
            }
            Typed::Serve { root: Root { root }, port, open } => {
                Self::Serve { request: request(&root, None, true, None), port, open }
            }
            Typed::Search { query, filter, limit, as_typed, json, root: Root { root } } => {
                Self::Search { root, query, filters: filter, limit, repair: !as_typed, json }
            }
            Typed::Evaluate { queries, half, json, browser, root: Root { root } } => Self::Evaluate {
                queries: if queries.is_empty() { own_queries(&root) } else { queries },
                half,
                root,
                json,
                browser,
            },
            Typed::New { collection, title, root: Root { root } } => {
                Self::New { root, collection, title, day: today }
            }
            Typed::Import { file, collection, root: Root { root } } => {
                Self::Import { root, file, collection, day: today }
            }
            Typed::Init { folder } => Self::Init { folder },
        }
    }
}

/// Every second query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Half {
    /// The first, the third, …
    Odd,
    /// The second, the fourth, …
    Even,
}

/// The site's own files of judged queries, `queries.toml` first.
fn own_queries(root: &Path) -> Vec<PathBuf> {
    let folder = root.join("search-index");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("queries") && name.ends_with(".toml")
        })
        .collect();
    files.sort_by_key(|path| (path.as_os_str().len(), path.clone()));
    if files.is_empty() { vec![folder.join("queries.toml")] } else { files }
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).ok_or_else(|| "not a full address such as https://example.nl/".to_owned())
}

fn filter(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or_else(|| "not field=value".to_owned())?;
    Ok((field.to_owned(), value.to_owned()))
}

fn date(text: &str) -> Result<Date, String> {
    let is_plain = text.len() == 10;
    text.parse()
        .ok()
        .filter(|_| is_plain)
        .ok_or_else(|| "not a day of the calendar, year-month-day".to_owned())
}
