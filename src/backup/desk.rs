//! The desk of backup, restore and rescue: what was pressed goes in, a page and what the browser is to do come out. The
//! page is drawn in `pages`; the browser's part is `bin/keeper` and `public/backup.js`.

use super::{
    everything,
    folder::{self, At, ENDING, Folder, settings_of},
    make::{self, Making},
    pages,
    read::{Backup, Contents, Fault, Key},
    seal::{Identity, WORK_FACTOR},
    settings::{Good, Keys, Place, Problem, Rehearsed, Settings},
};
use crate::{
    engine::{
        aside::{Aside, Source as _, State},
        restore::{self, Listed, Restored},
        store::Disk,
    },
    model::{ids::StoreId, rows::KINDS},
    protocol::command::Trouble,
    text::{Lang, Text, backup as words, trouble},
};

/// A press of a button or a submitted form.
#[derive(Clone, Debug, Default)]
pub struct Act {
    /// What the button declares.
    pub act: String,
    /// What it is about: a store's number.
    pub of: String,
    /// Typed values, by field.
    pub values: Vec<(String, String)>,
    /// A chosen file: its name and bytes.
    pub file: Option<(String, Vec<u8>)>,
}

/// What the browser offers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offers {
    /// Folders that can be written to.
    pub folders: bool,
    /// A share sheet that takes files.
    pub share: bool,
    pub is_secure: bool,
}

/// What the browser is to do.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Offer a file for saving at once.
    Save {
        name: String,
        kind: &'static str,
        bytes: Vec<u8>,
    },
    Print,
    /// Go to an address.
    Go(String),
}

pub struct Page {
    pub title: String,
    pub body: String,
    pub effects: Vec<Effect>,
}

/// What is shown.
pub(super) enum Screen {
    Home,
    /// The recovery key, shown once.
    Recovery(String),
    Ready(Good),
    /// A backup was chosen: what it says of itself.
    Chosen,
    Preview(Box<Preview>),
    Restored(Restored),
    Rehearsed(Vec<String>),
    Rescue(Vec<Found>),
}

pub(super) struct Preview {
    pub state: State,
    pub customers: u32,
    /// The rest of a damaged backup.
    pub damaged: Vec<super::parts::Part>,
}

/// A store as rescue finds it.
pub(super) struct Found {
    pub listed: Listed,
    pub health: Health,
}

pub(super) enum Health {
    Whole(State),
    Damaged(State),
    Trouble(Trouble),
    Empty,
}

/// A chosen backup.
pub(super) struct Chosen {
    pub name: String,
    pub bytes: Vec<u8>,
    pub header: super::header::Header,
    pub is_encrypted: bool,
    pub damaged: Vec<super::parts::Part>,
}

pub struct Desk<D> {
    disk: D,
    pub(super) lang: Lang,
    pub(super) offers: Offers,
    pub(super) at: At,
    pub(super) stores: Vec<Listed>,
    pub(super) settings: Settings,
    /// Whether the settings could be read; else nothing is written over them.
    knows_settings: bool,
    pub(super) screen: Screen,
    /// What is said above the page: good or bad.
    pub(super) said: Option<(bool, String)>,
    pub(super) chosen: Option<Chosen>,
    contents: Option<Contents>,
    pub(super) is_rehearsing: bool,
    effects: Vec<Effect>,
}

impl<D: Disk> Desk<D> {
    pub fn new(disk: D, lang: Lang, at: At) -> Self {
        Self {
            disk,
            lang,
            offers: Offers::default(),
            at,
            stores: Vec::new(),
            settings: Settings::default(),
            knows_settings: false,
            screen: Screen::Home,
            said: None,
            chosen: None,
            contents: None,
            is_rehearsing: false,
            effects: Vec::new(),
        }
    }

    /// The store that the desk is about: the one opened last.
    pub(super) fn store(&self) -> Option<&Listed> {
        self.stores.iter().find(|store| store.is_last).or_else(|| self.stores.iter().find(|store| !store.is_demo))
    }

    /// Carries out what was pressed. `folder`: the one that backups go to, if the browser lets the program in.
    pub async fn act<F: Folder>(
        &mut self,
        act: Act,
        at: At,
        offers: Offers,
        folder: Option<&mut F>,
        progress: crate::engine::Progress<'_>,
    ) -> Page {
        self.at = at;
        self.offers = offers;
        self.said = None;
        if let Err(trouble) = self.look().await {
            self.said = Some((false, self.trouble(&trouble)));
        }
        if let Err(why) = Box::pin(self.carry_out(act, folder, progress)).await {
            self.said = Some((false, why));
        }
        if let Err(trouble) = self.look().await {
            self.said.get_or_insert((false, self.trouble(&trouble)));
        }
        Page {
            title: words::TITLE.get(self.lang).to_owned(),
            body: pages::body(self).into_string(),
            effects: std::mem::take(&mut self.effects),
        }
    }

