namespace HomeLab.Stacks.Docker.Planning;

/// <summary>The images of an Engine, found by what people write.</summary>
/// <param name="Ids">By reference in its full spelling, see <see cref="Normalize"/>.</param>
/// <param name="Defaults">By id, for those that the project concerns.</param>
sealed record ImageIndex(IReadOnlyDictionary<string, string> Ids, IReadOnlyDictionary<string, ImageDefaults> Defaults)
{
    /// <summary>The id of the image that a reference means here, or null.</summary>
    public string? Find(string reference) => Ids.GetValueOrDefault(Normalize(reference));

    /// <summary>What means this one image for good: the reference with the digest by which the registry knows it, or its id where none does.</summary>
    public string Fixed(string reference, string id)
    {
        var name = Normalize(reference);
        name = name[..(name.IndexOf('@', StringComparison.Ordinal) is > 0 and var digest ? digest : name.LastIndexOf(':'))];
        var known = Ids.Where(it => it.Value == id && it.Key.StartsWith(name + "@", StringComparison.Ordinal)).Select(it => it.Key[name.Length..]).Order(StringComparer.Ordinal).FirstOrDefault();
        return known is null ? id : (reference.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? reference[..at] : reference) + known;
    }

    public ImageDefaults? DefaultsOf(string? id) => id is null ? null : Defaults.GetValueOrDefault(id);

    /// <summary>Docker Hub's host and <c>library/</c> go, <c>:latest</c> comes; of a tag with a digest only the digest counts.</summary>
    public static string Normalize(string reference)
    {
        if (reference.StartsWith("sha256:", StringComparison.Ordinal))
            return reference;
        var (name, digest) = reference.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? (reference[..at], reference[at..]) : (reference, "");
        foreach (var prefix in (ReadOnlySpan<string>)["docker.io/", "index.docker.io/"])
            name = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        name = name.StartsWith("library/", StringComparison.Ordinal) ? name["library/".Length..] : name;
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        return digest.Length > 0 ? (hasTag ? name[..colon] : name) + digest : hasTag ? name : name + ":latest";
    }
}
