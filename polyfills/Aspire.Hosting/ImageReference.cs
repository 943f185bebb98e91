namespace Aspire.Hosting;

/// <summary><c>[registry/]image[:tag][@sha256:digest]</c>, where a first segment with a dot or a port, or localhost, is a registry.</summary>
readonly record struct ImageReference(string? Registry, string Image, string? Tag, string? Digest)
{
    const string DigestMark = "@sha256:";

    public static ImageReference Parse(string text)
    {
        var at = text.IndexOf(DigestMark, StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + DigestMark.Length)..];
        var rest = at < 0 ? text : text[..at];

        var colon = rest.LastIndexOf(':');
        var tag = colon > rest.LastIndexOf('/') ? rest[(colon + 1)..] : null;
        if (tag is not null) rest = rest[..colon];

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : rest[..slash];
        var hasRegistry = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost";
        return hasRegistry ? new(first, rest[(slash + 1)..], tag, digest) : new(null, rest, tag, digest);
    }
}
