//! The overview for spreadsheets: RFC 4180, one finding a line.

use super::Report;

/// All findings, with a line of names above them.
pub fn csv(report: &Report) -> String {
    let mut text = "subject,title,collection,path,line,day,number,detail\r\n".to_owned();
    for subject in &report.subjects {
        for finding in &subject.findings {
            let fields = [
                subject.subject.to_owned(),
                finding.title.clone(),
                finding.collection.clone(),
                finding.path.clone(),
                finding.line.map(|line| line.to_string()).unwrap_or_default(),
                finding.day.map(|day| day.to_string()).unwrap_or_default(),
                finding.number.map(|number| number.to_string()).unwrap_or_default(),
                finding.detail.clone(),
            ];
            text.push_str(&fields.map(|field| quoted(&field)).join(","));
            text.push_str("\r\n");
        }
    }
    text
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_would_end_a_field_stands_between_quotes() {
        assert_eq!(quoted("gewoon"), "gewoon");
        assert_eq!(quoted("een, \"twee\""), "\"een, \"\"twee\"\"\"");
    }
}
