//! Publishing over HTTP, with opendal: to a `WebDAV` folder or an S3 bucket.
//!
//! Secrets come only from the environment: `CALLSLIP_PASSWORD` for `WebDAV`, and for S3 the variables and files that
//! its own programs read (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `~/.aws/credentials`). Temporary failures are
//! retried after a delay. An S3 object is written completely or not at all. A `WebDAV` server may keep half a file when
//! the connection breaks, so there a file is uploaded under a temporary name and then renamed.

mod explain;
mod requests;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::future::Future;
use std::time::Duration;

use opendal::layers::{RetryLayer, TimeoutLayer};
use opendal::{ErrorKind, HttpTransporter, Operator, services};
use opendal_http_transport_reqwest::ReqwestTransport;
use requests::{kind_and_size, names, read, write};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use super::existing::{self, FolderNames, find_existing, folder_levels};
use super::temporary::{TEMPORARY_NAME, probe_names, temporary_name};
use super::{NameRules, PublishError, Remote, Upload};
use crate::disk::EntryType;

/// The environment variable that holds the password for `WebDAV`.
const PASSWORD: &str = "CALLSLIP_PASSWORD";

/// The most requests at the same time.
const MAX_REQUESTS: usize = 16;

/// The time after which a request is given up and retried.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// The same for an upload, which may be a large file on a slow connection.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(5);

/// A `WebDAV` folder or an S3 bucket to publish to.
#[derive(Debug)]
pub struct Cloud {
    service: CloudService,
    /// The name of the destination in messages.
    destination: String,
    operator: Operator,
    runtime: Runtime,
    /// Folders that are known to exist.
    known_folders: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CloudService {
    Webdav,
    S3,
}

type CloudResult<T> = Result<T, opendal::Error>;

impl Cloud {
    /// Opens a folder of a `WebDAV` server.
    pub fn webdav(url: &str, user: Option<&str>) -> Result<Self, PublishError> {
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(PublishError::Remote(format!(
                "`{url}` is not the address of a WebDAV folder, which begins with `https://`"
            )));
        }
        let mut builder = services::Webdav::default().endpoint(url.trim_end_matches('/')).disable_create_dir(true);
        if let Some(user) = user {
            let password = env::var(PASSWORD).map_err(|_| PublishError::Remote(missing_password(user, url)))?;
            builder = builder.username(user).password(&password);
        }
        Self::open(CloudService::Webdav, url.to_owned(), || Operator::new(builder))
    }

    /// Opens an S3 bucket, or a folder in it.
    pub fn s3(
        bucket: &str,
        region: Option<&str>,
        endpoint: Option<&str>,
        path: Option<&str>,
    ) -> Result<Self, PublishError> {
        let from_environment = ["AWS_REGION", "AWS_DEFAULT_REGION"].iter().find_map(|name| env::var(name).ok());
        let region = region.map(ToOwned::to_owned).or(from_environment).unwrap_or_else(|| "us-east-1".to_owned());
        // The EC2 metadata service, the last source of credentials, only answers on a machine of Amazon's.
        let builder = services::S3::default().bucket(bucket).region(&region).disable_ec2_metadata();
        let builder = builder.endpoint(endpoint.unwrap_or_default()).root(path.unwrap_or_default());
        let at = endpoint.map(|endpoint| format!(" at {endpoint}")).unwrap_or_default();
        Self::open(CloudService::S3, format!("bucket `{bucket}`{at}"), || Operator::new(builder))
    }

    fn open(
        service: CloudService,
        destination: String,
        operator: impl FnOnce() -> CloudResult<Operator>,
    ) -> Result<Self, PublishError> {
        // This fails only if a provider is already installed, and then it is ours.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| PublishError::Remote(format!("cannot connect to {destination}: {error}")))?;
        HttpTransporter::install_default(ReqwestTransport::default());
        let operator =
            operator().map_err(|error| PublishError::Remote(explain::explain(service, &destination, &error)))?;
        let operator = operator
            .layer(TimeoutLayer::new().with_timeout(REQUEST_TIMEOUT).with_io_timeout(UPLOAD_TIMEOUT))
            .layer(RetryLayer::new().with_min_delay(Duration::from_millis(500)).with_max_times(3).with_jitter());
        Ok(Self { service, destination, operator, runtime, known_folders: BTreeSet::new() })
    }

    /// Runs the jobs, several at the same time, and returns their results in order. Stops at the first error.
    fn run_all<T, F>(&self, jobs: impl IntoIterator<Item = F>) -> Result<Vec<T>, PublishError>
    where
        T: Send + 'static,
        F: Future<Output = CloudResult<T>> + Send + 'static,
    {
        let done = self.runtime.block_on(async {
            let (mut done, mut running) = (Vec::new(), JoinSet::new());
            for (at, job) in jobs.into_iter().enumerate() {
                if running.len() == MAX_REQUESTS {
                    done.extend(next(&mut running).await?);
                }
                running.spawn(async move { job.await.map(|result| (at, result)) });
            }
            while let Some(one) = next(&mut running).await? {
                done.push(one);
            }
            done.sort_by_key(|(at, _)| *at);
            Ok(done.into_iter().map(|(_, result)| result).collect())
        });
        done.map_err(|error| PublishError::Remote(explain::explain(self.service, &self.destination, &error)))
    }

