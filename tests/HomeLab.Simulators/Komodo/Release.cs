namespace HomeLab.Simulators.Komodo;

/// <summary>What a version has that another has not.</summary>
sealed record Release(int Major, int Minor)
{
    /// <summary>A key pair of its own, swarms, <c>GET /user</c>, one text for all that is wrong with a key.</summary>
    public bool IsSecond => Major >= 2;

    /// <summary>Lists in pages of 30, other names for reads of containers, the names of what ids refer to.</summary>
    public bool IsPaged => Major > 2 || (Major == 2 && Minor >= 3);

    public static Release? Parse(string version) =>
        System.Version.TryParse(version, out var parsed) && parsed.Build >= 0 ? new Release(parsed.Major, parsed.Minor) : null;
}
