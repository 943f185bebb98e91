namespace HomeLab.Restic;

/// <param name="Id">All 64 hexadecimal digits.</param>
/// <param name="Tags">In restic's order.</param>
public sealed record ResticSnapshot(string Id, DateTimeOffset Time, IReadOnlyList<string> Paths, IReadOnlyList<string> Tags)
{
    /// <returns>What follows <c>name=</c> in a tag; empty: no tag does.</returns>
    public string Tag(string name) => Tags.FirstOrDefault(it => it.StartsWith($"{name}=", StringComparison.Ordinal)) is { } tag ? tag[(name.Length + 1)..] : "";
}
