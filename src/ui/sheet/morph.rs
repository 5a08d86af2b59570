//! Turns a body into the next one with as few changes as possible. Equal parts are not touched, so that focus, scroll
//! position, open panels, typed text and an input method's composition survive. Elements with the same id are the same;
//! others are matched by position.

use crate::ui::state::drafts;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, Node};

/// The children of `live` become those of `next`, which is consumed.
pub fn children(live: &Node, next: &Node) {
    let mut here = live.first_child();
    while let Some(new) = next.first_child() {
        let known = same(live, here.as_ref(), &new);
        match known {
            Some(known) => {
                if here.as_ref() != Some(&known) {
                    drop(live.insert_before(&known, here.as_ref()));
                } else {
                    here = known.next_sibling();
                }
                drop(next.remove_child(&new));
                node(&known, &new);
            }
            None => drop(live.insert_before(&new, here.as_ref())),
        }
    }
    while let Some(rest) = here {
        here = rest.next_sibling();
        drop(live.remove_child(&rest));
    }
}

/// The existing node that becomes `new`: the one at its position, or the one with its id.
fn same(live: &Node, here: Option<&Node>, new: &Node) -> Option<Node> {
    let fits = |node: &&Node| {
        node.node_type() == new.node_type() && node.node_name() == new.node_name() && id(node) == id(new)
    };
    if let Some(here) = here.filter(fits) {
        return Some(here.clone());
    }
    let id = id(new)?;
    let found = live.unchecked_ref::<Element>().query_selector(&format!(":scope > [id='{id}']"));
    found.ok().flatten().map(JsCast::unchecked_into)
}

fn id(node: &Node) -> Option<String> {
    node.dyn_ref::<Element>().map(Element::id).filter(|id| !id.is_empty())
}

fn node(live: &Node, new: &Node) {
    if live.is_equal_node(Some(new)) {
        return;
    }
    match (live.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        (Some(live), Some(new)) => {
            attributes(live, new);
            // The page draws its contents.
            if !live.has_attribute("data-live") {
                children(live, new);
            }
        }
        _ => live.set_node_value(new.node_value().as_deref()),
    }
}

/// `open` on a `details` element is the user's, because the browser itself changes it.
fn attributes(live: &Element, new: &Element) {
    let names = |of: &Element| of.get_attribute_names().iter().filter_map(|name| name.as_string()).collect::<Vec<_>>();
    for name in names(live).iter().filter(|name| *name != "open" && !new.has_attribute(name)) {
        drop(live.remove_attribute(name));
        state(live, name, false);
    }
    for name in names(new).iter().filter(|name| *name != "open") {
        let value = new.get_attribute(name);
        if live.get_attribute(name) != value {
            drop(live.set_attribute(name, &value.unwrap_or_default()));
            state(live, name, true);
        }
    }
}

/// Once a user has chosen an option or typed into a field, its state no longer follows the attribute.
fn state(live: &Element, name: &str, on: bool) {
    if name == "selected" || name == "checked" {
        drop(js_sys::Reflect::set(live, &name.into(), &JsValue::from_bool(on)));
    }
    let field = live.dyn_ref::<HtmlInputElement>().filter(|field| {
        let is_draft = field.get_attribute("data-draft").is_some_and(|key| drafts::has(&key));
        name == "value" && !is_draft && field.value() != field.default_value()
    });
    field.inspect(|field| field.set_value(&field.default_value()));
}

/// A body as a tree outside the page.
pub fn parsed(body: &str) -> Option<Element> {
    let tree = document().create_element("div").ok()?;
    tree.set_inner_html(body);
    Some(tree)
}
