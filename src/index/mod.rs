//! Stage 6, [`Model`](crate::model::Model) → the full-text index. Comes with search.
