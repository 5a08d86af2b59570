//! Waiting with a limit.

use futures::{
    channel::oneshot,
    future::{Either, select},
};
use gloo_timers::future::TimeoutFuture;
use std::{cell::RefCell, future::Future, pin::pin, rc::Rc};

/// Seconds during which the program was awake. They are counted one by one, so that a frozen tab does not time out on
/// waking, before the browser can deliver what finished meanwhile.
pub async fn seconds(count: u32) {
    for _ in 0..count {
        TimeoutFuture::new(1_000).await;
    }
}

/// What `work` yields, or `None` if `limit` is over first.
pub async fn within<T>(work: impl Future<Output = T>, limit: impl Future<Output = ()>) -> Option<T> {
    match select(pin!(work), pin!(limit)).await {
        Either::Left((result, _)) => Some(result),
        Either::Right(_) => None,
    }
}

/// A sender for several event handlers; only the first that fires sends.
pub struct Answer<T>(Rc<RefCell<Option<oneshot::Sender<T>>>>);

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Answer<T> {
    pub fn channel() -> (Self, oneshot::Receiver<T>) {
        let (sender, receiver) = oneshot::channel();
        (Self(Rc::new(RefCell::new(Some(sender)))), receiver)
    }

    /// Returns the answer if nobody waits for it any more.
    pub fn send(&self, answer: T) -> Result<(), T> {
        match self.0.borrow_mut().take() {
            Some(sender) => sender.send(answer),
            None => Err(answer),
        }
    }
}
