namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>An image reference taken apart: <c>postgres</c>, <c>16</c> of <c>docker.io/library/postgres:16@sha256:…</c>.</summary>
/// <param name="Repository">Without Docker Hub's registry or a mirror of it.</param>
/// <param name="Tag">Empty: none is written.</param>
readonly record struct ImageName(string Repository, string Tag)
{
    // The same images under the names of Docker Hub and of what mirrors it.
    static readonly string[] Prefixes =
    [
        "docker.io/library/", "index.docker.io/library/", "docker.io/", "index.docker.io/", "mirror.gcr.io/library/", "mirror.gcr.io/",
        "public.ecr.aws/docker/library/", "ecr-public.aws.com/docker/library/",
    ];

    public static ImageName Parse(string reference)
    {
        var name = reference;
        if (name.IndexOf('@', StringComparison.Ordinal) is > 0 and var digest)
            name = name[..digest];
        var tag = "";
        // A colon before the last slash is a registry's port; a tag may be a variable with a default: `${VERSION:-release}`.
        if (name.IndexOf(':', name.LastIndexOf('/') + 1) is > 0 and var colon)
            (name, tag) = (name[..colon], name[(colon + 1)..]);
        return new ImageName(Plain(name), tag);
    }

    public static string Plain(string repository)
    {
        foreach (var prefix in Prefixes)
        {
            if (repository.StartsWith(prefix, StringComparison.Ordinal))
                return repository[prefix.Length..];
        }
        return repository;
    }
}
