//! A store's Web Lock: fast notice that another tab has it open. Plain http has none; in any case the owner's record
//! decides who may write.

use super::wait::within;
use crate::protocol::command::Trouble;
use futures::channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

/// A lock is released a little after its holder dropped it, reloaded or crashed. So acquiring is retried for about a
/// second before another tab is blamed.
const ATTEMPTS: u32 = 10;
const PAUSE_MS: u32 = 100;

/// Held until dropped.
pub struct Lock {
    release: Option<Function>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    IfFree,
    /// Takes it from whoever holds it.
    Steal,
}

impl Lock {
    /// No lock, for browsers without any.
    pub fn none() -> Self {
        Self { release: None }
    }

    /// Whether a real lock is held.
    pub fn is_held(&self) -> bool {
        self.release.is_some()
    }

    pub async fn acquire(name: &str, wanted: Wanted) -> Result<Self, Trouble> {
        let Some(locks) = lock_manager() else { return Ok(Self::none()) };
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                TimeoutFuture::new(PAUSE_MS).await;
            }
            if let Some(lock) = Self::attempt(&locks, name, wanted).await {
                return Ok(lock);
            }
        }
        Err(Trouble::OpenElsewhere)
    }

    /// `None` if somebody else holds it.
    async fn attempt(locks: &LockManager, name: &str, wanted: Wanted) -> Option<Self> {
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        let (answer, granted) = oneshot::channel();
        // The lock is held until this promise is resolved.
        let callback = Closure::once_into_js(move |lock: JsValue| {
            let is_granted = !lock.is_null();
            let is_wanted = answer.send(is_granted).is_ok();
            if is_granted && is_wanted { JsValue::from(held) } else { JsValue::UNDEFINED }
        });
        let over = locks.request(name, &options(wanted), callback.unchecked_ref());
        let refused = async { drop(JsFuture::from(over).await) };
        match within(granted, refused).await {
            Some(Ok(false)) => None,
            Some(_) => Some(Self { release }),
            // The browser rejected the request: there are no locks here (an opaque origin), so the lock is not taken by
            // others.
            None => Some(Self { release: None }),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            drop(release.call0(&JsValue::UNDEFINED));
        }
    }
}

fn lock_manager() -> Option<LockManager> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

fn options(wanted: Wanted) -> Object {
    let options = Object::new();
    let how = if wanted == Wanted::Steal { "steal" } else { "ifAvailable" };
    for (key, value) in [("mode", JsValue::from_str("exclusive")), (how, JsValue::TRUE)] {
        drop(Reflect::set(&options, &key.into(), &value));
    }
    options
}

#[wasm_bindgen]
extern "C" {
    /// web-sys has it only behind its unstable flag.
    type LockManager;

    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, options: &Object, callback: &Function) -> Promise;
}