    fn store(&mut self, files: Vec<Upload>) -> Result<(), PublishError> {
        if self.service == CloudService::Webdav {
            self.make_folders(&files)?;
        }
        let (service, operator) = (self.service, self.operator.clone());
        let jobs = files.into_iter().enumerate().map(|(number, file)| {
            let operator = operator.clone();
            async move {
                match service {
                    CloudService::S3 => write(&operator, &file.path, &file.path, file.bytes).await,
                    CloudService::Webdav => {
                        let new = temporary_name(&format!("-{number}"));
                        write(&operator, &new, &file.path, file.bytes).await?;
                        operator.rename(&new, &file.path).await
                    }
                }
            }
        });
        self.run_all(jobs).map(|_| ())
    }

    fn make_folders(&mut self, files: &[Upload]) -> Result<(), PublishError> {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        for level in folder_levels(&paths, &self.known_folders) {
            let jobs = level.iter().map(|folder| {
                let (operator, folder) = (self.operator.clone(), format!("{folder}/"));
                async move { operator.create_dir(&folder).await }
            });
            self.run_all(jobs)?;
            self.known_folders.extend(level);
        }
        Ok(())
    }

    /// Returns the types of these paths; `None` where nothing is.
    fn kinds(&self, paths: &[&str]) -> Result<Vec<Option<EntryType>>, PublishError> {
        self.run_all(paths.iter().map(|path| {
            let (operator, path) = (self.operator.clone(), (*path).to_owned());
            async move { Ok(kind_and_size(&operator, &path).await?.map(|(kind, _)| kind)) }
        }))
    }

    fn remove(&self, paths: impl IntoIterator<Item = String>) -> Result<(), PublishError> {
        let jobs = paths.into_iter().map(|path| {
            let operator = self.operator.clone();
            async move { operator.delete(&path).await }
        });
        self.run_all(jobs).map(drop)
    }

    fn list(&self, folders: &[&str]) -> Result<Vec<FolderNames>, PublishError> {
        self.run_all(folders.iter().map(|folder| {
            let (operator, folder) = (self.operator.clone(), (*folder).to_owned());
            async move { names(&operator, &folder).await }
        }))
    }
}

/// Waits for the next job to end; returns `None` if there are no more.
async fn next<T: 'static>(running: &mut JoinSet<CloudResult<T>>) -> CloudResult<Option<T>> {
    match running.join_next().await {
        None => Ok(None),
        Some(Ok(result)) => result.map(Some),
        Some(Err(error)) => Err(opendal::Error::new(ErrorKind::Unexpected, error.to_string())),
    }
}

fn missing_password(user: &str, url: &str) -> String {
    format!("the password of {user} for {url} is not known; set the environment variable {PASSWORD}")
}

impl Remote for Cloud {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let (operator, path) = (self.operator.clone(), path.to_owned());
        let found = self.run_all([async move { read(&operator, &path, most).await }])?;
        Ok(found.into_iter().next().flatten())
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError> {
        let mut found = find_existing(paths, |folders| self.list(folders))?;
        if self.service == CloudService::S3 {
            // Of a bucket only the objects count: it may have both `a` and `a/b`.
            found.uncertain.clear();
            found.types.retain(|path, kind| *kind == EntryType::File && paths.contains(&path.as_str()));
        }
        let uncertain: Vec<&str> = found.uncertain.iter().map(String::as_str).collect();
        let answers = self.kinds(&uncertain)?;
        Ok(found.settle(paths, answers))
    }

    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError> {
        existing::below(folder, |folders| self.list(folders)).map(|below| below.files)
    }

    fn name_rules(&mut self) -> Result<NameRules, PublishError> {
        match self.service {
            CloudService::S3 => Ok(NameRules::default()),
            CloudService::Webdav => probe_names(self),
        }
    }

    /// Removes the temporary files of interrupted publishes.
    fn remove_leftovers(&mut self) -> Result<(), PublishError> {
        if self.service == CloudService::S3 {
            return Ok(());
        }
        let names = self.list(&[""])?.into_iter().flatten();
        let leftovers = names.filter(|(name, kind)| *kind == EntryType::File && name.starts_with(TEMPORARY_NAME));
        self.remove(leftovers.map(|(name, _)| name))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.store(vec![Upload { path: path.to_owned(), bytes: bytes.to_vec() }])
    }

    fn put_all(&mut self, files: Vec<Upload>) -> Result<(), PublishError> {
        self.store(files)
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.delete_all(&[path])
    }

    /// Removes files, but leaves empty folders: `WebDAV` removes a folder with everything in it, including files that
    /// somebody has added since we listed it. (A bucket has no folders.)
    fn delete_all(&mut self, paths: &[&str]) -> Result<(), PublishError> {
        let kinds = match self.service {
            CloudService::S3 => vec![Some(EntryType::File); paths.len()],
            CloudService::Webdav => self.kinds(paths)?,
        };
        let files = paths.iter().zip(kinds).filter(|(_, kind)| kind.is_some_and(|kind| kind != EntryType::Folder));
        self.remove(files.map(|(path, _)| (*path).to_owned()))
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), PublishError> {
        if self.kinds(&[path])? != [Some(EntryType::Folder)] {
            return Ok(());
        }
        // There is no request that removes a folder only if it is empty. So it is looked at just before.
        let others = self.files_in(path)?;
        if !others.is_empty() {
            return Err(PublishError::Occupied(others));
        }
        self.remove([format!("{path}/")])
    }
}
