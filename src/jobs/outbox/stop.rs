//! Ends a round before all its letters are sent. Does not know why.

use std::future::pending;

use tokio::sync::watch;

/// Ends a round before all its letters are sent: each connection still ends with the letter it has.
pub type Stop = watch::Receiver<bool>;

/// A [`Stop`] that never comes.
pub fn never() -> Stop {
    watch::channel(false).1
}

/// Returns when it comes.
pub async fn stopped(mut stop: Stop) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        // Whoever could have stopped it has gone.
        pending::<()>().await;
    }
}

/// Does work that heeds a [`Stop`], which comes as soon as `end` has happened.
pub async fn until<T, W: Future<Output = T>>(end: impl Future<Output = ()>, work: impl FnOnce(Stop) -> W) -> T {
    let (tell, told) = watch::channel(false);
    let ending = async {
        end.await;
        let _ = tell.send(true);
        pending().await
    };
    tokio::select! {
        done = work(told) => done,
        never = ending => never,
    }
}
