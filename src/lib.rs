//! polder turns a folder of Markdown into a fast, accessible, fully static
//! website with a precomputed full-text index.
//!
//! One way through:
//! `config → load → parse → model → render`, `model → index → export`, then
//! `publish`. Each stage is a module with one entry function; it reads what
//! comes before it and knows nothing of what comes after. `pipeline` and
//! `serve` are the only places that name every stage. See `ARCHITECTURE.md`.

pub mod cache_file;
pub mod command;
pub mod config;
pub mod desk;
pub mod diagnostics;
pub mod draft;
pub mod evaluate;
pub mod export;
pub mod external;
pub mod history;
pub mod images;
pub mod import;
pub mod index;
pub mod load;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod render;
pub mod report;
pub mod script;
pub mod search;
pub mod serve;
pub mod site;
pub mod stamp;
pub mod table;
