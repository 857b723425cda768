#!/usr/bin/env bash
# README.md and README.zh-CN.md have the same shape: heading levels, code blocks and links; and every link leads somewhere.
cd "$(dirname "$0")/../.." || exit
bad=0
shape() {  # the outside of the README: heading levels, commands, link targets (each language may link the other)
  awk '/^```/ { inside = !inside; said = inside && /text/; print; next } said { next } inside { sub(/ *#.*/, ""); print; next } /^#+ / { print $1 }' "$1"
  grep -oE '\]\([^)]*\)' "$1" | grep -v 'README' | sort
}
diff --label README.md --label README.zh-CN.md <(shape README.md) <(shape README.zh-CN.md) || bad=1
while IFS=: read -r file link; do
  target=${link#*(} target=${target%)} target=${target%%#*}
  [[ -z $target || $target == http* || -e $(dirname "$file")/$target ]] || { echo "$file: dead link $target"; bad=1; }
done < <(git ls-files -co --exclude-standard -- '*.md' | xargs grep -oHE '\]\([^) ]*\)')
echo "readme: $( ((bad)) && echo problems || echo 0 problems)"
exit $bad
