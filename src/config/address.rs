//! Where a site will stand: `https://host/` or `https://host/folder/`.

/// An absolute address that ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads `http(s)://host[:port][/path]`; a missing last `/` is added.
    /// `None` for anything else, also for a query, a fragment or a user.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host_ok = !host.is_empty()
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
        let path_ok =
            path.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~' | '%'))
                && !path.contains("//")
                && !path.split('/').any(|part| part == "." || part == "..");
        if !matches!(scheme, "http" | "https") || !host_ok || !path_ok {
            return None;
        }
        let slash = if path.ends_with('/') { "" } else { "/" };
        Some(Self {
            origin: format!("{scheme}://{}", host.to_ascii_lowercase()),
            path: format!("{path}{slash}"),
        })
    }

    /// The root of this machine, for a site that does not say where it stands.
    pub fn local() -> Self {
        Self { origin: "http://localhost".to_owned(), path: "/".to_owned() }
    }

    /// The path under which every page of the site stands; begins and ends
    /// with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Scheme and host, without a last `/`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The link to a route inside the site, without a host.
    pub fn link(&self, route: &str) -> String {
        format!("{}{route}", self.path)
    }

    /// The absolute address of a route.
    pub fn absolute(&self, route: &str) -> String {
        format!("{}{}{route}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn reads_hosts_and_sub_paths_and_refuses_the_rest() {
        let base = BaseUrl::parse("https://org.github.io/repo").map(|base| base.absolute("regios/"));
        assert_eq!(base.as_deref(), Some("https://org.github.io/repo/regios/"));
        for wrong in [
            "",
            "example.nl",
            "ftp://a/",
            "https://",
            "https://a/?q",
            "https://a b/",
            "https://a/../b/",
            "https://u@h/",
        ] {
            assert_eq!(BaseUrl::parse(wrong), None, "{wrong}");
        }
    }
}
