namespace HomeLab.Inventory.Systems;

/// <summary>Tells whose change of a system's objects it is that something became of it. Pure.</summary>
/// <remarks>No service of the fleet writes what systems consist of, so what was written was written by others.</remarks>
static class Attribution
{
    public static (string Writer, string WrittenBy) Of(IReadOnlyList<SystemObject> before, IReadOnlyList<SystemObject> now)
    {
        var known = before.ToDictionary(it => it.Address, StringComparer.Ordinal);
        var written = now.Where(it => !known.Remove(it.Address, out var was) || IsWritten(was, it)).Concat(known.Values).ToList();
        return written.Count == 0 ? ("unknown", "") : ("other", written.Select(it => it.Writer).FirstOrDefault(it => it.Length > 0) ?? "");
    }

    /// <summary>Somebody made it anew, or wished something else of it; what only its platform says of it is nobody's writing.</summary>
    static bool IsWritten(SystemObject was, SystemObject now) =>
        was.Uid != now.Uid || was.Generation != now.Generation || !was.Images.SequenceEqual(now.Images);
}
