//! Stage 7, the index → the browser's files. Comes with search.
