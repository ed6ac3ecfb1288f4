//! Judged queries, from TOML or from lines of tab-separated values.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A query with the pages that answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedQuery {
    /// What is hard about it.
    pub class: String,
    /// As typed.
    pub query: String,
    /// Route → 3 for the page wanted, 2 highly relevant, 1 also useful.
    pub grades: BTreeMap<String, u8>,
}

/// Why a file of queries was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueriesFault {
    /// The line, from 1; 0 where the parser says it in its words.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    query: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    class: String,
    text: String,
    pages: BTreeMap<String, u8>,
}

/// Reads `search-index/queries.toml`, or, where `tsv` is set, lines of class,
/// query and `page:grade` separated by tabs below a line of headings.
pub fn read_queries(text: &str, tsv: bool) -> Result<Vec<JudgedQuery>, QueriesFault> {
    if tsv {
        return text
            .lines()
            .enumerate()
            .skip(1)
            .filter(|(_, line)| !line.trim().is_empty())
            .map(line)
            .collect();
    }
    let file: File =
        toml::from_str(text).map_err(|error| QueriesFault { line: 0, message: error.to_string() })?;
    let queries = file.query.into_iter().map(|line| JudgedQuery {
        class: line.class,
        query: line.text,
        grades: line.pages.into_iter().map(|(page, grade)| (route(&page), grade)).collect(),
    });
    Ok(queries.collect())
}

fn line((at, line): (usize, &str)) -> Result<JudgedQuery, QueriesFault> {
    let fault = |message: &str| QueriesFault { line: at + 1, message: message.to_owned() };
    let mut cells = line.split('\t');
    let (Some(class), Some(query), Some(pages)) = (cells.next(), cells.next(), cells.next()) else {
        return Err(fault("class, query, page:grade"));
    };
    let grades = pages.split_whitespace().map(|judgment| {
        let (page, grade) = judgment.rsplit_once(':').ok_or_else(|| fault(judgment))?;
        Ok((route(page), grade.parse().map_err(|_| fault(judgment))?))
    });
    Ok(JudgedQuery {
        class: class.to_owned(),
        query: query.to_owned(),
        grades: grades.collect::<Result<_, _>>()?,
    })
}

/// The address of a page named by its path: `themas/index` is `themas/`.
fn route(page: &str) -> String {
    let page = page.trim_matches('/');
    let page =
        page.strip_suffix("index").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(page);
    let page = page.trim_end_matches('/');
    if page.is_empty() { String::new() } else { format!("{page}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_forms_alike() {
        let tsv = read_queries("class\tquery\tpages\nexact\tregie\tthemas/regie:3 themas/index:1\n", true);
        let toml = read_queries(
            "[[query]]\nclass = \"exact\"\ntext = \"regie\"\npages = { \"themas/regie\" = 3, \"themas/\" = 1 }\n",
            false,
        );
        assert!(tsv.is_ok());
        assert_eq!(tsv, toml);
        assert_eq!(read_queries("h\na\tb\tc", true).map_err(|fault| fault.line), Err(2));
    }
}
