# homelab: fish completion. As ~/.config/fish/completions/homelab.fish, or: homelab completion fish | source
function __homelab_words
  set -l line (commandline -cp)
  set -l words (homelab "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
  if string match -q -- '-*' (commandline -ct)
    printf '%s\n' $words
  else
    string match -v -- '-*' $words
  end
end
complete -c homelab -f -a '(__homelab_words)'