    async fn look(&mut self) -> Result<(), Trouble> {
        self.knows_settings = false;
        self.settings = Settings::default();
        self.stores = restore::listed(&self.disk).await?;
        self.settings = match self.store().map(|store| store.id.clone()) {
            Some(id) => match settings_of(&self.disk, &id).await {
                Err(Trouble::Vanished) => Settings::default(),
                settings => settings?,
            },
            None => Settings::default(),
        };
        self.knows_settings = true;
        Ok(())
    }

    async fn carry_out<F: Folder>(
        &mut self,
        act: Act,
        folder: Option<&mut F>,
        progress: crate::engine::Progress<'_>,
    ) -> Result<(), String> {
        match act.act.as_str() {
            "home" => self.go_home(),
            "restore" => self.screen = Screen::Home,
            "rescue" => self.rescue().await,
            "set-up" => self.set_up(&act).await?,
            "change" => self.change(&act).await?,
            "save-key" => self.save_key(),
            "print" => self.effects.push(Effect::Print),
            "back-up" => self.back_up(true, progress).await?,
            "plain" => self.back_up(false, progress).await?,
            "folder" => self.automatic(folder).await?,
            "stop-folder" => self.stop_folder().await?,
            "choose" | "rehearse-file" => self.choose(act)?,
            "unlock" => self.unlock(&act).await?,
            "restore-new" => self.restore(None, progress).await?,
            "restore-over" => self.restore(Some(StoreId(act.of)), progress).await?,
            "delete-old" => self.delete_old().await?,
            "rehearse" => self.rehearse(&act, folder).await?,
            "skip" => self.skip().await?,
            "export" => self.export(progress).await?,
            "take-out" => self.take_out(StoreId(act.of)).await?,
            "partial" => self.partial(StoreId(act.of)).await?,
            "delete" => self.delete(&act).await?,
            _ => {}
        }
        Ok(())
    }

    fn go_home(&mut self) {
        self.screen = Screen::Home;
        self.chosen = None;
        self.contents = None;
        self.is_rehearsing = false;
    }

    fn word(&self, text: Text) -> String {
        text.get(self.lang).to_owned()
    }

    fn trouble(&self, why: &Trouble) -> String {
        trouble::one_line(self.lang, why)
    }

    fn id(&self) -> Result<StoreId, String> {
        self.store().map(|store| store.id.clone()).ok_or_else(|| self.word(words::NO_STORE))
    }

    async fn keep(&mut self) -> Result<(), String> {
        let id = self.id()?;
        if !self.knows_settings {
            return Err(self.trouble(&Trouble::TooNew));
        }
        self.disk.keep_backups(&id, self.settings.encode()).await.map_err(|why| self.trouble(&why))
    }

    fn passphrase(&self, act: &Act) -> Result<String, String> {
        let (first, second) = (act.value("passphrase"), act.value("again"));
        if first.chars().count() < 8 {
            return Err(self.word(words::TOO_SHORT));
        }
        if first != second {
            return Err(self.word(words::NOT_ALIKE));
        }
        Ok(first.to_owned())
    }

    async fn set_up(&mut self, act: &Act) -> Result<(), String> {
        if self.settings.keys.is_some() {
            return Ok(());
        }
        let passphrase = self.passphrase(act)?;
        let (keys, recovery) = Keys::draw(&passphrase, WORK_FACTOR, self.at.now.ms).map_err(|why| why.to_string())?;
        // What was just locked must open again: a key that nobody can open is worse than none.
        let opens = Identity::unlock(&keys.locked, &passphrase).is_ok_and(|identity| identity.text() == keys.identity);
        if !opens {
            return Err(self.word(words::NOT_THE_SAME));
        }
        self.settings.keys = Some(keys);
        self.keep().await?;
        self.screen = Screen::Recovery(recovery);
        Ok(())
    }

