namespace HomeLab.Stacks.Images;

/// <summary>How far something newer is from what runs; each comes with those before it.</summary>
enum UpdateLevel
{
    None,

    /// <summary>The same tag names another image.</summary>
    Digest,
    Patch,
    Minor,
    Major,
}
