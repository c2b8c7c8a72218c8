// Unpacks the npm package @sparticuz/chromium into a folder and writes chromium.sh, which starts it.
// Usage: node chromium_npm.mjs PACKAGE FOLDER
import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { brotliDecompressSync } from "node:zlib"

const [, , source, target] = process.argv
const unpacked = (name) => brotliDecompressSync(readFileSync(join(source, "bin", name)))
const executable = { mode: 0o755 }

function extract(name) {
  const archive = join(target, `${name}.tar`)
  writeFileSync(archive, unpacked(`${name}.tar.br`))
  execFileSync("tar", ["xf", archive, "-C", target])
  rmSync(archive)
}

mkdirSync(target, { recursive: true })
writeFileSync(join(target, "chromium"), unpacked("chromium.br"), executable)
for (const name of ["al2023", "swiftshader", "fonts"]) extract(name)

// The package's own fonts.conf names a folder of another machine; without fonts Chromium crashes.
writeFileSync(join(target, "fonts.conf"), `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${target}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${target}/fontcache</cachedir>
</fontconfig>
`)
writeFileSync(join(target, "chromium.sh"), `#!/bin/sh
export LD_LIBRARY_PATH="${target}/lib" FONTCONFIG_FILE="${target}/fonts.conf"
exec "${target}/chromium" "$@"
`, executable)
