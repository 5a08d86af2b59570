//! A database in use. If the browser closed the connection, it reopens it, once per attempt.

use super::{
    OnLost,
    burst::Mode,
    connection::{Absent, Connection},
    trouble::{Failure, of_disk},
};
use crate::protocol::command::Trouble;
use idb::Transaction;

pub struct Session {
    name: String,
    tables: &'static [&'static str],
    on_lost: OnLost,
    connection: Connection,
}

impl Session {
    pub async fn open(
        name: String,
        tables: &'static [&'static str],
        absent: Absent,
        on_lost: OnLost,
    ) -> Result<Self, Trouble> {
        let connection = Connection::open(&name, tables, absent, on_lost.clone()).await?;
        Ok(Self { name, tables, on_lost, connection })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Makes the removed database anew.
    pub async fn make_again(&mut self) -> Result<(), Trouble> {
        self.connection = Connection::open(&self.name, self.tables, Absent::Create, self.on_lost.clone()).await?;
        Ok(())
    }

    /// One transaction, retried on a new connection if that may help. Everything written here may be written twice,
    /// because keys are given, not generated.
    pub async fn run<T>(
        &mut self,
        tables: &[&str],
        mode: Mode,
        bytes: usize,
        issue: impl Fn(&Transaction) -> Result<T, idb::Error>,
    ) -> Result<T, Trouble> {
        let told = |failure: Failure| if mode == Mode::Read { failure.trouble } else { of_disk(failure.trouble) };
        match self.connection.burst(tables, mode, bytes, &issue).await {
            Ok(requests) => return Ok(requests),
            Err(failure) if !failure.again => return Err(told(failure)),
            Err(_) => self.reopen().await?,
        }
        self.connection.burst(tables, mode, bytes, &issue).await.map_err(told)
    }

    /// A database that no longer exists is not made anew: it would look like an empty store.
    async fn reopen(&mut self) -> Result<(), Trouble> {
        self.connection = Connection::open(&self.name, self.tables, Absent::Vanished, self.on_lost.clone()).await?;
        Ok(())
    }
}
