//! English.

use crate::diagnostics::{
    ConfigurationFault, Expected, FrontMatterFault, HistoryGap, LinkFault, Problem, StaleKind,
};

/// Message and way out.
pub(super) fn wording(problem: &Problem) -> (String, String) {
    match problem {
        Problem::FrontMatter(fault) => front_matter(fault),
        Problem::NotUtf8 { byte } => (
            format!("this file is not UTF-8 (byte 0x{byte:02X})"),
            "Save the file again with the encoding UTF-8.".to_owned(),
        ),
        Problem::UnknownKey { key, nearest, known } => (
            format!("unknown key `{key}`"),
            match nearest {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Choose from: {}.", listed(known)),
            },
        ),
        Problem::MissingField { field, example } => (
            format!("the required field `{field}` is missing or empty"),
            format!("Add to the front matter, for example: {example}"),
        ),
        Problem::WrongType { field, expected, example } => {
            (format!("`{field}` must be {}", expected_words(expected)), format!("Write, for example: {example}"))
        }
        Problem::NotAnOption { field, value, nearest, options } => (
            format!("`{value}` is not an option of `{field}`"),
            match nearest {
                Some(near) => format!("Did you mean \"{near}\"? The options are: {}.", listed(options)),
                None => format!("The options are: {}.", listed(options)),
            },
        ),
        Problem::BrokenReference { field, slug, collection, nearest, known } => (
            format!("`{field}` refers to `{slug}`, but there is no such article in `{collection}`"),
            match nearest {
                Some(near) => format!("Did you mean `{near}`?"),
                None if known.is_empty() => {
                    format!("Write the name of a file in content/{collection}/, without .md.")
                }
                None => format!("Choose from: {}.", listed(known)),
            },
        ),
        Problem::UnpublishedReference { title, why } => (
            format!("“{title}” {}; readers see text without a link here", stale(why)),
            "Publish that article, or take the reference away.".to_owned(),
        ),
        Problem::DeadLink { address, nearest } => (
            format!("the link `{address}` leads nowhere"),
            match nearest {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Check the address, or take the link away.".to_owned(),
            },
        ),
        Problem::DeadAnchor { page, anchor, nearest, anchors } => (
            format!("{page} has no heading with the anchor `#{anchor}`"),
            match nearest {
                Some(near) => format!("Did you mean `#{near}`?"),
                None if anchors.is_empty() => "That page has no anchors; leave out the part from # on.".to_owned(),
                None => format!("The anchors there are: {}.", super::listed(anchors, "#", "", "more")),
            },
        ),
        Problem::AmbiguousLink { slug, choices } => (
            format!("`[[{slug}]]` can be more than one article"),
            format!("Write which one you mean: {}.", super::listed(choices, "[[", "]]", "more")),
        ),
        Problem::UnsafeLink { address } => (
            format!("the link `{address}` is not allowed and becomes text"),
            "Use an address that begins with https://, http://, mailto: or tel:.".to_owned(),
        ),
        Problem::MissingImage { path, nearest } => (
            if path.contains(':') || path.starts_with("//") {
                format!("the image `{path}` is on another website")
            } else {
                format!("the file `{path}` is not there")
            },
            match nearest {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Put the file beside the article and write its name alone.".to_owned(),
            },
        ),
        Problem::MissingAlt { path } => (
            format!("the image `{path}` has no alternative text"),
            format!("Write between the square brackets what can be seen: ![What can be seen]({path})"),
        ),
        Problem::BrokenImage { name } => (
            format!("the image `{name}` is damaged or incomplete"),
            "Open it in a drawing program and save it again as PNG or JPEG, or download it once more.".to_owned(),
        ),
        Problem::LargeImage { name, size: (width, height) } => (
            format!("the image `{name}` is too large to make smaller copies of: {width} by {height} pixels"),
            "Make it at most 4000 pixels wide in a drawing program; every reader loads the large one now.".to_owned(),
        ),
        Problem::UnsafeImage { name } => (
            format!("the drawing `{name}` holds a program"),
            "Save the drawing as plain SVG (without scripts, javascript: links or entities of its own), or as PNG."
                .to_owned(),
        ),
        Problem::AddressClash { address, other } => {
            (format!("the address {address} belongs to {} already", owner(other)), "Give this file another name.".to_owned())
        }
        Problem::AliasHidesPage { alias, other } => (
            if other.is_empty() {
                format!("the alias {alias} would hide a page of the site itself")
            } else {
                format!("the alias {alias} would hide another page: {other}")
            },
            "Take the alias away; `aliases` are old addresses that no longer exist.".to_owned(),
        ),
        Problem::BadAlias { alias } => (
            format!("`{alias}` is not an address of this site"),
            "Write an old address without the site's name, such as /old/address/.".to_owned(),
        ),
        Problem::BadSlug { slug, right } => (
            format!("the name `{slug}` cannot be an address"),
            format!("Use lower-case letters, digits and hyphens: `{right}`."),
        ),
        Problem::UnknownCollection { folder, nearest, known } => (
            format!("the folder `{folder}` is not a collection of this site"),
            match nearest {
                Some(near) => format!("Did you mean `{near}`? Or add [collections.{folder}] to polder.toml."),
                None if known.is_empty() => format!("Add [collections.{folder}] to polder.toml."),
                None => format!("Move the articles to {}, or add [collections.{folder}] to polder.toml.", listed(known)),
            },
        ),
        Problem::StrayFile { name } => (
            format!("`{name}` does not become a page in this place or by this name"),
            "An article is content/<collection>/<name>.md, or content/<collection>/<name>/index.md with files beside it."
                .to_owned(),
        ),
        Problem::SymbolicLink => (
            "this is a symbolic link and is not read".to_owned(),
            "Put the file or folder itself in this place.".to_owned(),
        ),
        Problem::UnusedFile { name } => (
            format!("no article uses `{name}`; it is not published"),
            if super::is_document(name) {
                "Make it an article with `polder import`, or link to it.".to_owned()
            } else {
                "Use it as an image or link in an article, or take it away.".to_owned()
            },
        ),
        Problem::BadId { id, twice: true } => {
            (format!("the anchor `{id}` stands twice on this page"), "Give one of the two another name.".to_owned())
        }
        Problem::BadId { id, twice: false } => (
            format!("the anchor `{id}` begins with an underscore"),
            "Such names are for the site itself; choose one without _ at the start.".to_owned(),
        ),
        Problem::TooDeep { most } => (
            format!("this is nested more than {most} levels deep"),
            "Make the text less deep: fewer quotations or lists inside each other.".to_owned(),
        ),
        Problem::UnsafeHtml { element } => (
            match element.split_once(' ') {
                Some((element, attribute)) => {
                    format!("the attribute `{attribute}` of `<{element}>` is not allowed and was left out")
                }
                None => format!("the HTML element `<{element}>` is not allowed and was left out"),
            },
            "Write it in Markdown, or take it away.".to_owned(),
        ),
        Problem::ChangedMeanwhile => (
            "this file changed while the site was being built".to_owned(),
            "Build again.".to_owned(),
        ),
        Problem::Unreadable { reason } => (
            format!("cannot be read: {reason}"),
            "Check that the file is there and that you may read it.".to_owned(),
        ),
        Problem::ReviewDue { by } => (
            format!("this article was to be reviewed before {by}"),
            "See whether it is still right and set `review_by` to a new date.".to_owned(),
        ),
        Problem::ExternalLink { address, fault } => (
            format!("the link to {address} does not work: {}", link_fault(fault)),
            match fault {
                LinkFault::BadAddress => "Mend the address.",
                LinkFault::TimedOut | LinkFault::NoConnection(_) | LinkFault::Status(500..=599) => {
                    "Try again later. If it stays like this, find the new address or take the link away."
                }
                _ => "Open the link yourself. Find the page's new address, or take the link away.",
            }
            .to_owned(),
        ),
        Problem::ExternalLinkMoved { address, to } => (
            format!("{address} has moved for good"),
            format!("See whether it is still the right page, and write its new address: {to}"),
        ),
        Problem::ExternalLinkRefused { address, status } => (
            format!("{address} cannot be checked: the site lets no programs in (status {status})"),
            "Open the link yourself to see whether it is still right.".to_owned(),
        ),
        Problem::UnknownHistory(gap) => unknown_history(gap),
        Problem::Configuration(fault) => configuration(fault),
        Problem::Template { message } => {
            (format!("fault in a template: {message}"), "Mend the template in this place.".to_owned())
        }
    }
}

