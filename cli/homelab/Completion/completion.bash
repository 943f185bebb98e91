# homelab: bash completion. Put it where bash finds it, or: source <(homelab completion bash)
_homelab() {
  local line="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}" words
  words=$(homelab "[suggest:${#line}]" "$line" 2>/dev/null) || return
  [[ $current == -* ]] || words=$(grep -v '^-' <<< "$words")
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _homelab homelab
