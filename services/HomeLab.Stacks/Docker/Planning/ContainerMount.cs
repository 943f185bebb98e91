namespace HomeLab.Stacks.Docker.Planning;

/// <summary>One mount as an Engine makes it.</summary>
/// <param name="Source">A path of the host, or the name of a volume; empty: none of its own.</param>
/// <param name="Options">What else counts, e.g. a tmpfs' size.</param>
sealed record ContainerMount(MountKind Kind, string Source, string Target, bool IsReadOnly, string Options = "")
{
    public static ContainerMount Anonymous(string target) => new(MountKind.Volume, "", target, false);

    public override string ToString()
    {
        var source = Source.Length > 0 ? Source : Kind == MountKind.Volume ? "without a name" : "";
        return string.Join(' ', new[] { Kind.ToString(), source, IsReadOnly ? "ro" : "rw", Options }.Where(it => it.Length > 0));
    }
}