/// Why a link leads to no page.
fn link_fault(fault: &LinkFault) -> String {
    match fault {
        LinkFault::Status(404) => "the page does not exist (status 404)".to_owned(),
        LinkFault::Status(410) => "the page was taken away (status 410)".to_owned(),
        LinkFault::Status(status @ 500..=599) => format!("the site is out of order (status {status})"),
        LinkFault::Status(status) => format!("the site answers with status {status}"),
        LinkFault::NoHost => "there is no site of this name".to_owned(),
        LinkFault::NoConnection(reason) => format!("there is no connection to be had ({reason})"),
        LinkFault::TimedOut => "the site does not answer in time".to_owned(),
        LinkFault::Certificate(reason) => format!("the site's certificate is not right ({reason})"),
        LinkFault::Circle => "the site sends one on and on".to_owned(),
        LinkFault::BadAddress => "this is no valid address".to_owned(),
    }
}

fn unknown_history(gap: &HistoryGap) -> (String, String) {
    const WITHOUT: &str = "Without that day `updated` counts, else `date`. If git is not to be asked here, write in polder.toml under [history]: git = false.";
    match gap {
        HistoryGap::Shallow { files } => (
            format!(
                "it is not known when {} last changed: this clone does not have the whole history",
                if *files == 1 { "1 file was".to_owned() } else { format!("{files} files were") }
            ),
            format!(
                "Fetch the whole history: `git fetch --unshallow`, or in a workflow `fetch-depth: 0` (GitHub) or `GIT_DEPTH: 0` (GitLab). {WITHOUT}"
            ),
        ),
        HistoryGap::Failed { reason } => (
            format!("git cannot say when articles were last changed: {reason}"),
            format!("Check that git is installed and may read this folder. {WITHOUT}"),
        ),
    }
}

