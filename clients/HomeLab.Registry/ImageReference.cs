using System.Text.RegularExpressions;

namespace HomeLab.Registry;

/// <summary>What people write for an image, in full: <c>traefik:v3.1</c> is <c>docker.io/library/traefik:v3.1</c>.</summary>
/// <remarks>Grammar and defaults: https://pkg.go.dev/github.com/distribution/reference.</remarks>
/// <param name="Registry">Host, with its port where one is written: <c>docker.io</c>, <c>ghcr.io</c>, <c>127.0.0.1:5000</c>.</param>
/// <param name="Repository"><c>library/traefik</c>.</param>
/// <param name="Tag">Null: none is written, which means <c>latest</c> where there is no digest either.</param>
/// <param name="Digest"><c>sha256:…</c>; null: none is written.</param>
public sealed partial record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    public const string DockerHub = "docker.io";

    const int LongestName = 255;

    /// <summary>Without tag and digest.</summary>
    public string Name => $"{Registry}/{Repository}";

    /// <summary>What a registry is asked for.</summary>
    public string TagOrLatest => Tag ?? "latest";

    /// <returns>Null: it is no reference; an image id (<c>sha256:…</c>) is none.</returns>
    public static ImageReference? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var name = match.Groups["name"].Value;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        // Only what cannot be a part of a repository's name is a host.
        var hasHost = first == "localhost" || first.AsSpan().ContainsAny('.', ':') || first.Any(char.IsAsciiLetterUpper);
        var (registry, repository) = hasHost ? (first, name[(slash + 1)..]) : (DockerHub, name);
        if (registry == "index.docker.io")
            registry = DockerHub;
        if (registry == DockerHub && !repository.Contains('/', StringComparison.Ordinal))
            repository = "library/" + repository;
        if (!Path().IsMatch(repository) || registry.Length + 1 + repository.Length > LongestName || !Host().IsMatch(registry))
            return null;
        return new ImageReference(registry, repository, match.Groups["tag"] is { Success: true } tag ? tag.Value : null, match.Groups["digest"] is { Success: true } digest ? digest.Value : null);
    }

    public override string ToString() => $"{Name}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";

    [GeneratedRegex(@"^(?!sha256:[0-9a-f]{64}\z)(?<name>[A-Za-z0-9\[][A-Za-z0-9._/:\[\]-]*?)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?\z")]
    private static partial Regex Host();
}