    async fn change(&mut self, act: &Act) -> Result<(), String> {
        let passphrase = self.passphrase(act)?;
        if let Some(keys) = &mut self.settings.keys {
            keys.relock(&passphrase, WORK_FACTOR).map_err(|why| why.to_string())?;
        }
        self.keep().await?;
        self.said = Some((true, self.word(words::CHANGED)));
        Ok(())
    }

    fn save_key(&mut self) {
        if let Screen::Recovery(key) = &self.screen {
            let store = self.store().map(|store| store.name.clone()).unwrap_or_default();
            let text = format!("# {} {store} {}\n{key}\n", words::RECOVERY.get(self.lang), self.at.words());
            self.effects.push(Effect::Save {
                name: "recovery.txt".into(),
                kind: "text/plain",
                bytes: text.into_bytes(),
            });
        }
    }

    async fn back_up(&mut self, is_encrypted: bool, progress: crate::engine::Progress<'_>) -> Result<(), String> {
        let id = self.id()?;
        let proved = folder::proved(&self.disk, &id, &self.settings, is_encrypted, &self.at, progress)
            .await
            .map_err(|why| pages::problem(self.lang, &why))?;
        let name = words::file_name(self.lang, &proved.name, &self.at.stamp(), false) + ENDING;
        let good = folder::good(&proved, name.clone(), Place::Handed, &self.at);
        self.settings.keep(good.clone());
        self.keep().await?;
        self.save(name, proved.file);
        self.screen = Screen::Ready(good);
        Ok(())
    }

    fn save(&mut self, name: String, bytes: Vec<u8>) {
        self.effects.push(Effect::Save { name, kind: "application/octet-stream", bytes });
    }

    async fn automatic<F: Folder>(&mut self, folder: Option<&mut F>) -> Result<(), String> {
        let id = self.id()?;
        let Some(folder) = folder else { return Err(pages::problem(self.lang, &Problem::Revoked)) };
        self.settings.folder = Some(folder.name());
        self.keep().await?;
        self.settings = folder::keep_up(&self.disk, &id, folder, &self.at).await.map_err(|why| self.trouble(&why))?;
        self.screen = Screen::Home;
        Ok(())
    }

    async fn stop_folder(&mut self) -> Result<(), String> {
        self.settings.folder = None;
        self.settings.problem = None;
        self.keep().await
    }

    fn choose(&mut self, act: Act) -> Result<(), String> {
        self.contents = None;
        self.chosen = None;
        self.is_rehearsing = act.act == "rehearse-file";
        self.screen = Screen::Home;
        let Some((name, bytes)) = act.file else { return Ok(()) };
        let backup = Backup::identify(bytes.clone()).map_err(|fault| pages::fault(self.lang, &fault, false))?;
        self.chosen = Some(Chosen {
            name,
            bytes,
            header: backup.header.clone(),
            is_encrypted: backup.is_encrypted(),
            damaged: backup.damaged().to_vec(),
        });
        self.screen = Screen::Chosen;
        Ok(())
    }

    async fn unlock(&mut self, act: &Act) -> Result<(), String> {
        let Some(chosen) = &self.chosen else { return Ok(()) };
        let (passphrase, secret) = (act.value("passphrase"), act.value("recovery"));
        let key = match (chosen.is_encrypted, passphrase.is_empty()) {
            (false, _) => Key::None,
            (true, false) => Key::Passphrase(passphrase),
            (true, true) => Key::Secret(secret),
        };
        let is_secret = matches!(key, Key::Secret(_));
        let opened = Backup::identify(chosen.bytes.clone()).and_then(|backup| backup.open(key));
        let mut contents = opened.map_err(|fault| pages::fault(self.lang, &fault, is_secret))?;
        if !contents.has_manifest() {
            let fault = Fault::Damaged(contents.damaged.clone());
            return Err(format!(
                "{} {}",
                pages::fault(self.lang, &fault, is_secret),
                words::NOTHING_LEFT.get(self.lang)
            ));
        }
        let (state, customers, names) = self.looked_into(&mut contents).await?;
        if self.is_rehearsing {
            if !contents.is_whole() {
                return Err(pages::fault(self.lang, &Fault::Damaged(contents.damaged), is_secret));
            }
            return self.rehearsed(names).await;
        }
        let damaged = contents.damaged.clone();
        self.contents = Some(contents);
        self.screen = Screen::Preview(Box::new(Preview { state, customers, damaged }));
        Ok(())
    }

