# Installs callslip @version@ on Windows, for you alone, without administrator rights:
#
#   irm @repository@/releases/latest/download/install.ps1 | iex
#
# CALLSLIP_BIN   the folder for the program; if it is not set, %LOCALAPPDATA%\Programs\callslip
# CALLSLIP_FROM  the folder or address with the archives; if it is not set, the release on the web
#
# To remove callslip, delete that folder.
& {
  $ErrorActionPreference = 'Stop'
  # Its bar makes a download take many times as long.
  $ProgressPreference = 'SilentlyContinue'
  [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

  # The checksum of each archive, as in SHA256SUMS.
  $sums = @'
@sums@
'@
  if (-not [Environment]::Is64BitOperatingSystem) { throw 'There is no callslip for 32-bit Windows.' }
  # A processor of the kind ARM runs this one, too.
  $name = 'callslip-v@version@-x86_64-pc-windows-msvc'
  $line = $sums -split "`r?`n" | Where-Object { $_.EndsWith("  $name.zip") }
  if (-not $line) { throw "There is no checksum of $name.zip." }
  $expected = ($line -split ' ')[0]

  $from = if ($env:CALLSLIP_FROM) { $env:CALLSLIP_FROM } else { '@repository@/releases/download/v@version@' }
  $bin = if ($env:CALLSLIP_BIN) { $env:CALLSLIP_BIN } else { Join-Path $env:LOCALAPPDATA 'Programs\callslip' }
  $scratch = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid())
  New-Item -ItemType Directory -Force $scratch, $bin | Out-Null
  try {
    $zip = Join-Path $scratch "$name.zip"
    if ($from -match '^https?://') {
      Invoke-WebRequest -UseBasicParsing "$from/$name.zip" -OutFile $zip
    } else {
      Copy-Item (Join-Path $from "$name.zip") $zip
    }
    $actual = (Get-FileHash -Algorithm SHA256 $zip).Hash.ToLowerInvariant()
    if ($actual -ne $expected) {
      throw "$name.zip is not the file that was published: its checksum is $actual, not $expected. Nothing was installed."
    }
    Expand-Archive $zip $scratch
    Copy-Item -Force (Join-Path $scratch "$name\callslip.exe") $bin
  } finally {
    Remove-Item -Recurse -Force $scratch
  }

  $path = [Environment]::GetEnvironmentVariable('Path', 'User')
  if (($path -split ';') -notcontains $bin) {
    [Environment]::SetEnvironmentVariable('Path', (@($path, $bin) | Where-Object { $_ }) -join ';', 'User')
  }
  Write-Output "callslip @version@ is now in $bin. Open a new terminal, and type: callslip"
}
