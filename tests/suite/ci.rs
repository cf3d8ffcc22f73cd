//! `callslip ci`: what the workflow needs, and where it counts. That it is written at all is in `tests/cli/publish.md`.

use std::fs;
use std::process::Command;

use snapbox::str;

use crate::support::{Column, shows};

/// The output of `callslip ci`, both streams.
fn ci(column: &Column, service: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    let output = command.args(["ci", service, "--root"]).arg(column.root()).output().unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

#[test]
fn a_workflow_gets_what_its_places_ask_for() {
    let settings = "title: A\npublish:\n  one: { kind: webdav, url: 'https://dav.example/', user: sol }\n  \
                    two: { kind: s3, bucket: letters }\n  three: { kind: sftp, server: web.example, path: www }\n";
    let column = Column::new().file("column.yaml", settings);
    ci(&column, "github");
    let workflow = fs::read_to_string(column.root().join(".github/workflows/column.yml")).unwrap();
    let steps = workflow.split_once("    steps:\n").unwrap().1;
    shows(
        steps.replace(env!("CARGO_PKG_VERSION"), "VERSION"),
        str![[r#"
      - uses: actions/checkout@v5
        with:
          lfs: true
          submodules: recursive
      - uses: actions/cache@v5
        with:
          path: ~/.callslip
          key: callslip-VERSION-${{ runner.arch }}
      - id: callslip
        name: Get callslip VERSION
        run: |
          case $CALLSLIP_REPOSITORY in
          https://* | file://*) ;;
          *)
            echo "::error::Set CALLSLIP_REPOSITORY to the address that .github/workflows/column.yml asks for"
            exit 1
            ;;
          esac
          program=$HOME/.callslip
          if [ ! -x "$program/bin/callslip" ]; then
            archive=callslip-vVERSION-$(uname -m)-unknown-linux-musl
            # Without what an address that was copied may have at its end.
            from=${CALLSLIP_REPOSITORY%%/releases*}
            from=${from%/}
            from=${from%.git}
            download() {
              curl --proto '=https,file' --fail --silent --show-error --location --retry 3 --remote-name \
                "$from/releases/download/vVERSION/$1"
            }
            folder=$PWD
            scratch=$(mktemp -d)
            cd "$scratch"
            if download SHA256SUMS && download "$archive.tar.gz"; then
              # An archive that is not the published one ends the run here.
              grep "  $archive.tar.gz\$" SHA256SUMS | sha256sum --check --strict
              tar -xzf "$archive.tar.gz"
              mkdir -p "$program/bin"
              mv "$archive/callslip" "$program/bin/"
            else
              echo "No archive of callslip VERSION is there. It is compiled now, which takes some minutes."
              cargo install --locked --features full --git "$from" --tag vVERSION --root "$program" callslip
            fi
            cd "$folder"
          fi
          echo "$program/bin" >> "$GITHUB_PATH"
      # Two secrets of the repository (Settings, Secrets and variables, Actions): SSH_KEY, a key without a passphrase that
      # was made for this and that the server knows; and SSH_KNOWN_HOSTS, which is what `ssh-keyscan SERVER` prints on
      # your own computer.
      - name: Let the server know this machine
        if: ${{ !cancelled() && steps.callslip.outcome == 'success' }}
        run: |
          for secret in SSH_KEY SSH_KNOWN_HOSTS; do
            [ -n "${!secret}" ] || { echo "::error::Save the secret $secret; .github/workflows/column.yml says how"; exit 1; }
          done
          mkdir -p -m 700 ~/.ssh
          (umask 077 && printf '%s\n' "$SSH_KEY" > ~/.ssh/id_ed25519)
          printf '%s\n' "$SSH_KNOWN_HOSTS" >> ~/.ssh/known_hosts
        env:
          SSH_KEY: ${{ secrets.SSH_KEY }}
          SSH_KNOWN_HOSTS: ${{ secrets.SSH_KNOWN_HOSTS }}
      - name: Publish to one
        if: ${{ !cancelled() && steps.callslip.outcome == 'success' }}
        run: |
          [ -n "$CALLSLIP_PASSWORD" ] || { echo "::error::Save the secret CALLSLIP_PASSWORD: Settings, Secrets and variables, Actions"; exit 1; }
          callslip publish --trust 'one'
        env:
          CALLSLIP_PASSWORD: ${{ secrets.CALLSLIP_PASSWORD }}
      - name: Publish to two
        if: ${{ !cancelled() && steps.callslip.outcome == 'success' }}
        run: |
          [ -n "$AWS_ACCESS_KEY_ID" ] || { echo "::error::Save the secret AWS_ACCESS_KEY_ID: Settings, Secrets and variables, Actions"; exit 1; }
          [ -n "$AWS_SECRET_ACCESS_KEY" ] || { echo "::error::Save the secret AWS_SECRET_ACCESS_KEY: Settings, Secrets and variables, Actions"; exit 1; }
          callslip publish --trust 'two'
        env:
          AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}
          AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
      - name: Publish to three
        if: ${{ !cancelled() && steps.callslip.outcome == 'success' }}
        run: |
          callslip publish --trust 'three'
"#]],
    );
}

/// Returns what a workflow for GitHub gets with these places.
fn workflow_of(places: &str) -> String {
    let column = Column::new().file("column.yaml", format!("title: A\npublish:\n{places}"));
    ci(&column, "github");
    fs::read_to_string(column.root().join(".github/workflows/column.yml")).unwrap()
}

#[test]
fn a_branch_is_pushed_with_the_token_or_with_a_key() {
    let with_token = ["origin", "https://github.com/ada/letters.git", "http://git.example/ada/letters"];
    let with_key = ["git@github.com:ada/letters.git", "github.com:ada/letters.git", "ssh://git@git.example:22/letters"];
    for (remotes, writes) in [(&with_token, true), (&with_key, false)] {
        for remote in remotes {
            let workflow = workflow_of(&format!("  one: {{ kind: git, remote: '{remote}' }}\n"));
            let permission = if writes { "contents: write" } else { "contents: read" };
            assert!(workflow.contains(&format!("  {permission}\n")), "{remote}: {workflow}");
            assert_eq!(workflow.contains("SSH_KEY"), !writes, "{remote}: {workflow}");
        }
    }
    // A key for one is no token for the other.
    let both = workflow_of("  one: { kind: git }\n  two: { kind: git, remote: 'ada@git.example:letters' }\n");
    assert!(both.contains("  contents: write\n") && both.contains("SSH_KEY"), "{both}");
    assert!(workflow_of("  one: { kind: s3, bucket: letters }\n").contains("  contents: read\n"));
}

#[test]
fn no_two_places_share_a_secret() {
    let places = ["a-b", "'a.b'", "a-b-2", "A_b", "сайт", "блог", "www"];
    let place = |name: &str| format!("  {name}: {{ kind: webdav, url: 'https://dav.example/', user: sol }}\n");
    let workflow = workflow_of(&places.map(place).concat());
    let names = workflow.lines().filter_map(|line| line.split_once("${{ secrets.")?.1.strip_suffix(" }}"));
    let names: Vec<_> = names.filter_map(|name| name.strip_prefix("CALLSLIP_PASSWORD")).collect();
    assert_eq!(names, ["_A_B", "_A_B_3", "_A_B_2", "_A_B_4", "_____", "______2", "_WWW"]);
}

/// A column in the folder `letters/desk` of a repository.
fn in_a_folder(settings: &str) -> Column {
    let column = Column::new().file("letters/desk/column.yaml", settings);
    fs::create_dir(column.root().join(".git")).unwrap();
    column
}

fn ci_in_the_folder(column: &Column, service: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    command.args(["ci", service, "--root"]).arg(column.root().join("letters/desk"));
    let output = command.output().unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

#[test]
fn a_workflow_is_written_where_it_counts_and_works_in_the_column_s_folder() {
    let column = in_a_folder("title: A\nhost: github-pages\n");
    shows(
        ci_in_the_folder(&column, "github"),
        str![[r#"
A repository with free GitHub Pages is public: anyone can read drafts in it, letters for later, and whatever is under `private:`.
../../.github/workflows/column.yml
Add it to the repository and push. Then, on github.com, choose Settings, Pages, Source: GitHub Actions.
Before it can run, it needs to know where to get callslip: the file says where to set CALLSLIP_REPOSITORY.
"#]],
    );
    let workflow = fs::read_to_string(column.root().join(".github/workflows/column.yml")).unwrap();
    assert!(workflow.contains("    defaults:\n      run:\n        working-directory: 'letters/desk'\n"), "{workflow}");
    assert!(workflow.contains("          path: 'letters/desk/public'\n"), "{workflow}");
    assert!(!column.root().join("letters/desk/.github").exists());
    shows(
        ci_in_the_folder(&column, "github"),
        str!["error: .github/workflows/column.yml already exists; delete or rename it first"],
    );
    ci_in_the_folder(&column, "gitlab");
    let workflow = fs::read_to_string(column.root().join(".gitlab-ci.yml")).unwrap();
    shows(
        workflow.split_once("    - cd ").unwrap().1,
        str![[r#"
'letters/desk'
    - callslip build --out "$CI_PROJECT_DIR/public"
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"#]],
    );
}

#[test]
fn a_folder_on_one_s_own_computer_is_out_of_reach_of_a_workflow() {
    let column = Column::new().file("column.yaml", "title: A\npublish:\n  www: { kind: folder, path: ../www }\n");
    shows(
        [ci(&column, "github"), ci(&column, "gitlab")].concat(),
        str![[r#"
error: `www` is a folder on your own computer, which GitHub cannot reach; write `host: github-pages` in column.yaml to publish at GitHub, or add a place under `publish:` that is on the internet, such as one of `kind: sftp`
error: `www` is a folder on your own computer, which GitLab cannot reach; write `host: gitlab-pages` in column.yaml to publish at GitLab, or add a place under `publish:` that is on the internet, such as one of `kind: sftp`
"#]],
    );
    assert!(!column.root().join(".github").exists());
}

#[test]
fn a_workflow_installs_nothing_by_a_name_in_a_registry() {
    for settings in ["title: A\n", "title: A\npublish:\n  www: { kind: git }\n  cloud: { kind: s3, bucket: a }\n"] {
        let column = Column::new().file("column.yaml", settings);
        ci(&column, "github");
        let workflow = fs::read_to_string(column.root().join(".github/workflows/column.yml")).unwrap();
        from_the_repository(&workflow);
        assert!(workflow.contains("          lfs: true\n          submodules: recursive\n"), "{workflow}");
    }
    let column = Column::new().file("column.yaml", "title: A\n");
    ci(&column, "gitlab");
    let workflow = fs::read_to_string(column.root().join(".gitlab-ci.yml")).unwrap();
    from_the_repository(&workflow);
    assert!(workflow.contains("  GIT_SUBMODULE_STRATEGY: recursive\n"), "{workflow}");
}

/// A name alone, in a registry where everybody may take one, would be nobody's word.
#[track_caller]
fn from_the_repository(workflow: &str) {
    let installs: Vec<_> = workflow.lines().filter(|line| line.contains("cargo install")).collect();
    assert!(
        !installs.is_empty() && installs.iter().all(|line| line.contains(" --git \"$from\" --tag v")),
        "{workflow}"
    );
    assert!(workflow.contains("sha256sum --check --strict\n"), "{workflow}");
}

#[cfg(unix)]
#[test]
fn a_folder_whose_name_is_a_command_gets_no_workflow() {
    let column = Column::new().file("a'; ${{ x }}/column.yaml", "title: A\nhost: github-pages\n");
    fs::create_dir(column.root().join(".git")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    let output = command.args(["ci", "github", "--root"]).arg(column.root().join("a'; ${{ x }}")).output().unwrap();
    shows(
        String::from_utf8(output.stderr).unwrap(),
        str![
            "error: GitHub and GitLab cannot use the folder name a'; ${{ x }}; rename it with only letters, digits, `-`, and `_`"
        ],
    );
}
