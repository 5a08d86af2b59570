//! Values that views follow, and values derived from them. They are the library's signals and memos with a single inner
//! type, so that their code is compiled once: separate types for forty values would be a fifth of the page program.

use leptos::{prelude::*, reactive::signal::ArcTrigger};
use std::{
    any::Any,
    marker::PhantomData,
    sync::{Arc, Mutex, PoisonError},
};

/// A value of any type. A typed handle stores and reads the same type.
type Thing = dyn Any + Send + Sync;

/// A value and its followers. It lives with the view that made it; a handle that outlives the view changes nothing.
pub struct Live<T: 'static> {
    held: StoredValue<Arc<Held>>,
    of: PhantomData<fn() -> T>,
}

/// The same, but it lives as long as any of its handles.
pub struct ArcLive<T: 'static> {
    held: Arc<Held>,
    of: PhantomData<fn() -> T>,
}

struct Held {
    changed: ArcTrigger,
    thing: Mutex<Arc<Thing>>,
}

impl Held {
    fn new(thing: Arc<Thing>) -> Arc<Self> {
        Arc::new(Self { changed: ArcTrigger::new(), thing: Mutex::new(thing) })
    }

    #[inline(never)]
    fn thing(&self) -> Arc<Thing> {
        self.thing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[inline(never)]
    fn put(&self, thing: Arc<Thing>) {
        let last = std::mem::replace(&mut *self.thing.lock().unwrap_or_else(PoisonError::into_inner), thing);
        drop(last);
        self.changed.notify();
    }
}

#[inline(never)]
fn laid_out(thing: Arc<Thing>) -> StoredValue<Arc<Held>> {
    StoredValue::new(Held::new(thing))
}

#[inline(never)]
fn tracked(held: StoredValue<Arc<Held>>) -> Arc<Thing> {
    let held = held.get_value();
    held.changed.track();
    held.thing()
}

#[inline(never)]
fn untracked(held: StoredValue<Arc<Held>>) -> Arc<Thing> {
    held.get_value().thing()
}

#[inline(never)]
fn put(held: StoredValue<Arc<Held>>, thing: Arc<Thing>) {
    if let Some(held) = held.try_get_value() {
        held.put(thing);
    }
}

fn opened<T: 'static>(thing: &Thing) -> &T {
    thing.downcast_ref().expect("a handle's type is that of its value")
}

impl<T: Send + Sync + 'static> Live<T> {
    pub fn new(value: T) -> Self {
        Self { held: laid_out(Arc::new(value)), of: PhantomData }
    }

    pub fn set(self, value: T) {
        put(self.held, Arc::new(value));
    }
}

impl<T: 'static> Live<T> {
    pub fn track(self) {
        drop(tracked(self.held));
    }

    pub fn notify(self) {
        put(self.held, untracked(self.held));
    }

    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(opened(&*tracked(self.held)))
    }

    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(opened(&*untracked(self.held)))
    }
}

impl<T: Clone + Send + Sync + 'static> Live<T> {
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(held) = self.held.try_get_value() {
            let mut value = opened::<T>(&*held.thing()).clone();
            change(&mut value);
            held.put(Arc::new(value));
        }
    }
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T> Clone for ArcLive<T> {
    fn clone(&self) -> Self {
        Self { held: self.held.clone(), of: PhantomData }
    }
}

impl<T: Send + Sync + 'static> ArcLive<T> {
    pub fn new(value: T) -> Self {
        Self { held: Held::new(Arc::new(value)), of: PhantomData }
    }

    pub fn set(&self, value: T) {
        self.held.put(Arc::new(value));
    }
}

impl<T: 'static> ArcLive<T> {
    /// A handle that lives with the calling view.
    pub fn live(&self) -> Live<T> {
        Live { held: StoredValue::new(self.held.clone()), of: PhantomData }
    }

    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(opened(&*self.held.thing()))
    }
}

impl<T: Clone + 'static> ArcLive<T> {
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

/// A value derived from followed values: recomputed when one of them changes, and passed on only if the result differs.
pub struct Derived<T: 'static> {
    memo: Memo<Outcome>,
    of: PhantomData<fn() -> T>,
}

#[derive(Clone)]
struct Outcome {
    thing: Arc<Thing>,
    is_same: fn(&Thing, &Thing) -> bool,
}

impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.thing, &*other.thing)
    }
}

impl<T: PartialEq + Send + Sync + 'static> Derived<T> {
    pub fn new(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self::after(move |_| derive())
    }

    /// With the previous result.
    pub fn after(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let is_same = |one: &Thing, other: &Thing| one.downcast_ref::<T>() == other.downcast_ref::<T>();
        let memo = memo(Box::new(move |last| Outcome {
            thing: Arc::new(derive(last.and_then(|last| last.thing.downcast_ref()))),
            is_same,
        }));
        Self { memo, of: PhantomData }
    }
}

type Derive = Box<dyn Fn(Option<&Outcome>) -> Outcome + Send + Sync>;

#[inline(never)]
fn memo(derive: Derive) -> Memo<Outcome> {
    Memo::new(derive)
}

impl<T: 'static> Derived<T> {
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(opened(&*outcome(self.memo)))
    }

    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(opened(&*self.memo.get_untracked().thing))
    }
}

#[inline(never)]
fn outcome(memo: Memo<Outcome>) -> Arc<Thing> {
    memo.get().thing
}

impl<T: Clone + 'static> Derived<T> {
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// Runs now, and again whenever a value that it read changes.
pub fn react(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

#[inline(never)]
fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
