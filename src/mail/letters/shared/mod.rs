//! What letters share: the pieces of their sources that lie here, and how their two parts are made. Knows no letter.

/// Both parts of a letter, made of its sentences.
// It stands as deep in the folders as those who call it: askama names its files as seen from here, and the compiler looks for
// them as seen from there.
macro_rules! parts {
    ($html:tt, $plain:tt) => {
        #[derive(askama::Template)]
        #[template(path = $html)]
        struct Html<'a> {
            said: &'a Sentences,
        }

        #[derive(askama::Template)]
        #[template(path = $plain, escape = "none")]
        struct Plain<'a> {
            said: &'a Sentences,
        }
    };
}
