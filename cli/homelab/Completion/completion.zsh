#compdef homelab
# homelab: zsh completion. As a file _homelab in a directory of fpath, or: source <(homelab completion zsh)
_homelab() {
  local line="${BUFFER[1,CURSOR]}"
  local -a found
  found=("${(@f)$(homelab "[suggest:${#line}]" "$line" 2>/dev/null)}")
  [[ $PREFIX == -* ]] || found=("${(@)found:#-*}")
  found=("${(@)found:#}")
  if (( ${#found} )); then compadd -- $found; else _files; fi
}
compdef _homelab homelab
