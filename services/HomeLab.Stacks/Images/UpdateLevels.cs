namespace HomeLab.Stacks.Images;

/// <summary>Levels as the lab, contracts and tables spell them.</summary>
static class UpdateLevels
{
    /// <summary>What is not known is everything: nobody is kept in ignorance by a newer Inventory.</summary>
    public static UpdateLevel Parse(string? text) => text switch
    {
        "none" => UpdateLevel.None,
        "digest" => UpdateLevel.Digest,
        "patch" => UpdateLevel.Patch,
        "minor" => UpdateLevel.Minor,
        _ => UpdateLevel.Major,
    };

    public static string Text(UpdateLevel level) => level.ToString().ToLowerInvariant();
}
