//! Which crate uses which, from `cargo metadata`, and which of them end up in the programs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// As in its manifest.
    pub licence: Option<String>,
    /// A file named in its manifest, relative to its folder.
    pub licence_file: Option<String>,
    pub authors: Vec<String>,
    pub repository: Option<String>,
    /// The folder of its source.
    pub folder: PathBuf,
    /// Whether it belongs to this project.
    pub is_ours: bool,
    /// A procedural macro: it runs in the compiler and is in no program.
    pub(super) is_macro: bool,
}

/// Packages by cargo's ids, and what each uses on the given platform.
pub struct Graph {
    packages: BTreeMap<String, Package>,
    uses: BTreeMap<String, Vec<Use>>,
}

struct Use {
    package: String,
    /// Not only for the build script or the tests.
    is_normal: bool,
}

impl Graph {
    pub fn read(metadata: &[u8]) -> Result<Self> {
        let metadata: Value = serde_json::from_slice(metadata).context("cargo's metadata are no JSON")?;
        let packages = list(&metadata["packages"]).map(|package| Ok((text(&package["id"])?, read_package(package)?)));
        let nodes = list(&metadata["resolve"]["nodes"]);
        let uses =
            nodes.map(|node| Ok((text(&node["id"])?, list(&node["deps"]).map(read_use).collect::<Result<_>>()?)));
        Ok(Self { packages: packages.collect::<Result<_>>()?, uses: uses.collect::<Result<_>>()? })
    }

    /// Everything that ends up in the programs of the package `root`, directly or indirectly, without that package
    /// itself. Features are those of the whole workspace, so a crate may be included that is compiled only for `xtask`.
    pub fn shipped(&self, root: &str) -> Result<BTreeSet<&Package>> {
        let is_root = |(_, package): &(&String, &Package)| package.is_ours && package.name == root;
        let (root, _) = self.packages.iter().find(is_root).with_context(|| format!("there is no package {root}"))?;
        let (mut reached, mut waiting) = (BTreeSet::new(), vec![root]);
        while let Some(id) = waiting.pop() {
            let uses = self.uses.get(id).with_context(|| format!("cargo does not say what {id} uses"))?;
            for id in uses.iter().filter(|one| one.is_normal).map(|one| &one.package) {
                let package = self.packages.get(id).with_context(|| format!("cargo does not say what {id} is"))?;
                if !package.is_macro && reached.insert(package) {
                    waiting.push(id);
                }
            }
        }
        Ok(reached)
    }

    /// Everything used on the platform: by programs, build scripts, macros and tests.
    pub fn used(&self) -> BTreeSet<&Package> {
        self.uses.keys().filter_map(|id| self.packages.get(id)).filter(|package| !package.is_ours).collect()
    }
}

fn read_package(package: &Value) -> Result<Package> {
    let manifest = PathBuf::from(text(&package["manifest_path"])?);
    let is_macro = |target: &Value| list(&target["kind"]).any(|kind| kind == "proc-macro");
    Ok(Package {
        name: text(&package["name"])?,
        version: text(&package["version"])?,
        licence: text(&package["license"]).ok(),
        licence_file: text(&package["license_file"]).ok(),
        authors: list(&package["authors"]).map(text).collect::<Result<_>>()?,
        repository: text(&package["repository"]).ok(),
        folder: manifest.parent().map(Path::to_owned).context("a manifest lies in a folder")?,
        // Fetched packages have a source; packages of the workspace have none.
        is_ours: package["source"].is_null(),
        is_macro: list(&package["targets"]).any(is_macro),
    })
}

fn read_use(of: &Value) -> Result<Use> {
    let is_normal = list(&of["dep_kinds"]).any(|one| one["kind"].is_null());
    Ok(Use { package: text(&of["pkg"])?, is_normal })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).with_context(|| format!("cargo's metadata have {value} where a text should be"))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use serde_json::json;

    /// Metadata for crates with name, licence and dependencies, each as `name` or `kind name`. The first crate is ours;
    /// a name ending in `-macro` is a macro; a version follows an `@`.
    pub fn graph(crates: &[(&str, &str, &[&str])]) -> Graph {
        let package = |(place, (id, licence, _)): (usize, &(&str, &str, &[&str]))| {
            let (name, version) = id.split_once('@').unwrap_or((id, "1.0.0"));
            let kind = if name.ends_with("-macro") { "proc-macro" } else { "lib" };
            json!({
                "id": id, "name": name, "version": version, "license": licence, "license_file": null,
                "authors": ["Somebody <somebody@example.org>"], "repository": null,
                "source": (place > 0).then_some("registry"),
                "manifest_path": format!("/nowhere/{id}/Cargo.toml"), "targets": [{ "kind": [kind] }],
            })
        };
        let uses = |uses: &str| {
            let (kind, name) = uses.split_once(' ').map_or((None, uses), |(kind, name)| (Some(kind), name));
            json!({ "pkg": name, "dep_kinds": [{ "kind": kind, "target": null }] })
        };
        let node = |(id, _, used): &(&str, &str, &[&str])| json!({ "id": id, "deps": used.iter().map(|used| uses(used)).collect::<Vec<_>>() });
        let packages: Vec<_> = crates.iter().enumerate().map(package).collect();
        let nodes: Vec<_> = crates.iter().map(node).collect();
        let metadata = json!({ "packages": packages, "resolve": { "nodes": nodes } });
        Graph::read(metadata.to_string().as_bytes()).unwrap()
    }

    fn names<'a>(packages: impl IntoIterator<Item = &'a Package>) -> Vec<&'a str> {
        packages.into_iter().map(|package| package.name.as_str()).collect()
    }

    #[test]
    fn shipped_is_what_programs_use_and_what_that_uses() {
        let graph = graph(&[
            ("ours", "MIT", &["a", "x-macro", "build b", "dev c"]),
            ("a", "MIT", &["d", "a2"]),
            ("a2", "MIT", &["a"]),
            ("b", "MIT", &["e"]),
            ("c", "MIT", &[]),
            ("d", "MIT", &[]),
            ("e", "MIT", &[]),
            ("x-macro", "MIT", &["f"]),
            ("f", "MIT", &[]),
        ]);
        assert_eq!(names(graph.shipped("ours").unwrap()), ["a", "a2", "d"]);
        assert_eq!(names(graph.used()), ["a", "a2", "b", "c", "d", "e", "f", "x-macro"]);
    }

    #[test]
    fn a_crate_that_is_used_in_two_ways_is_shipped() {
        let graph = graph(&[("ours", "MIT", &["build a", "b"]), ("a", "MIT", &[]), ("b", "MIT", &["a"])]);
        assert_eq!(names(graph.shipped("ours").unwrap()), ["a", "b"]);
    }

    #[test]
    fn an_unknown_root_is_an_error() {
        assert!(graph(&[("ours", "MIT", &[])]).shipped("theirs").is_err());
    }
}