    async fn looked_into(&self, contents: &mut Contents) -> Result<(State, u32, Vec<String>), String> {
        let trouble = |why: Trouble| self.trouble(&why);
        let mut aside = Aside::open(contents, &StoreId("backup".into())).await.map_err(trouble)?;
        let journal = aside.next_journal();
        let state = aside.state(journal, self.at.today).await.map_err(trouble)?;
        Ok((state, aside.customers(), aside.acquaintances(3)))
    }

    async fn restore(&mut self, over: Option<StoreId>, progress: crate::engine::Progress<'_>) -> Result<(), String> {
        let (Some(contents), Screen::Preview(preview)) = (&mut self.contents, &self.screen) else { return Ok(()) };
        let header = self.chosen.as_ref().map(|chosen| chosen.header.clone()).unwrap_or_default();
        // Two stores of one name could be mistaken for one another.
        let is_taken = self.stores.iter().any(|store| store.name == header.store);
        let shown = if header.store.is_empty() { words::UNNAMED.get(self.lang) } else { header.store.as_str() };
        let name = is_taken.then(|| words::restored_name(self.lang, shown, &self.at.today.to_string()));
        let file = self.chosen.as_ref().map(|chosen| (chosen.name.clone(), chosen.bytes.len() as u64));
        let restored = restore::restore(&self.disk, contents, name, &preview.state, self.at.today, progress).await;
        let restored = restored.map_err(|why| trouble::one_line(self.lang, &why))?;
        let mut settings = contents.settings.clone();
        settings.replaces = over.map(|id| id.0);
        // The folder is another device's, and so is its trouble.
        (settings.folder, settings.problem) = (None, None);
        if let Some((file, bytes)) = file.filter(|_| preview.damaged.is_empty()) {
            let rows = preview.state.rows.iter().map(|(_, rows)| rows).sum();
            let (made_ms, hash) = (header.made_ms, preview.state.hash.clone());
            settings.keep(Good { made_ms, file, bytes, hash, to: Place::Handed, rows });
        }
        // The store is restored, whatever becomes of the notes on its backups.
        drop(self.disk.keep_backups(&restored.id, settings.encode()).await);
        self.contents = None;
        self.chosen = None;
        self.screen = Screen::Restored(restored);
        Ok(())
    }

    /// The store that was restored over, once somebody has looked.
    async fn delete_old(&mut self) -> Result<(), String> {
        let Some(old) = self.settings.replaces.clone() else { return Ok(()) };
        let removed = restore::remove(&self.disk, &StoreId(old)).await;
        let is_gone = removed.map_err(|_| self.word(words::NOT_DELETED))?;
        self.settings.replaces = None;
        self.keep().await?;
        self.said = Some((true, self.word(if is_gone { words::OLD_DELETED } else { words::DELETED_LATER })));
        Ok(())
    }

    /// The last automatic backup, opened with the passphrase that is typed.
    async fn rehearse<F: Folder>(&mut self, act: &Act, folder: Option<&mut F>) -> Result<(), String> {
        let last = self.settings.good.iter().rev().find(|good| good.to == Place::Folder).map(|good| good.file.clone());
        let (Some(folder), Some(last)) = (folder, last) else { return Ok(()) };
        let file = folder.read(&last).await.map_err(|why| pages::problem(self.lang, &why))?;
        let opened = Backup::identify(file).and_then(|backup| backup.open(Key::Passphrase(act.value("passphrase"))));
        let mut contents = opened.map_err(|fault| pages::fault(self.lang, &fault, false))?;
        if !contents.is_whole() {
            return Err(pages::fault(self.lang, &Fault::Damaged(contents.damaged), false));
        }
        let (_, _, names) = self.looked_into(&mut contents).await?;
        self.rehearsed(names).await
    }

    async fn rehearsed(&mut self, names: Vec<String>) -> Result<(), String> {
        self.settings.rehearsals.push((self.at.now.ms, Rehearsed::Done));
        self.keep().await?;
        self.is_rehearsing = false;
        self.chosen = None;
        self.screen = Screen::Rehearsed(names);
        Ok(())
    }

    async fn skip(&mut self) -> Result<(), String> {
        self.settings.rehearsals.push((self.at.now.ms, Rehearsed::Skipped));
        self.keep().await
    }

    async fn export(&mut self, progress: crate::engine::Progress<'_>) -> Result<(), String> {
        let id = self.id()?;
        let trouble = |why: Trouble| trouble::one_line(self.lang, &why);
        let source = self.disk.look(&id).await.map_err(trouble)?;
        let aside = Aside::open(source, &id).await.map_err(trouble)?;
        let name = everything::file_name(self.lang, aside.name(), &self.at.stamp());
        let bytes = everything::zip(&aside, self.lang, progress).map_err(|why| why.to_string())?;
        self.effects.push(Effect::Save { name, kind: "application/zip", bytes });
        Ok(())
    }

