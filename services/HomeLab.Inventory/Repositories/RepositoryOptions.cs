namespace HomeLab.Inventory.Repositories;

/// <summary>What <c>lab.yaml</c> and the checkout say about a repository.</summary>
/// <param name="Name">From <c>repositories[].name</c>.</param>
/// <param name="Komodo">Komodo resource files or directories of them; empty: they are looked for.</param>
/// <param name="Remotes">URLs under which the repository is known; empty: not known, and what is here by path counts as here.</param>
/// <param name="Branch">The branch that was read; empty: not known.</param>
sealed record RepositoryOptions(string Name, IReadOnlyList<string> Komodo, IReadOnlyList<string> Remotes, string Branch)
{
    public static RepositoryOptions Named(string name) => new(name, [], [], "");

    /// <summary>Whether a URL, or Komodo's <c>owner/name</c>, means this repository; null: not known.</summary>
    public bool? IsHere(string url) => Remotes.Count == 0 ? null : Remotes.Any(it => RemoteName.Of(it).Matches(RemoteName.Of(url)));
}
