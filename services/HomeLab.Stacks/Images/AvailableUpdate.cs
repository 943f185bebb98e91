namespace HomeLab.Stacks.Images;

/// <summary>Something newer than a service runs.</summary>
/// <param name="Current">The digest that runs, or the tag.</param>
/// <param name="Available">The digest, or the tag, that is newer.</param>
sealed record AvailableUpdate(TrackedImage Image, UpdateLevel Level, string Current, string Available)
{
    /// <summary>By which it is known whether it was told of.</summary>
    public string Mark => $"{UpdateLevels.Text(Level)}:{Available}";

    /// <summary>Up to the level that is tracked.</summary>
    public static IReadOnlyList<AvailableUpdate> Of(TrackedImage image, StackImage own, KnownImage? known)
    {
        if (known is null)
            return [];
        var digest = known.Digest.Length > 0 && own.Running.Length > 0 && own.Running != known.Digest
            ? [new AvailableUpdate(image, UpdateLevel.Digest, own.Running, known.Digest)]
            : Array.Empty<AvailableUpdate>();
        return [.. digest, .. known.Newer.Where(it => it.Level <= image.Level).Select(it => new AvailableUpdate(image, it.Level, image.Image.TagOrLatest, it.Tag))];
    }
}
