using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Lab.Kinds;

/// <summary>Addresses of what copies can be made of, and the globs that mean them.</summary>
static class BackupAddress
{
    public const string Expected = "docker/<host>/volume/<name> or database/<name>, * for anything";

    static readonly string?[] Database = ["database", null];

    /// <param name="host">Null: any.</param>
    public static IReadOnlyList<string?> VolumeOf(string? host) => ["docker", host, "volume", null];

    /// <summary>Whether something that a copy can be made of may have an address that the glob matches.</summary>
    public static bool MayMatch(string glob) => MayMatch(glob, VolumeOf(null)) || MayMatch(glob, Database);

    /// <param name="form">The parts of an address; null: any.</param>
    public static bool MayMatch(string glob, IReadOnlyList<string?> form) => MayMatch(glob.Split('/'), [.. form]);

    static bool MayMatch(ReadOnlySpan<string> glob, ReadOnlySpan<string?> form)
    {
        if (glob.IsEmpty)
            return form.IsEmpty;
        if (glob[0] != "**")
            return !form.IsEmpty && (form[0] is { } part ? Glob.IsMatch(glob[0], part) : glob[0].Length > 0) && MayMatch(glob[1..], form[1..]);
        for (var skipped = 0; skipped <= form.Length; skipped++)
        {
            if (MayMatch(glob[1..], form[skipped..]))
                return true;
        }
        return false;
    }
}