    async fn rescue(&mut self) {
        let mut found = Vec::new();
        for listed in self.stores.clone() {
            let health = self.health(&listed).await;
            found.push(Found { listed, health });
        }
        self.screen = Screen::Rescue(found);
    }

    async fn health(&self, listed: &Listed) -> Health {
        let opened = match self.disk.look(&listed.id).await {
            Ok(source) => Aside::open(source, &listed.id).await,
            Err(trouble) => Err(trouble),
        };
        match opened {
            Ok(mut aside) => {
                let journal = aside.next_journal();
                match aside.state(journal, self.at.today).await {
                    Ok(state) if state.is_whole() => Health::Whole(state),
                    Ok(state) => Health::Damaged(state),
                    Err(trouble) => Health::Trouble(trouble),
                }
            }
            Err(Trouble::Vanished) if listed.rows == 0 => Health::Empty,
            Err(trouble) => Health::Trouble(trouble),
        }
    }

    /// Every row that can be read, as CSV: through the manifest, or page by page where that is lost.
    async fn take_out(&mut self, id: StoreId) -> Result<(), String> {
        let trouble = |why: Trouble| trouble::one_line(self.lang, &why);
        let name = self.stores.iter().find(|store| store.id == id).map(|store| store.name.clone()).unwrap_or_default();
        let source = self.disk.look(&id).await.map_err(trouble)?;
        let tables = match Aside::open(source, &id).await {
            Ok(aside) => KINDS.map(|kind| (kind, aside.rows(kind), aside.csv(kind))).to_vec(),
            Err(_) => {
                let source = self.disk.look(&id).await.map_err(trouble)?;
                let aside = Aside::salvage(source, &id, self.at.today).await.map_err(trouble)?;
                KINDS.map(|kind| (kind, aside.rows(kind), aside.csv(kind))).to_vec()
            }
        };
        let tables: Vec<_> = tables.into_iter().filter(|(_, rows, _)| *rows > 0).collect();
        if tables.is_empty() {
            return Err(self.word(words::NOTHING_READABLE));
        }
        let bytes = everything::csvs(tables, self.lang).map_err(|why| why.to_string())?;
        let name = everything::file_name(self.lang, &name, &self.at.stamp());
        self.effects.push(Effect::Save { name, kind: "application/zip", bytes });
        Ok(())
    }

    /// A backup of what can be read, and called that.
    async fn partial(&mut self, id: StoreId) -> Result<(), String> {
        let trouble = |why: Trouble| trouble::one_line(self.lang, &why);
        let name = self.stores.iter().find(|store| store.id == id).map(|store| store.name.clone()).unwrap_or_default();
        let settings = settings_of(&self.disk, &id).await.unwrap_or_default();
        let mut source = self.disk.look(&id).await.map_err(trouble)?;
        let head = source.head().await.map_err(trouble)?;
        let keys = settings.keys.as_ref();
        let header = folder::header(&name, keys.is_some(), true, &self.at);
        let making = Making { header, keys, settings: &settings };
        let made = make::partial(&mut source, &head, making, &mut |_, _| {}).await;
        let file = made.map_err(trouble)?;
        let name = words::file_name(self.lang, &name, &self.at.stamp(), true) + ENDING;
        self.save(name, file);
        Ok(())
    }

    async fn delete(&mut self, act: &Act) -> Result<(), String> {
        let id = StoreId(act.of.clone());
        let named = self.stores.iter().find(|store| store.id == id).map(|store| self.name_of(store));
        if named.as_deref() != Some(act.value("name").trim()) {
            return Err(self.word(words::WRONG_NAME));
        }
        let is_gone = restore::remove(&self.disk, &id).await.map_err(|_| self.word(words::NOT_DELETED))?;
        self.look().await.map_err(|why| self.trouble(&why))?;
        self.said = Some((true, self.word(if is_gone { words::DELETED } else { words::DELETED_LATER })));
        self.rescue().await;
        Ok(())
    }

    pub(super) fn name_of(&self, store: &Listed) -> String {
        match store.name.is_empty() {
            true => self.word(words::UNNAMED),
            false => store.name.clone(),
        }
    }
}

impl Act {
    fn value(&self, field: &str) -> &str {
        self.values.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }
}
