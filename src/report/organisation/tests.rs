//! Reports on the whole of a small made-up organisation, read back from their pages. Does not know how they look.
