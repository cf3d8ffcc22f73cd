# Homebrew's recipe for callslip @version@, made by release/finish.sh.
class Callslip < Formula
  desc "Static site generator for advice columns"
  homepage "@repository@"
  version "@version@"
  license all_of: ["MIT", "OFL-1.1", "Unicode-3.0"]

  on_macos do
    on_arm do
      url "@repository@/releases/download/v@version@/callslip-v@version@-aarch64-apple-darwin.tar.gz"
      sha256 "@sha256 aarch64-apple-darwin@"
    end
    on_intel do
      url "@repository@/releases/download/v@version@/callslip-v@version@-x86_64-apple-darwin.tar.gz"
      sha256 "@sha256 x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@repository@/releases/download/v@version@/callslip-v@version@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@sha256 aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@repository@/releases/download/v@version@/callslip-v@version@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@sha256 x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "callslip"
    man1.install "callslip.1"
    bash_completion.install "completions/callslip.bash" => "callslip"
    zsh_completion.install "completions/callslip.zsh" => "_callslip"
    fish_completion.install "completions/callslip.fish"
  end

  test do
    system bin/"callslip", "init", "column"
    system bin/"callslip", "build", "--root", "column"
    assert_path_exists testpath/"column/public/index.html"
  end
end