fn front_matter(fault: &FrontMatterFault) -> (String, String) {
    let (message, help) = match fault {
        FrontMatterFault::Missing => (
            "this file does not begin with front matter",
            "Begin the file with +++, then title = \"…\", then +++ again, each on a line of its own."
                .to_owned(),
        ),
        FrontMatterFault::Unclosed(delimiter) => (
            "the front matter has no end",
            format!("Put a line of {delimiter} alone below the front matter."),
        ),
        FrontMatterFault::MissingQuotes => {
            ("quotation marks are missing here", "Put the text between quotation marks: \"…\"".to_owned())
        }
        FrontMatterFault::UnclosedText => (
            "a closing quotation mark is missing here",
            "Put a \" at the end of the text, on the same line.".to_owned(),
        ),
        FrontMatterFault::MissingAssignment => (
            "a sign between name and value is missing here",
            "Write name = \"value\" (between +++) or name: value (between ---).".to_owned(),
        ),
        FrontMatterFault::DuplicateKey => ("this key stands here twice", "Keep one of them.".to_owned()),
        FrontMatterFault::InvalidDate => {
            ("this is not a day of the calendar", "Write a date as year-month-day: 2026-01-31.".to_owned())
        }
        FrontMatterFault::ColonInValue => (
            "there is a colon inside the text here",
            "Put the whole text between quotation marks: \"…\"".to_owned(),
        ),
        FrontMatterFault::MissingValue => (
            "there is no value after this name",
            "Write the value after it, or take the line away.".to_owned(),
        ),
        FrontMatterFault::InvalidBoolean => (
            "this is neither true nor false",
            "Write true or false, in lower case and without quotation marks.".to_owned(),
        ),
        FrontMatterFault::TextAfterValue => (
            "there is more text after the value",
            "One value a line: a list stands between [ and ]; write a quotation mark inside a text as \\\"."
                .to_owned(),
        ),
        FrontMatterFault::UnclosedList => {
            ("this list has no end", "Put a ] after the last part of the list.".to_owned())
        }
        FrontMatterFault::MissingComma => (
            "a comma between two parts of a list is missing here",
            "Put a comma between the parts: [\"one\", \"two\"].".to_owned(),
        ),
        FrontMatterFault::Indentation => (
            "this line is not indented as it should be",
            "Begin the line as far to the right as the others, with spaces and without a tab.".to_owned(),
        ),
        FrontMatterFault::Other(reason) => {
            return (
                format!("this cannot be read: {reason}"),
                "Compare the line with that of an article that works.".to_owned(),
            );
        }
    };
    (message.to_owned(), help)
}

