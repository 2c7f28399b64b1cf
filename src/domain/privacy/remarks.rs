//! Which comments stand together, and under which unit. Knows no score, and shows nobody a comment.
//!
//! Comments are a variable of their own: they are carried up like sheets, with a higher threshold
//! ([`Threshold::for_comments`](crate::Threshold::for_comments)), and each stands in one class only.

use super::carry_up;
use crate::ballot::{Comment, CustodyPublicKey, SealError, SealedComments};
use crate::{Coverage, Terms};

/// Seals the comments of each class for the custodian; comments that are too few together are in none.
pub(super) fn seal_remarks(
    terms: &Terms,
    comments: &[Vec<Comment>],
    custody: &CustodyPublicKey,
) -> Result<Vec<SealedComments>, SealError> {
    let direct: Vec<_> = comments.iter().map(|here| u32::try_from(here.len()).unwrap_or(u32::MAX)).collect();
    let partition = carry_up(&terms.tree.parents(), &direct, terms.threshold.for_comments(), Coverage::NONE);
    let mut classes: Vec<Vec<&Comment>> = comments.iter().map(|_| Vec::new()).collect();
    for (unit, class) in partition.class_of.iter().enumerate() {
        if let Some(class) = class {
            classes[*class].extend(&comments[unit]);
        }
    }
    let shown = classes.iter().enumerate().filter(|(_, class)| !class.is_empty());
    shown
        .map(|(unit, class)| custody.seal_comments(class, u32::try_from(unit).unwrap_or(u32::MAX), &terms.label))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::CustodySecret;
    use crate::{Questionnaire, Threshold, Tree};

    fn terms(k: u32) -> Terms {
        Terms {
            label: "2026-11".parse().expect("a good label"),
            questionnaire: Questionnaire::parse(include_str!("../../../surveys/team-safety.toml"))
                .expect("a good file"),
            tree: Tree::of([("A/1".parse().expect("a path"), 30), ("A/2".parse().expect("a path"), 30)])
                .expect("small"),
            threshold: Threshold::new(k).expect("allowed"),
            coverage: Coverage::DEFAULT,
            opens: "2026-11-03".parse().expect("a date"),
            closes: "2026-11-17".parse().expect("a date"),
        }
    }

    /// Units in the order of the tree: everybody, A, A/1, A/2.
    fn read(k: u32, written: [usize; 4]) -> Vec<(u32, Vec<String>)> {
        let custody = CustodySecret::generate().expect("randomness");
        let comment = |unit: usize, n: usize| Comment::from_form(&format!("{unit}-{n:02}"));
        let comments: Vec<Vec<_>> = written
            .iter()
            .enumerate()
            .map(|(unit, &count)| (0..count).rev().filter_map(|n| comment(unit, n).ok()).collect())
            .collect();
        let terms = terms(k);
        let sealed = seal_remarks(&terms, &comments, &custody.public()).expect("a good key");
        sealed.iter().map(|s| (s.unit, custody.read_comments(s, &terms.label).expect("its own"))).collect()
    }

    #[test]
    fn ten_comments_stand_together_under_the_smallest_unit_that_has_them() {
        let read = read(5, [0, 0, 10, 9]);
        assert_eq!(read.len(), 1, "nine comments of A/2 are used nowhere");
        assert_eq!(read[0].0, 2);
        let expected: Vec<_> = (0..10).map(|n| format!("2-{n:02}")).collect();
        assert_eq!(read[0].1, expected, "sorted, whatever order they came in");
    }

    #[test]
    fn fewer_are_carried_up_and_a_higher_threshold_of_the_wave_counts_for_comments_too() {
        let carried = read(5, [0, 0, 6, 6]);
        assert_eq!(carried.iter().map(|(unit, all)| (*unit, all.len())).collect::<Vec<_>>(), [(1, 12)]);
        assert!(read(5, [0, 1, 4, 4]).is_empty(), "nine in all: nobody reads them");
        assert!(read(13, [0, 0, 6, 6]).is_empty());
        assert!(read(5, [0; 4]).is_empty());
    }
}
