namespace HomeLab.Inventory.Repositories;

/// <summary>A Git remote without what does not matter: scheme, user, port, <c>.git</c>.</summary>
/// <param name="Host">Empty where only <c>owner/name</c> is known.</param>
readonly record struct RemoteName(string Host, string Path)
{
    public static RemoteName Of(string url)
    {
        var text = url.Trim();
        var hasScheme = text.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme;
        text = hasScheme ? text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..] : text;
        text = text[(text.LastIndexOf('@') + 1)..].TrimEnd('/');
        text = text.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? text[..^4] : text;
        // git@host:owner/name has a colon where a URL has its slash.
        var end = text.IndexOfAny(['/', ':']);
        var isScp = !hasScheme && end > 0 && text[end] == ':';
        var hasHost = hasScheme || isScp || (end > 0 && text[..end].Contains('.', StringComparison.Ordinal));
        if (!hasHost)
            return new RemoteName("", text.ToLowerInvariant());
        if (end < 0)
            return new RemoteName(text.ToLowerInvariant(), "");
        var path = text[(end + 1)..];
        // A port stands before the path.
        if (!isScp && text[end] == ':')
            path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return new RemoteName(text[..end].ToLowerInvariant(), path.Trim('/').ToLowerInvariant());
    }

    public bool Matches(RemoteName other) => Path == other.Path && (Host.Length == 0 || other.Host.Length == 0 || Host == other.Host);
}