fn configuration(fault: &ConfigurationFault) -> (String, String) {
    match fault {
        ConfigurationFault::Syntax(FrontMatterFault::Other(reason)) => (
            format!("cannot be read: {reason}"),
            "Mend the line; how to write TOML: https://toml.io/".to_owned(),
        ),
        ConfigurationFault::Syntax(fault) => front_matter(fault),
        ConfigurationFault::Missing { key } => {
            (format!("the key `{key}` is missing"), format!("Put at the top: {key} = \"…\""))
        }
        ConfigurationFault::BadUrl { value } => (
            format!("`{value}` is not a full address"),
            "Write the address where the site will stand, such as \"https://example.org/\".".to_owned(),
        ),
        ConfigurationFault::BadName { name } => (
            format!("`{name}` cannot be a name"),
            "Use lower-case letters, digits, - and _, and begin with a letter.".to_owned(),
        ),
        ConfigurationFault::ReservedName { name } => {
            (format!("`{name}` is a name of polder itself"), "Choose another name.".to_owned())
        }
        ConfigurationFault::KeyDoesNotFit { key, kind } => (
            format!("`{key}` means nothing for a field of type \"{kind}\""),
            format!("Take `{key}` away, or choose another type."),
        ),
        ConfigurationFault::NeedsKey { field, key } => {
            (format!("`{field}` needs `{key}` as well"), format!("Add `{key}`."))
        }
        ConfigurationFault::Undeclared { name, nearest, known } => (
            format!("`{name}` is not known here"),
            match nearest {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None if known.is_empty() => "Take this line away.".to_owned(),
                None => format!("Choose from: {}.", listed(known)),
            },
        ),
    }
}

fn expected_words(expected: &Expected) -> String {
    match expected {
        Expected::Text => "a text between quotation marks".to_owned(),
        Expected::Number => "a number".to_owned(),
        Expected::WholeNumber => "a whole number".to_owned(),
        Expected::Boolean => "true or false".to_owned(),
        Expected::Date => "a date (year-month-day)".to_owned(),
        Expected::Url => "an address that begins with https:// or http://".to_owned(),
        Expected::Reference(collection) => format!("the name of an article in `{collection}`"),
        Expected::Table => "a table".to_owned(),
        Expected::ListOf(inner) => {
            format!("a list between square brackets, each part {}", expected_words(inner))
        }
    }
}

fn stale(why: &StaleKind) -> String {
    match why {
        StaleKind::Draft => "is still a draft".to_owned(),
        StaleKind::Scheduled(from) => format!("is not published before {from}"),
        StaleKind::Expired(since) => format!("has been withdrawn since {since}"),
    }
}

fn owner(other: &str) -> String {
    if other.is_empty() { "the site itself".to_owned() } else { other.to_owned() }
}

fn listed(names: &[String]) -> String {
    super::listed(names, "`", "`", "more")
}
