namespace HomeLab.Inventory.Systems;

/// <summary>Tells whose change of a system's objects it is that something became of it. Pure.</summary>
static class Attribution
{
    public static (string Writer, string WrittenBy) Of(IReadOnlyList<SystemObject> before, IReadOnlyList<SystemObject> now)
    {
        var known = before.ToDictionary(it => it.Address, StringComparer.Ordinal);
        var written = now.Any(it => !known.Remove(it.Address, out var was) || IsWritten(was, it)) || known.Count > 0;
        return written ? ("other", "") : ("unknown", "");
    }

    /// <summary>Somebody made it anew, or wished something else of it; what only its platform says of it is nobody's writing.</summary>
    static bool IsWritten(SystemObject was, SystemObject now) =>
        was.Uid != now.Uid || was.Generation != now.Generation || !was.Images.SequenceEqual(now.Images);
}
